package io.assay.online.table;

import io.assay.warehouse.feature.FeatureLogColumns;
import io.delta.kernel.Scan;
import io.delta.kernel.ScanBuilder;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads one Delta table with Kernel: its newest snapshot, and whether a commit is there. */
final class DeltaReader {
    private final Configuration hadoop;
    private final Engine engine;
    private final String path;

    DeltaReader(Configuration hadoop, String path) {
        this.hadoop = hadoop;
        this.engine = new KernelEngine(hadoop);
        this.path = path;
    }

    Engine engine() {
        return engine;
    }

    String path() {
        return path;
    }

    /** Whether the log holds this commit; one look at the file system. */
    boolean hasCommit(long version) throws IOException {
        Path file = new Path(path, String.format(Locale.ROOT, "_delta_log/%020d.json", version));
        FileSystem files = file.getFileSystem(hadoop);
        return files.exists(file);
    }

    /** The newest snapshot; empty where there is no table. */
    Optional<Snapshot> snapshot() {
        try {
            return Optional.of(TableManager.loadSnapshot(path).build(engine));
        } catch (TableNotFoundException e) {
            return Optional.empty();
        }
    }

    TableVersion version(Snapshot snapshot) {
        return new TableVersion(
                snapshot.getMetadata().getId(),
                snapshot.getVersion(),
                Instant.ofEpochMilli(snapshot.getTimestamp(engine)));
    }

    /** Hands over a snapshot's rows, file by file; files that are too old by their statistics are left out. */
    void read(Snapshot snapshot, Optional<LocalDate> sinceDay, Consumer<Iterator<TableRow>> rows) throws IOException {
        Optional<Predicate> since = snapshot.getSchema().indexOf(FeatureLogColumns.DAY) >= 0
                ? sinceDay.map(DeltaReader::since)
                : Optional.empty();
        scan(snapshot, snapshot.getSchema(), since, Optional.empty(), rows::accept);
    }

    /**
     * Hands over a snapshot's rows, file by file. Files and parts of files without rows that satisfy the predicate are
     * left out where statistics say so.
     */
    void read(Snapshot snapshot, StructType columns, Optional<Predicate> predicate, Consumer<BatchRows> rows)
            throws IOException {
        scan(snapshot, columns, predicate, predicate, rows);
    }

    private void scan(
            Snapshot snapshot,
            StructType columns,
            Optional<Predicate> ofFiles,
            Optional<Predicate> inFiles,
            Consumer<BatchRows> rows)
            throws IOException {
        ScanBuilder builder = snapshot.getScanBuilder().withReadSchema(columns);
        Scan scan = (ofFiles.isPresent() ? builder.withFilter(ofFiles.get()) : builder).build();
        Row state = scan.getScanState(engine);
        try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
            while (files.hasNext()) {
                try (CloseableIterator<Row> batch = files.next().getRows()) {
                    while (batch.hasNext()) {
                        read(state, batch.next(), inFiles, rows);
                    }
                }
            }
        }
    }

    private static Predicate since(LocalDate day) {
        Column column = new Column(FeatureLogColumns.DAY);
        return new Predicate("OR", new Predicate("IS_NULL", column), new Predicate(">=", column, Literal.ofDate((int)
                day.toEpochDay())));
    }

    private void read(Row state, Row file, Optional<Predicate> predicate, Consumer<BatchRows> rows) throws IOException {
        FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
        CloseableIterator<ColumnarBatch> physical = engine.getParquetHandler()
                .readParquetFiles(
                        Utils.singletonCloseableIterator(status),
                        ScanStateRow.getPhysicalDataReadSchema(state),
                        predicate)
                .map(FileReadResult::getData);
        try (CloseableIterator<FilteredColumnarBatch> batches =
                Scan.transformPhysicalData(engine, state, file, physical)) {
            while (batches.hasNext()) {
                FilteredColumnarBatch batch = batches.next();
                rows.accept(new BatchRows(batch.getData(), batch.getSelectionVector()));
            }
        }
    }
}
