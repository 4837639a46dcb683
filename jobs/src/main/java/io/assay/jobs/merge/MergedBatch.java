package io.assay.jobs.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.WriteMode;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.publication.BaseSnapshot;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.FileRows;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.RunLease;
import io.assay.jobs.publication.WrittenFiles;
import io.assay.warehouse.dataset.DatasetColumns;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.MetadataColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a batch that passed, merged with what is published: files for the dataset's table in place of those that
 * have the published rows of the batch's keys, and the keys that were deleted. Copy on write: the other rows of those
 * files are written again.
 */
public final class MergedBatch implements AutoCloseable {
    // with a dot, so that no column of a dataset has such a name
    private static final String PARTITION = "partition.own";
    private static final String PUBLISHED = "partition.published";
    private static final String NEWEST = "partition.newest";

    private final SparkSession spark;
    private final DatasetContract dataset;
    private final PublishedTable table;
    private final BaseSnapshot base;
    private final WrittenFiles incoming;
    private final FileRows incomingRows;
    private final RunLease lease;
    private Optional<Dataset<Row>> outcomes = Optional.empty();
    private Optional<WrittenFiles> written = Optional.empty();
    private Optional<DeletedRows> deleted = Optional.empty();
    private ChangeCounts counts = new ChangeCounts(0, 0, 0, 0);

    /** Rows of keys that are deleted, and the table that keeps them. */
    public record DeletedRows(PublishedTable table, WrittenFiles files) {}

    private MergedBatch(
            SparkSession spark,
            DatasetContract dataset,
            PublishedTable table,
            BaseSnapshot base,
            WrittenFiles incoming,
            RunLease lease) {
        this.spark = spark;
        this.dataset = dataset;
        this.table = table;
        this.base = base;
        this.incoming = incoming;
        this.incomingRows = incoming.own();
        this.lease = lease;
    }

    /**
     * Merges by primary key. Actions: two over the batch's keys, one that writes.
     *
     * @param incoming the batch's rows, as they were written for this
     * @param isPublished whether a run's deletions count
     */
    public static MergedBatch byKey(
            SparkSession spark,
            DatasetContract dataset,
            DatasetTables tables,
            PublishedTable table,
            BaseSnapshot base,
            WrittenFiles incoming,
            RunLease lease,
            Predicate<String> isPublished) {
        MergedBatch merged = new MergedBatch(spark, dataset, table, base, incoming, lease);
        try {
            merged.mergeKeys(new DeletedKeys(spark, dataset, tables), isPublished);
            return merged;
        } catch (Throwable e) { // Spark throws what it does not declare
            merged.close();
            throw e;
        }
    }

    /** Adds replayed rows whose partition no later batch has replaced. Actions: one that counts, one that writes. */
    public static MergedBatch intoPartitions(
            SparkSession spark,
            DatasetContract dataset,
            PublishedTable table,
            BaseSnapshot base,
            WrittenFiles incoming,
            RunLease lease) {
        MergedBatch merged = new MergedBatch(spark, dataset, table, base, incoming, lease);
        try {
            merged.addToPartitions();
            return merged;
        } catch (Throwable e) { // Spark throws what it does not declare
            merged.close();
            throw e;
        }
    }

    /** The dataset as it would be after a batch, without the keys that were deleted before. No action. */
    public static Dataset<Row> preview(DatasetContract dataset, Dataset<Row> published, Dataset<Row> passing) {
        KeyOutcomes keys = new KeyOutcomes(dataset);
        Dataset<Row> last = passing.withColumn(DatasetColumns.ORIGIN, lit(Long.MAX_VALUE));
        return keys.after(keys.of(last, Optional.of(withFiles(published)), Optional.empty()), published);
    }

    private void mergeKeys(DeletedKeys deletions, Predicate<String> isPublished) {
        Optional<Dataset<Row>> rows = incomingRows.rows(spark);
        if (rows.isEmpty()) {
            written = Optional.of(write(incoming.after().limit(0)));
            return;
        }
        KeyOutcomes keys = new KeyOutcomes(dataset);
        Optional<Dataset<Row>> published =
                published().map(there -> keys.within(withFiles(there), rows.get(), incoming.rows()));
        Dataset<Row> found = keys.of(rows.get(), published, deletions.published(isPublished))
                .persist(StorageLevel.MEMORY_AND_DISK());
        outcomes = Optional.of(found);
        Map<String, Long> numbers = new HashMap<>();
        Set<String> files = new TreeSet<>();
        long known = 0;
        for (Row row : found.groupBy(KeyOutcomes.OUTCOME, KeyOutcomes.FILE)
                .agg(count(lit(1)))
                .collectAsList()) {
            String outcome = row.getString(0);
            numbers.merge(outcome, row.getLong(2), Long::sum);
            if (!row.isNullAt(1) && !outcome.equals(KeyOutcomes.STALE)) {
                files.add(row.getString(1));
                known += row.getLong(2);
            }
        }
        checkEvaluated(numbers.getOrDefault(KeyOutcomes.FAILED, 0L));
        long inserted = numbers.getOrDefault(KeyOutcomes.INSERTED, 0L);
        long updated = numbers.getOrDefault(KeyOutcomes.UPDATED, 0L);
        long deletes = numbers.getOrDefault(KeyOutcomes.DELETED, 0L);
        counts = new ChangeCounts(inserted, updated, deletes, incoming.rows() - inserted - updated - deletes);
        try (FileRows affected = table.rowsOf(base.snapshot() == null ? 0 : base.snapshot(), files)) {
            writeMerged(found, affected);
            check(affected.count() - known + counts.published());
        }
        if (deletes > 0) {
            Dataset<Row> rowsToKeep = deletions.rows(of(found, KeyOutcomes.DELETED));
            PublishedTable there = deletions.table(rowsToKeep.schema());
            deleted = Optional.of(
                    new DeletedRows(there, there.write(rowsToKeep, WriteMode.APPEND, DistributionMode.NONE, lease)));
        }
    }

