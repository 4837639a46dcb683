package io.assay.validation.internal.table;

import io.assay.validation.internal.files.IcebergMetadata;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.spark.SparkReadOptions;
import org.apache.iceberg.spark.SparkTableCache;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * An Iceberg table, loaded once. One that is named by its path is read from its metadata file: Spark would look for it
 * in a Hive catalog, whose classes neither Spark nor our jar need have.
 */
public final class IcebergInput {
    private final Table table;
    private final Optional<Long> asked;

    private IcebergInput(Table table, Optional<Long> asked) {
        this.table = table;
        this.asked = asked;
    }

    /** By its folder or metadata file; a name without {@code /} that is no folder's is one of Spark's catalogs. */
    static IcebergInput load(SparkSession spark, String path) {
        try {
            Configuration hadoop = spark.sessionState().newHadoopConf();
            Optional<Path> metadata = IcebergMetadata.newest(path, hadoop);
            if (metadata.isPresent()) {
                StaticTableOperations operations =
                        new StaticTableOperations(metadata.get().toString(), new HadoopFileIO(hadoop));
                operations.refresh();
                return new IcebergInput(new BaseTable(operations, path), Optional.empty());
            }
            if (path.contains("/")) {
                throw new UnreadableSourceException(
                        path,
                        "is not an Iceberg table: it has no metadata/*.metadata.json",
                        "check the path and the format (--format)");
            }
            return new IcebergInput(Spark3Util.loadIcebergTable(spark, path), Optional.empty());
        } catch (AnalysisException e) {
            throw TableSource.unreadable(path, "iceberg", e);
        } catch (RuntimeException e) {
            throw TableSource.reported(path, "iceberg", e);
        }
    }

    /** The same table at a snapshot. */
    IcebergInput at(long snapshot) {
        return new IcebergInput(table, Optional.of(snapshot));
    }

    /** Whether the table still has that snapshot. */
    boolean has(long snapshot) {
        return table.snapshot(snapshot) != null;
    }

    /** The snapshot that was current at a time. */
    Optional<Long> current(Instant time) {
        return Optional.ofNullable(SnapshotUtil.nullableSnapshotIdAsOfTime(table, time.toEpochMilli()));
    }

    /** The snapshot of a branch or tag. */
    Optional<Long> ref(String name) {
        return Optional.ofNullable(table.refs().get(name)).map(SnapshotRef::snapshotId);
    }

    /** The snapshot that is read; none of a table that never had rows. */
    Optional<Long> snapshot() {
        return asked.or(() -> Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId));
    }

    Dataset<Row> rows(SparkSession spark) {
        String key = "assay-" + UUID.randomUUID();
        SparkTableCache.get().add(key, table);
        try {
            DataFrameReader reader = spark.read().format("iceberg");
            asked.ifPresent(snapshot -> reader.option(SparkReadOptions.SNAPSHOT_ID, snapshot));
            return reader.load(key); // which holds the table from now on
        } finally {
            SparkTableCache.get().remove(key);
        }
    }

    /** Its data files, as rows name them; by its metadata alone. */
    List<String> files() {
        TableScan scan = asked.map(table.newScan()::useSnapshot).orElseGet(table::newScan);
        List<String> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            tasks.forEach(task -> files.add(SourceListing.name(task.file().location())));
        } catch (IOException e) {
            throw new UncheckedIOException(table.name(), e);
        }
        return files;
    }
}
