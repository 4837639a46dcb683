package io.assay.jobs.quarantine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.assay.definition.contract.DatasetName;
import io.assay.features.log.SparkTypes;
import io.assay.jobs.publication.BaseSnapshot;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishedBatch;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.SnapshotSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The quarantined rows of one dataset. Rows and events count only if their run is on the dataset's main: a process may
 * have died just before it.
 */
final class QuarantineRows {
    private final SparkSession spark;
    private final Optional<PublishedTable> rows;
    private final Optional<PublishedTable> events;
    private final Object[] published;
    private final Object[] replaced;

    QuarantineRows(SparkSession spark, DatasetName dataset) {
        this.spark = spark;
        DatasetTables tables = new DatasetTables(spark);
        this.rows = tables.find(IcebergTables.quarantine(dataset));
        this.events = tables.find(IcebergTables.quarantineEvents());
        List<PublishedBatch> batches = tables.find(IcebergTables.dataset(dataset))
                .map(PublishedTable::publications)
                .orElse(List.of());
        this.published = runs(batches);
        this.replaced = runs(batches.stream()
                .dropWhile(batch -> !replacesOthers(batch))
                .skip(1)
                .toList());
    }

    private static Object[] runs(List<PublishedBatch> batches) {
        return batches.stream().map(PublishedBatch::run).distinct().toArray();
    }

    /** Only a batch that takes the place of what was there deletes rows; the batches before it are replaced. */
    private static boolean replacesOthers(PublishedBatch batch) {
        return Long.parseLong(batch.summary().getOrDefault(SnapshotSummary.DELETED_RECORDS_PROP, "0")) > 0;
    }

    /** The rows of published runs, with {@code event}: what became of each since; null if nothing. */
    Dataset<Row> all() {
        return head(rows)
                .map(there -> there.where(col("run").isin(published)))
                .orElseGet(() -> spark.createDataFrame(List.of(), SparkTypes.schema(QuarantineColumns.SCHEMA)))
                .join(events(), new String[] {"id"}, "left");
    }

    /** Those that nothing became of since. */
    Dataset<Row> open() {
        return all().where(col("event").isNull()).drop("event");
    }

    /** The open rows of batches that a later batch has replaced; they are not replayed. */
    Dataset<Row> openOfReplaced() {
        return open().where(col("run").isin(replaced));
    }

    /** The open rows of all other batches. */
    Dataset<Row> replayable() {
        return replaced.length == 0 ? open() : open().where(not(col("run").isin(replaced)));
    }

    boolean anyReplaced() {
        return replaced.length > 0;
    }

    /** The rows of one run: of a published one those on main, of a held one those on its branch. */
    Dataset<Row> of(String run) {
        Optional<PublishedTable> held = rows.filter(table -> table.staged(run).isPresent());
        if (held.isPresent()) {
            return spark.read()
                    .option("branch", "run_" + run)
                    .table(held.get().name())
                    .where(col("run").equalTo(run));
        }
        return all().where(col("run").equalTo(run)).drop("event");
    }

    private Dataset<Row> events() {
        return head(events)
                .map(there -> there.where(col("run").isin(published)).select("id", "event"))
                .orElseGet(() -> spark.sql("SELECT '' AS id, '' AS event WHERE false"))
                .dropDuplicates("id");
    }

    /** What is on main now, whatever is published while it is read. */
    private Optional<Dataset<Row>> head(Optional<PublishedTable> table) {
        return table.flatMap(there -> {
            BaseSnapshot base = there.base();
            return base.snapshot() == null
                    ? Optional.empty()
                    : Optional.of(
                            spark.read().option("snapshot-id", base.snapshot()).table(there.name()));
        });
    }
}
