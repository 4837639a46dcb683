package io.assay.jobs.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.aggregation.time.Micros;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.lookup.DatasetLookup;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.TableHead;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of one dataset.
 *
 * @param rows published
 * @param sequence batches published so far; 0 before the first
 */
record DatasetStatus(
        DatasetName dataset, long rows, long sequence, Optional<Published> published, Optional<LastRun> lastRun) {
    private static final List<String> LOG =
            List.of(RunLogColumns.RUN, RunLogColumns.SUBJECT, RunLogColumns.STATUS, RunLogColumns.AT);

    /** The snapshot that readers see. */
    record Published(long snapshot, Instant at) {}

    /** The newest run that was logged. */
    record LastRun(String run, String status, Instant at) {}

    /** All datasets, in this order. */
    static List<DatasetStatus> all(WarehouseLookup warehouse, Collection<DatasetName> names) {
        Map<String, LastRun> runs = lastRuns(warehouse);
        DatasetLookup tables = warehouse.datasets();
        return names.stream()
                .map(name ->
                        of(tables.find(IcebergTables.dataset(name)), name, Optional.ofNullable(runs.get(name.value()))))
                .toList();
    }

    private static Map<String, LastRun> lastRuns(WarehouseLookup warehouse) {
        Map<String, LastRun> runs = new HashMap<>();
        warehouse.log(RunRowKind.RUN, LOG, Map.of()).forEach(row -> {
            Long micros = row.integer(RunLogColumns.AT);
            if (micros != null) {
                runs.merge(
                        String.valueOf(row.string(RunLogColumns.SUBJECT)),
                        new LastRun(
                                String.valueOf(row.string(RunLogColumns.RUN)),
                                String.valueOf(row.string(RunLogColumns.STATUS)),
                                Micros.instant(micros)),
                        (a, b) -> b.at().isAfter(a.at()) ? b : a);
            }
        });
        return runs;
    }

    private static DatasetStatus of(Optional<PublishedTable> table, DatasetName name, Optional<LastRun> lastRun) {
        Optional<TableHead> head = table.flatMap(PublishedTable::head);
        return new DatasetStatus(
                name,
                head.map(TableHead::rows).orElse(0L),
                head.map(TableHead::sequence).orElse(0L),
                head.map(seen -> new Published(seen.snapshot(), seen.at())),
                lastRun);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
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
