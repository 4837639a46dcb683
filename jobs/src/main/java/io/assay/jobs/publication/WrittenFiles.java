package io.assay.jobs.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.spark.SparkTableCache;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Data files in a table's folder that none of its snapshots names yet.
 *
 * <p>They are written inside a transaction that is never committed: an Iceberg branch does not branch the schema, so a
 * column that is new with the batch reaches the table in the same commit as the batch, and what was counted while
 * writing can stand in the snapshot's summary.
 */
public final class WrittenFiles implements AutoCloseable {
    /** How rows meet those that are there. */
    public enum WriteMode {
        /** Beside them. */
        APPEND,
        /** In their place: all of them go. */
        REPLACE
    }

    /** How rows get to the files of their partitions. */
    public enum DistributionMode {
        /** As the table says: by default to one task a partition, so that it gets one file. */
        HASH,
        /** Not at all: each task sorts its rows by partition, and writes a file of each. */
        NONE
    }

    private final String key;
    private final Table scratch;
    private final @Nullable Snapshot written;
    private final List<DataFile> files;
    private final SparkSession spark;

    private WrittenFiles(
            String key, Table scratch, @Nullable Snapshot written, List<DataFile> files, SparkSession spark) {
        this.key = key;
        this.scratch = scratch;
        this.written = written;
        this.files = List.copyOf(files);
        this.spark = spark;
    }

    static WrittenFiles write(Table table, Dataset<Row> rows, WriteMode placing, DistributionMode moving) {
        Transaction transaction = table.newTransaction();
        transaction
                .updateSchema()
                .unionByNameWith(SparkSchemaUtil.convert(rows.schema().asNullable()))
                .commit();
        Table scratch = transaction.table();
        @Nullable Snapshot before = scratch.currentSnapshot();
        String key = "assay-" + UUID.randomUUID();
        SparkTableCache.get().add(key, scratch);
        try {
            SaveMode mode = placing == WriteMode.APPEND ? SaveMode.Append : SaveMode.Overwrite;
            DataFrameWriter<Row> writer = rows.write().format("iceberg").mode(mode);
            if (moving == DistributionMode.NONE) {
                writer.option("distribution-mode", "none").option("fanout-enabled", "false");
            }
            writer.save(key);
            @Nullable Snapshot written = scratch.currentSnapshot();
            if (Objects.equals(before, written)) {
                written = null;
            }
            List<DataFile> files = new ArrayList<>();
            if (written != null) {
                SnapshotChanges.builderFor(scratch)
                        .snapshot(written)
                        .build()
                        .addedDataFiles()
                        .forEach(files::add);
            }
            return new WrittenFiles(key, scratch, written, files, rows.sparkSession());
        } finally {
            SparkTableCache.get().remove(key);
        }
    }

    List<DataFile> files() {
        return files;
    }

    Schema schema() {
        return scratch.schema();
    }

    /** Rows in all files. */
    public long rows() {
        return files.stream().mapToLong(DataFile::recordCount).sum();
    }

    /** The table as it would be with these files on top of what main was; to be read before {@link #close}. */
    public Dataset<Row> after() {
        // a table of a transaction refuses scans; the same metadata behind a plain table does not
        SparkTableCache.get().add(key, new BaseTable(((HasTableOperations) scratch).operations(), scratch.name()));
        return spark.read().format("iceberg").load(key);
    }

    /** Deletes the files: the batch is not to be published. */
    public void discard() {
        files.forEach(file -> scratch.io().deleteFile(file.location()));
    }

    /** Removes the metadata of the snapshot that is never committed. */
    @Override
    public void close() {
        SparkTableCache.get().remove(key);
        if (written != null) {
            for (ManifestFile manifest : written.allManifests(scratch.io())) {
                if (Objects.equals(manifest.snapshotId(), written.snapshotId())) {
                    scratch.io().deleteFile(manifest.path());
                }
            }
            scratch.io().deleteFile(written.manifestListLocation());
        }
    }
}
