package io.assay.jobs.runs;

import io.assay.jobs.failure.DataException;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.online.table.TableRow;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs in the log. */
final class LoggedRuns {
    private static final List<String> DECISION =
            List.of(RunLogColumns.NAME, RunLogColumns.STATUS, RunLogColumns.TEXT, RunLogColumns.AT, RunLogColumns.BODY);

    private final WarehouseLookup warehouse;

    LoggedRuns(WarehouseLookup warehouse) {
        this.warehouse = warehouse;
    }

    /** The newest entries, up to a limit; the newest first. */
    List<LoggedRun> newest(Optional<String> subject, Optional<String> status, int limit) {
        Map<String, String> equal = new HashMap<>();
        subject.ifPresent(name -> equal.put(RunLogColumns.SUBJECT, name));
        status.ifPresent(word -> equal.put(RunLogColumns.STATUS, word));
        return warehouse
                .log(RunRowKind.RUN, LoggedRun.COLUMNS, equal)
                .map(LoggedRun::new)
                .sorted(Comparator.comparing(LoggedRun::at).reversed().thenComparing(LoggedRun::run))
                .limit(limit)
                .toList();
    }

    /** The newest entry about a run. */
    LoggedRun find(String run) {
        return warehouse
                .log(RunRowKind.RUN, LoggedRun.COLUMNS, Map.of(RunLogColumns.RUN, run))
                .map(LoggedRun::new)
                .max(Comparator.comparing(LoggedRun::at))
                .orElseThrow(() -> new DataException("run " + run, "is not in the log", "see 'assay runs list'"));
    }

    /** What was decided about a run, the earliest first. */
    List<TableRow> decisions(String run) {
        return warehouse
                .log(RunRowKind.DECISION, DECISION, Map.of(RunLogColumns.RUN, run))
                .sorted(Comparator.comparing(LoggedRun::time))
                .toList();
    }
}
