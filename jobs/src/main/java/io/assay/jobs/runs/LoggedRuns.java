package io.assay.jobs.runs;

import io.assay.jobs.failure.DataException;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.jobs.novelty.NoveltyWatch;
import io.assay.online.table.TableRow;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The runs in the log. */
final class LoggedRuns {
    private static final List<String> DECISION =
            List.of(RunLogColumns.NAME, RunLogColumns.STATUS, RunLogColumns.TEXT, RunLogColumns.AT, RunLogColumns.BODY);

    private final WarehouseLookup warehouse;

    LoggedRuns(WarehouseLookup warehouse) {
        this.warehouse = warehouse;
    }

    /** The newest runs, up to a limit, each as its newest entry says; the newest first. */
    List<LoggedRun> newest(Optional<String> subject, Optional<String> status, int limit) {
        Map<String, String> equal =
                subject.map(name -> Map.of(RunLogColumns.SUBJECT, name)).orElse(Map.of());
        return warehouse
                .log(RunRowKind.RUN, LoggedRun.COLUMNS, equal)
                .map(LoggedRun::new)
                .collect(Collectors.toMap(LoggedRun::run, Function.identity(), LoggedRuns::newer))
                .values()
                .stream()
                .filter(run -> status.isEmpty() || status.get().equals(run.status()))
                .sorted(Comparator.comparing(LoggedRun::at).reversed().thenComparing(LoggedRun::run))
                .limit(limit)
                .toList();
    }

    /** The newest entry about a run. */
    LoggedRun find(String run) {
        return warehouse
                .log(RunRowKind.RUN, LoggedRun.COLUMNS, Map.of(RunLogColumns.RUN, run))
                .map(LoggedRun::new)
                .reduce(LoggedRuns::newer)
                .orElseThrow(() -> new DataException("run " + run, "is not in the log", "see 'assay runs list'"));
    }

    private static LoggedRun newer(LoggedRun one, LoggedRun other) {
        return one.at().isAfter(other.at()) ? one : other;
    }

    /** What was decided about a run, the earliest first. */
    List<TableRow> decisions(String run) {
        return warehouse
                .log(RunRowKind.DECISION, DECISION, Map.of(RunLogColumns.RUN, run))
                .sorted(Comparator.comparing(LoggedRun::time))
                .toList();
    }

    /** Whether the last label of a batch, if it has any, says that it was good. */
    boolean isLabelledGood(String run) {
        return decisions(run).stream()
                .filter(decision -> NoveltyWatch.LABEL.equals(decision.string(RunLogColumns.NAME)))
                .reduce((earlier, later) -> later)
                .filter(label -> NoveltyWatch.LABELS.get(0).equals(label.string(RunLogColumns.STATUS)))
                .isPresent();
    }
}
