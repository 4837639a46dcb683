package io.assay.jobs.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.WriteMode;
import io.assay.features.log.ViewCursor;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.publication.TableChanges;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.warehouse.dataset.DatasetColumns;
import io.assay.warehouse.dataset.SnapshotProperties;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What a view has yet to read of a dataset: the snapshots published after its cursor, up to the newest.
 *
 * @param head the newest snapshot, the run that published it, and its {@code sequence}
 * @param after the snapshot the range begins after; empty: the dataset is read from its beginning
 * @param beyond rows up to this sequence are in the log whatever their {@code known}
 * @param kind whether the range adds to what was read before, or replaces it
 */
public record SourceRange(
        DatasetName dataset,
        long head,
        String run,
        long sequence,
        Optional<Long> after,
        OptionalLong beyond,
        Kind kind) {
    /** What the snapshots of a range do. */
    public enum Kind {
        /** They add to what was read before. */
        ADDS,
        /** They are all rows of a dataset whose batches take the place of rows; nothing was read before. */
        BEGINS,
        /** The same in place of what was read before. */
        REPLACES,
        /** They take the place of rows of what was read before, and {@link SourceRange#changes} says which. */
        CHANGES
    }

    /**
     * The range of {@code table} after {@code cursor}; empty if the dataset has no snapshot.
     *
     * <p>Of a dataset whose batches take the place of rows ({@code upsert}, {@code replace}) it is what changed since,
     * where that is known: the log has all rows of a snapshot that is still there. Else, and where each batch replaces
     * everything, it is all rows there are now, in place of all that were read before.
     *
     * @param contract the dataset's; empty if the project has none, then its batches add rows
     * @param until the bound on {@code known} of this computation
     * @throws DataException if a snapshot in the range of another dataset is not an append: its changes cannot be
     *     identified
     */
    public static Optional<SourceRange> after(
            ViewCursor cursor, DatasetName dataset, Optional<DatasetContract> contract, Instant until, Table table) {
        @Nullable Snapshot head = published(table, table.currentSnapshot());
        if (head == null) {
            return Optional.empty();
        }
        long sequence = sequence(dataset, head);
        OptionalLong newest = cursor.newest();
        WriteMode mode = contract.map(DatasetContract::writeMode).orElse(WriteMode.APPEND);
        if (mode != WriteMode.APPEND) {
            Optional<Long> base =
                    mode == WriteMode.UPSERT || contract.orElseThrow().replacesPartitions()
                            ? read(cursor, until, table)
                            : Optional.empty();
            Kind kind = newest.isEmpty() || newest.getAsLong() >= sequence
                    ? Kind.BEGINS
                    : base.isPresent() ? Kind.CHANGES : Kind.REPLACES;
            return Optional.of(
                    new SourceRange(dataset, current(table), run(head), sequence, base, OptionalLong.empty(), kind));
        }
        OptionalLong complete = cursor.complete();
        @Nullable Snapshot start = head;
        while (start != null && (complete.isEmpty() || sequence(dataset, start) > complete.getAsLong())) {
            checkAppend(dataset, start);
            start = published(table, parent(table, start));
        }
        Optional<Long> after = complete.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(start).map(Snapshot::snapshotId);
        return Optional.of(new SourceRange(dataset, current(table), run(head), sequence, after, complete, Kind.ADDS));
    }

    /**
     * The snapshot whose rows the log has, all of them and no others; the newest one that has these rows. Computations
     * with a bound have some rows of several.
     */
    private static Optional<Long> read(ViewCursor cursor, Instant until, Table table) {
        if (cursor.complete().isEmpty() || !cursor.complete().equals(cursor.newest()) || !until.equals(Instant.MAX)) {
            return Optional.empty();
        }
        String complete = Long.toString(cursor.complete().getAsLong());
        @Nullable Snapshot snapshot = table.currentSnapshot();
        while (snapshot != null && !complete.equals(snapshot.summary().get(SnapshotProperties.SEQUENCE))) {
            snapshot = parent(table, snapshot);
        }
        return Optional.ofNullable(snapshot).map(Snapshot::snapshotId);
    }

    private static String run(Snapshot snapshot) {
        return snapshot.summary().getOrDefault(SnapshotProperties.RUN, "");
    }

    private static long current(Table table) {
        return table.currentSnapshot().snapshotId();
    }

    /** This snapshot, or the one before the compactions that end in it: they hold the same rows in other files. */
    private static @Nullable Snapshot published(Table table, @Nullable Snapshot snapshot) {
        @Nullable Snapshot published = snapshot;
        while (published != null && DataOperations.REPLACE.equals(published.operation())) {
            published = parent(table, published);
        }
        return published;
    }

    private static void checkAppend(DatasetName dataset, Snapshot snapshot) {
        if (!DataOperations.APPEND.equals(snapshot.operation())) {
            throw new DataException(
                    "datasets." + dataset,
                    "snapshot %d (%s) is not an append, so its changes cannot be separated"
                            .formatted(snapshot.snapshotId(), snapshot.operation()),
                    "publish by 'assay ingest' only, or declare the dataset writeMode: upsert or replace");
        }
    }

    private static long sequence(DatasetName dataset, Snapshot snapshot) {
        @Nullable String sequence = snapshot.summary().get(SnapshotProperties.SEQUENCE);
        if (sequence == null) {
            throw new DataException(
                    "datasets." + dataset,
                    "snapshot %d has no %s: it was not published by ingest"
                            .formatted(snapshot.snapshotId(), SnapshotProperties.SEQUENCE),
                    "publish by 'assay ingest' only");
        }
        return Long.parseLong(sequence);
    }

    private static @Nullable Snapshot parent(Table table, Snapshot snapshot) {
        Long parent = snapshot.parentId();
        return parent == null ? null : table.snapshot(parent); // null too where it was expired
    }

    /**
     * The rows of the range, with all the dataset's columns. Of a dataset whose batches take the place of rows these
     * are all rows, with the sequence of the newest snapshot.
     */
    public Dataset<Row> rows(SparkSession spark) {
        Map<String, String> options = after.filter(start -> kind == Kind.ADDS)
                .map(start -> Map.of("start-snapshot-id", Long.toString(start), "end-snapshot-id", Long.toString(head)))
                .orElseGet(() -> Map.of("snapshot-id", Long.toString(head)));
        Dataset<Row> rows = spark.read().options(options).table(Warehouse.dataset(dataset));
        if (kind != Kind.ADDS) { // rows that stayed have to be newer than what the log has of them
            return newest(rows);
        }
        return beyond.isPresent() ? rows.where(col(DatasetColumns.SEQUENCE).gt(beyond.getAsLong())) : rows;
    }

    /** These rows with the sequence of the newest snapshot. */
    public Dataset<Row> newest(Dataset<Row> rows) {
        return rows.withColumn(DatasetColumns.SEQUENCE, lit(sequence));
    }

    /** What changed since, of {@link Kind#CHANGES}; empty if the snapshot that was read has expired meanwhile. */
    public Optional<TableChanges> changes(Table table) {
        return kind == Kind.CHANGES ? TableChanges.between(table, after.orElseThrow(), head) : Optional.empty();
    }
}
