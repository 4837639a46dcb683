package io.assay.jobs.status;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.warehouse.dataset.SnapshotProperties;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Catalog;
import org.apache.spark.sql.Row;

/**
 * Where one dataset stands.
 *
 * @param rows published
 * @param sequence batches published so far; 0 before the first
 */
record DatasetStatus(
        DatasetName dataset, long rows, long sequence, Optional<Published> published, Optional<LastRun> lastRun) {

    /** The snapshot that readers see. */
    record Published(long snapshot, Instant at) {}

    /** The newest run that was logged. */
    record LastRun(String run, String status, Instant at) {}

    /** All datasets of the project, in its order. One small Spark job. */
    static List<DatasetStatus> all(JobContext context) {
        Map<String, LastRun> runs = new HashMap<>();
        for (Row row : context.log()
                .rows()
                .where("kind = 'run'")
                .groupBy("subject")
                .agg(max_by(struct(col("run"), col("status"), col("at")), col("at")))
                .collectAsList()) {
            Row last = row.getStruct(1);
            runs.put(
                    row.getString(0),
                    new LastRun(
                            last.getString(0),
                            last.getString(1),
                            last.getTimestamp(2).toInstant()));
        }
        Catalog catalog = context.iceberg();
        return context.project().datasets().keySet().stream()
                .map(name -> of(catalog, name, Optional.ofNullable(runs.get(name.value()))))
                .toList();
    }

    private static DatasetStatus of(Catalog catalog, DatasetName name, Optional<LastRun> lastRun) {
        Snapshot snapshot = catalog.tableExists(IcebergTables.dataset(name))
                ? catalog.loadTable(IcebergTables.dataset(name)).currentSnapshot()
                : null;
        if (snapshot == null) {
            return new DatasetStatus(name, 0, 0, Optional.empty(), lastRun);
        }
        Map<String, String> summary = snapshot.summary();
        return new DatasetStatus(
                name,
                Long.parseLong(summary.getOrDefault("total-records", "0")),
                Long.parseLong(summary.getOrDefault(SnapshotProperties.SEQUENCE, "0")),
                Optional.of(new Published(snapshot.snapshotId(), Instant.ofEpochMilli(snapshot.timestampMillis()))),
                lastRun);
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("dataset", dataset.value()).put("rows", rows).put("sequence", sequence);
        published.ifPresentOrElse(
                seen -> json.put("snapshot", Long.toString(seen.snapshot()))
                        .put("published_at", seen.at().toString()),
                () -> json.putNull("snapshot").putNull("published_at"));
        lastRun.ifPresentOrElse(
                last -> json.putObject("last_run")
                        .put("run", last.run())
                        .put("status", last.status())
                        .put("at", last.at().toString()),
                () -> json.putNull("last_run"));
        return json;
    }

    Object[] cells() {
        return new Object[] {
            dataset,
            "%,d".formatted(rows),
            sequence,
            published.map(seen -> seen.at().toString()).orElse("never"),
            lastRun.map(LastRun::run).orElse("-"),
            lastRun.map(LastRun::status).orElse("-")
        };
    }
}
