package io.assay.jobs.explain;

import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.online.log.RunHistory;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the runs that rows come from, as the service does. */
final class RunOrigins {
    private static final List<String> COLUMNS = List.of(
            RunLogColumns.RUN,
            RunLogColumns.KIND,
            RunLogColumns.COMMAND,
            RunLogColumns.SUBJECT,
            RunLogColumns.STATUS,
            RunLogColumns.AT,
            RunLogColumns.SECONDS,
            RunLogColumns.BODY);

    private RunOrigins() {}

    /** The runs of the rows, in the order of their names. */
    static List<RunOrigin> of(WarehouseLookup warehouse, Collection<? extends LogRows.Logged> rows) {
        SortedSet<String> ids = new TreeSet<>();
        rows.forEach(row -> ids.addAll(row.runs()));
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, String> one = ids.size() == 1 ? Map.of(RunLogColumns.RUN, ids.first()) : Map.of();
        RunHistory history = new RunHistory();
        history.take(warehouse
                .log(RunRowKind.RUN, COLUMNS, one)
                .filter(row -> ids.contains(row.string(RunLogColumns.RUN)))
                .iterator());
        return ids.stream().map(id -> new RunOrigin(id, history.run(id))).toList();
    }
}
