package io.assay.jobs.publication;

import io.assay.definition.contract.WriteMode;
import io.assay.jobs.failure.DataException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
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
 * writing can be put into the snapshot's summary.
 */
public final class WrittenFiles implements AutoCloseable {
    private final String key;
    private final Table scratch;
    private final @Nullable Snapshot written;
    private final List<DataFile> files;
    private final SparkSession spark;
    private final LeaseFiles folders;
    private final Transaction transaction;
    private List<DataFile> removed = List.of();

    private WrittenFiles(
            String key,
            Transaction transaction,
            @Nullable Snapshot written,
            List<DataFile> files,
            SparkSession spark,
            LeaseFiles folders) {
        this.key = key;
        this.transaction = transaction;
        this.scratch = transaction.table();
        this.written = written;
        this.files = List.copyOf(files);
        this.spark = spark;
        this.folders = folders;
    }

    /** @param settings properties that the table has for this write only, where it has none of its own */
    static WrittenFiles write(
            Table table,
            Dataset<Row> rows,
            WriteMode mode,
            DistributionMode distribution,
            LeaseFiles folders,
            Map<String, String> settings) {
        Transaction transaction = table.newTransaction();
        UpdateProperties properties = transaction.updateProperties();
        settings.forEach((key, value) -> {
            if (!table.properties().containsKey(key)) {
                properties.set(key, value);
            }
        });
        ShortPaths.setOn(properties, table.properties());
        properties.set(TableProperties.MANIFEST_MERGE_ENABLED, "false"); // of a snapshot that is never committed
        folders.setOn(properties);
        try {
            transaction
                    .updateSchema()
                    .unionByNameWith(SparkSchemaUtil.convert(rows.schema().asNullable()))
                    .commit();
        } catch (IllegalArgumentException | IllegalStateException other) { // a list where there was a string, say
            throw new DataException(
                    table.name(),
                    "its table has another type for a column of the contract: " + other.getMessage(),
                    "give the column another name, or restore its type",
                    other);
        }
        Table scratch = transaction.table();
        @Nullable Snapshot before = scratch.currentSnapshot();
        String key = "assay-" + UUID.randomUUID();
        SparkTableCache.get().add(key, scratch);
        try {
            SaveMode save = mode == WriteMode.REPLACE ? SaveMode.Overwrite : SaveMode.Append;
            DataFrameWriter<Row> writer = rows.write().format("iceberg").mode(save);
            if (distribution
                    == DistributionMode.NONE) { // each task sorts its rows by partition, and writes a file of each
                writer.option("distribution-mode", DistributionMode.NONE.modeName())
                        .option("fanout-enabled", "false");
            }
            writer.save(key);
            @Nullable Snapshot written = scratch.currentSnapshot();
            if (Objects.equals(before, written)) {
                written = null;
            }
            List<DataFile> files = written == null ? List.of() : UnpublishedSnapshot.addedFiles(scratch, written);
            return new WrittenFiles(key, transaction, written, files, rows.sparkSession(), folders);
        } finally {
            SparkTableCache.get().remove(key);
        }
    }

    /** They take the place of these files of what main was. */
    public void inPlaceOf(List<DataFile> replaced) {
        removed = List.copyOf(replaced);
        if (!removed.isEmpty()) {
            DeleteFiles delete = transaction.newDelete();
            removed.forEach(delete::deleteFile);
            delete.commit();
        }
    }

    List<DataFile> removed() {
        return removed;
    }

    /** The rows of these files alone; {@code _file} and {@code _partition} can be selected too. */
    public FileRows own() {
        return FileRows.of(
                new BaseTable(((HasTableOperations) scratch).operations(), scratch.name()),
                written == null ? 0 : written.snapshotId(),
                files.stream().map(DataFile::location).collect(Collectors.toSet()));
    }

    /** Deletes the files, which were not staged. */
    public void discard() {
        close();
        files.forEach(file -> scratch.io().deleteFile(file.location()));
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
        folders.removeMetadata();
    }
}
