package io.assay.jobs.gate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.assay.definition.contract.WriteMode;
import io.assay.features.log.SparkTypes;
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
            WrittenFiles passed,
            RunLease lease) {
        QuarantineTables quarantined = new QuarantineTables();
        TableIdentifier name = IcebergTables.quarantine(request.dataset().name());
        // also where nothing is wrong yet: a count of the rows in quarantine is then 0
        PublishedTable kept = tables.findOrMakeByRun(name, SparkTypes.schema(QuarantineColumns.SCHEMA));
        if (counts.rows().quarantined() > 0) {
            quarantined.write(kept, validated.quarantined(counts), lease);
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
        request.replayed().ifPresent(replayed -> {
            PublishedTable table = tables.findOrMakeByRun(IcebergTables.quarantineEvents(), EVENTS);
            quarantined.write(table, quarantined.events(request, replayed.rows(), passed, environment.now()), lease);
        });
        return quarantined;
    }

    private void write(PublishedTable table, Dataset<Row> rows, RunLease lease) {
        files.put(table, table.write(rows, WriteMode.APPEND, DistributionMode.HASH, lease));
    }

    private Dataset<Row> events(BatchRequest request, Dataset<Row> replayed, WrittenFiles passed, Instant at) {
        Dataset<Row> events = mark(
                replayed.select(QuarantineColumns.ID, QuarantineColumns.SOURCE, QuarantineColumns.POSITION),
                "published",
                passed.after()
                        .where(col(DatasetColumns.RUN).equalTo(request.run()))
                        .select(
                                col(DatasetColumns.SOURCE).as(QuarantineColumns.SOURCE),
                                col(DatasetColumns.POSITION).as(QuarantineColumns.POSITION)));
        for (WrittenFiles again : files.values()) {
            events = mark(
                    events,
                    "quarantined",
                    again.after()
                            .where(col(QuarantineColumns.RUN).equalTo(request.run()))
                            .select(QuarantineColumns.SOURCE, QuarantineColumns.POSITION));
        }
        Column event = events.columns().length > 4
                ? coalesce(col("published"), col("quarantined"), lit("dropped"))
                : coalesce(col("published"), lit("dropped"));
        return events.select(
                col(QuarantineEventColumns.ID),
                event.as(QuarantineEventColumns.EVENT),
                lit(request.run()).as(QuarantineEventColumns.RUN),
                lit(Timestamp.from(at)).as(QuarantineEventColumns.AT));
    }

    /** Adds a column {@code word} to the rows, set where {@code there} has a row of the same source and position. */
    private static Dataset<Row> mark(Dataset<Row> rows, String word, Dataset<Row> there) {
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