    private void writeMerged(Dataset<Row> found, FileRows affected) {
        Dataset<Row> fresh = of(found, KeyOutcomes.INSERTED, KeyOutcomes.UPDATED);
        KeyOutcomes keys = new KeyOutcomes(dataset);
        Dataset<Row> rows = affected.rows(spark)
                .map(there -> {
                    Dataset<Row> changed = found.where(col(KeyOutcomes.FILE).isNotNull())
                            .where(col(KeyOutcomes.OUTCOME).isin(KeyOutcomes.UPDATED, KeyOutcomes.DELETED))
                            .select(KeyOutcomes.keyNames(dataset).stream()
                                    .map(RowAge::quoted)
                                    .toArray(Column[]::new));
                    return there.join(changed, keys.equal(changed), "left_anti").unionByName(fresh, true);
                })
                .orElse(fresh);
        WrittenFiles files = write(rows);
        written = Optional.of(files);
        files.inPlaceOf(affected.files());
    }

    private static Dataset<Row> of(Dataset<Row> found, String... outcomes) {
        return found.where(col(KeyOutcomes.OUTCOME).isin((Object[]) outcomes)).select(KeyOutcomes.ROW + ".*");
    }

    private void addToPartitions() {
        Optional<Dataset<Row>> rows = incomingRows.rows(spark);
        if (rows.isEmpty()) {
            written = Optional.of(write(incoming.after().limit(0)));
            return;
        }
        String partition = MetadataColumns.PARTITION_COLUMN_NAME;
        Dataset<Row> own = rows.get().select(col("*"), col(partition).as(PARTITION));
        Dataset<Row> found = published()
                .map(there -> own.join(
                                there.groupBy(col(partition).as(PUBLISHED))
                                        .agg(max(DatasetColumns.ORIGIN).as(NEWEST)),
                                RowAge.quoted(PARTITION).eqNullSafe(RowAge.quoted(PUBLISHED)),
                                "left")
                        .where(RowAge.quoted(NEWEST)
                                .isNull()
                                .or(col(DatasetColumns.ORIGIN).geq(RowAge.quoted(NEWEST))))
                        .drop(PUBLISHED, NEWEST))
                .orElse(own)
                .drop(PARTITION);
        WrittenFiles files = write(found);
        written = Optional.of(files);
        counts = new ChangeCounts(files.rows(), 0, 0, incoming.rows() - files.rows());
    }

    private WrittenFiles write(Dataset<Row> rows) {
        return table.write(rows, WriteMode.APPEND, DistributionMode.HASH, lease);
    }

    private Optional<Dataset<Row>> published() {
        return base.snapshot() == null
                ? Optional.empty()
                : Optional.of(
                        spark.read().option("snapshot-id", base.snapshot()).table(table.name()));
    }

    private static Dataset<Row> withFiles(Dataset<Row> rows) {
        return rows.select(col("*"), rows.col(MetadataColumns.FILE_PATH.name()));
    }

    private void checkEvaluated(long failed) {
        if (failed > 0) {
            throw new DataException(
                    "dataset " + dataset.name() + ", deletedWhen",
                    "fails on %,d rows: an overflow, a division by zero or a failed cast".formatted(failed),
                    "write it so that every row has an answer");
        }
    }

    private void check(long expected) {
        long found = written.map(WrittenFiles::rows).orElse(0L);
        if (found != expected || counts.superseded() < 0) {
            throw new ExternalException(
                    table.name(),
                    "the counts of run %s do not add up: %d rows in the merged files where %d are expected; nothing was published"
                            .formatted(lease.run(), found, expected),
                    "run it again; if it stays so, look for duplicate keys that others wrote into the table");
        }
    }

    /** The files for the dataset's table. */
    public WrittenFiles files() {
        return written.orElseThrow();
    }

    public Optional<DeletedRows> deleted() {
        return deleted;
    }

    public ChangeCounts counts() {
        return counts;
    }

    /** The rows that were published, or deleted their key. */
    public Dataset<Row> effective() {
        return outcomes.map(found -> of(found, KeyOutcomes.INSERTED, KeyOutcomes.UPDATED, KeyOutcomes.DELETED))
                .orElseGet(() -> files().after());
    }

    /** All rows that passed. */
    public Optional<Dataset<Row>> passed() {
        return incomingRows.rows(spark);
    }

    @Override
    public void close() {
        outcomes.ifPresent(Dataset::unpersist);
        incomingRows.close();
        incoming.discard();
        written.ifPresent(WrittenFiles::close);
        deleted.ifPresent(rows -> rows.files().close());
    }
}
