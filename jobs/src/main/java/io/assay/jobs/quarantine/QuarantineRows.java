package io.assay.jobs.quarantine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.assay.definition.contract.DatasetName;
import io.assay.features.log.SparkTypes;
import io.assay.jobs.publication.BaseSnapshot;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The quarantined rows of one dataset, for Spark. Rows and events count only if their run is on the dataset's main: a
 * process may have died just before it.
 */
final class QuarantineRows {
    private final SparkSession spark;
    private final Optional<PublishedTable> rows;
    private final Optional<PublishedTable> events;
    private final Optional<BaseSnapshot> base;
    private final PublishedRuns runs;

    QuarantineRows(SparkSession spark, DatasetName dataset) {
        this.spark = spark;
        DatasetTables tables = new DatasetTables(spark);
        this.rows = tables.find(IcebergTables.quarantine(dataset));
        this.events = tables.find(IcebergTables.quarantineEvents());
        Optional<PublishedTable> published = tables.find(IcebergTables.dataset(dataset));
        this.base = published.map(PublishedTable::base); // before the runs: what is published in between is noticed
        this.runs = PublishedRuns.of(published);
    }

    /** What the dataset was when its runs were read. */
    Optional<BaseSnapshot> base() {
        return base;
    }

    /** The rows of published runs, with {@code event}: what became of each since; null if nothing. */
    private Dataset<Row> all() {
        return head(rows)
                .map(there -> there.where(col("run").isin(runs.published().toArray())))
                .orElseGet(() -> spark.createDataFrame(List.of(), SparkTypes.schema(QuarantineColumns.SCHEMA)))
                .join(events(), new String[] {"id"}, "left");
    }

    /** Those without an event since. */
    private Dataset<Row> open() {
        return all().where(col("event").isNull()).drop("event");
    }

    /** The open rows of batches that a later batch has replaced; they are not replayed. */
    Dataset<Row> openOfReplaced() {
        return open().where(col("run").isin(runs.replaced().toArray()));
    }

    /** The open rows of all other batches. */
    Dataset<Row> replayable() {
        return runs.replaced().isEmpty()
                ? open()
                : open().where(not(col("run").isin(runs.replaced().toArray())));
    }

    boolean anyReplaced() {
        return !runs.replaced().isEmpty();
    }

    private Dataset<Row> events() {
        return head(events)
                .map(there ->
                        there.where(col("run").isin(runs.published().toArray())).select("id", "event"))
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
