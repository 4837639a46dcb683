package io.assay.jobs.gate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.assay.definition.contract.WriteMode;
import io.assay.features.log.SparkTypes;
import io.assay.jobs.merge.MergedBatch;
import io.assay.jobs.publication.BaseSnapshot;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.RunLease;
import io.assay.jobs.publication.SideTable;
import io.assay.jobs.publication.WrittenFiles;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.validation.ScanCounts;
import io.assay.validation.ValidatedBatch;
import io.assay.warehouse.dataset.DatasetColumns;
import io.assay.warehouse.quarantine.QuarantineColumns;
import io.assay.warehouse.quarantine.QuarantineEventColumns;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What a batch writes beside the dataset: its quarantined rows and, of a replay, what became of the replayed rows. */
final class QuarantineTables implements AutoCloseable {
    /** What became of quarantined rows; an event counts once its run is published. */
    static final StructType EVENTS = SparkTypes.schema(QuarantineEventColumns.SCHEMA);

    private final Map<PublishedTable, WrittenFiles> files = new LinkedHashMap<>();
    private long added;

    private QuarantineTables() {}

    /** Costs a Spark action if some row failed, another one if the batch is a replay. */
    static QuarantineTables write(
            RunEnvironment environment,
            BatchRequest request,
            DatasetTables tables,
            ValidatedBatch validated,
            ScanCounts counts,
            BatchFiles passed,
            RunLease lease,
            BaseSnapshot base) {
        QuarantineTables quarantined = new QuarantineTables();
        TableIdentifier name = IcebergTables.quarantine(request.dataset().name());
        // also where nothing is wrong yet: a count of the rows in quarantine is then 0
        PublishedTable kept = tables.findOrMakeByRun(name, SparkTypes.schema(QuarantineColumns.SCHEMA));
        if (counts.rows().quarantined() > 0) {
            quarantined.write(
                    kept,
                    RowOrigin.add(
                            validated.quarantined(counts),
                            request,
                            base.sequence() + 1,
                            QuarantineColumns.SEQUENCE,
                            QuarantineColumns.SOURCE,
                            QuarantineColumns.POSITION),
                    lease);
        } else if (kept.publication(request.run()).isPresent()) {
            // an attempt that died before the commit point may have validated otherwise
            quarantined.write(
                    kept,
                    environment.spark().createDataFrame(List.of(), SparkTypes.schema(QuarantineColumns.SCHEMA)),
                    lease);
        }
        quarantined.added = quarantined.files.values().stream()
                .mapToLong(WrittenFiles::rows)
                .sum();
        quarantined.addDeleted(environment, request, tables, passed, lease);
        request.replayed().ifPresent(replayed -> {
            PublishedTable table = tables.findOrMakeByRun(IcebergTables.quarantineEvents(), EVENTS);
            quarantined.write(
                    table,
                    quarantined.events(
                            request,
                            replayed,
                            passed,
                            environment.now(),
                            Optional.ofNullable(quarantined.files.get(kept))),
                    lease);
        });
        return quarantined;
    }

    private void write(PublishedTable table, Dataset<Row> rows, RunLease lease) {
        files.put(table, table.write(rows, WriteMode.APPEND, DistributionMode.HASH, lease));
    }

    /** The keys that the batch deletes; an attempt that died before the commit point may have deleted others. */
    private void addDeleted(
            RunEnvironment environment, BatchRequest request, DatasetTables tables, BatchFiles passed, RunLease lease) {
        Optional<MergedBatch.DeletedRows> deleted = passed.merged().flatMap(MergedBatch::deleted);
        if (deleted.isPresent()) {
            files.put(deleted.get().table(), deleted.get().files());
        } else if (request.dataset().updates().deletedWhen().isPresent()) {
            tables.find(IcebergTables.deleted(request.dataset().name()))
                    .filter(table -> table.publication(request.run()).isPresent())
                    .ifPresent(table ->
                            write(table, environment.spark().table(table.name()).limit(0), lease));
        }
    }

    private Dataset<Row> events(
            BatchRequest request, ReplayedRows replayed, BatchFiles passed, Instant at, Optional<WrittenFiles> kept) {
        Dataset<Row> events =
                replayed.rows().select(QuarantineColumns.ID, QuarantineColumns.SOURCE, QuarantineColumns.POSITION);
        List<Column> found = new ArrayList<>();
        Dataset<Row> published = passed.merged()
                .map(MergedBatch::effective)
                .orElseGet(() ->
                        passed.dataset().after().where(col(DatasetColumns.RUN).equalTo(request.run())));
        events = mark(events, "published", places(published), found);
        Optional<Dataset<Row>> all = passed.merged().flatMap(MergedBatch::passed);
        if (all.isPresent()) {
            events = mark(events, "superseded", places(all.get()), found);
        }
        if (kept.isPresent()) {
            Dataset<Row> again = kept.get()
                    .after()
                    .where(col(QuarantineColumns.RUN).equalTo(request.run()))
                    .select(QuarantineColumns.SOURCE, QuarantineColumns.POSITION);
            events = mark(events, "quarantined", again, found);
        }
        found.add(lit("dropped"));
        return events.select(
                col(QuarantineEventColumns.ID),
                coalesce(found.toArray(Column[]::new)).as(QuarantineEventColumns.EVENT),
                lit(request.run()).as(QuarantineEventColumns.RUN),
                lit(Timestamp.from(at)).as(QuarantineEventColumns.AT),
                lit(replayed.actor()).as(QuarantineEventColumns.ACTOR),
                lit(replayed.patch().orElse(null)).cast("string").as(QuarantineEventColumns.PATCH));
    }

    private static Dataset<Row> places(Dataset<Row> rows) {
        return rows.select(
                col(DatasetColumns.SOURCE).as(QuarantineColumns.SOURCE),
                col(DatasetColumns.POSITION).as(QuarantineColumns.POSITION));
    }

    /** Adds a column {@code word} to the rows, set where {@code there} has a row of the same source and position. */
    private static Dataset<Row> mark(Dataset<Row> rows, String word, Dataset<Row> there, List<Column> found) {
        found.add(col(word));
        Dataset<Row> marked = there.distinct().withColumn(word, lit(word));
        return rows.join(marked, new String[] {QuarantineColumns.SOURCE, QuarantineColumns.POSITION}, "left");
    }

    /** Rows that the quarantine table gets. */
    long added() {
        return added;
    }

    List<SideTable> stage(RunLease lease) {
        List<SideTable> sideTables = new ArrayList<>();
        files.forEach((table, written) -> sideTables.add(SideTable.stage(table, lease, written)));
        return sideTables;
    }

    @Override
    public void close() {
        files.values().forEach(WrittenFiles::close);
    }
}
