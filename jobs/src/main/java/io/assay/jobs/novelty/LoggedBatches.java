package io.assay.jobs.novelty;

import io.assay.aggregation.time.Micros;
import io.assay.online.table.TableRow;
import io.assay.online.table.TableSnapshot;
import io.assay.validation.metric.MetricNames;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A dataset's batches in the log, which is read further back step by step, each part of it once. */
final class LoggedBatches {
    private static final List<String> COLUMNS = List.of(
            RunLogColumns.RUN,
            RunLogColumns.KIND,
            RunLogColumns.SUBJECT,
            RunLogColumns.STATUS,
            RunLogColumns.AT,
            RunLogColumns.NAME,
            RunLogColumns.COLUMN,
            RunLogColumns.VALUE,
            RunLogColumns.TEXT,
            RunLogColumns.STATE);
    private static final Set<String> METRICS = Set.of(
            MetricNames.DISTRIBUTION,
            MetricNames.KEYED,
            MetricNames.PLAN,
            MetricNames.APPROX_DISTINCT,
            MetricNames.NOVELTY);
    /** The log is looked into so far back, further each time, until enough batches are found. */
    private static final List<Duration> REACHES =
            List.of(Duration.ofDays(2), Duration.ofDays(20), Duration.ofDays(200));

    private final TableSnapshot log;
    private final String dataset;
    private final Instant now;
    private final Map<String, LoggedBatch> batches = new HashMap<>();
    private int reached;
    private long earliest = Long.MAX_VALUE;

    LoggedBatches(TableSnapshot log, String dataset, Instant now) {
        this.log = log;
        this.dataset = dataset;
        this.now = now;
    }

    /** Whether the log has older rows that have not been read. */
    boolean hasMore() {
        return reached <= REACHES.size();
    }

    /** Reads the next older part of the log, and returns all batches found so far. */
    Collection<LoggedBatch> furtherBack() {
        long since = reached < REACHES.size() ? Micros.of(now.minus(REACHES.get(reached))) : Long.MIN_VALUE;
        log.rowsBetween(
                        RunLogColumns.AT,
                        since,
                        earliest,
                        COLUMNS,
                        Map.of(RunLogColumns.SUBJECT, dataset),
                        row -> dataset.equals(row.string(RunLogColumns.SUBJECT)) && isWanted(row))
                .forEach(row -> batches.computeIfAbsent(String.valueOf(row.string(RunLogColumns.RUN)), LoggedBatch::new)
                        .add(row));
        earliest = since;
        reached++;
        return found();
    }

    /** All batches found so far. */
    Collection<LoggedBatch> found() {
        return Collections.unmodifiableCollection(batches.values());
    }

    private static boolean isWanted(TableRow row) {
        String kind = row.string(RunLogColumns.KIND);
        return RunRowKind.METRIC.word().equals(kind)
                ? METRICS.contains(String.valueOf(row.string(RunLogColumns.NAME)))
                : !RunRowKind.RULE.word().equals(kind);
    }
}
