import io.assay.validation.internal.deequ.DeequMetrics;
import io.assay.validation.internal.scan.ColumnStatisticsState;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.metric.Metric;
import io.assay.validation.novelty.BatchSummary;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One measured batch; {@code metrics} are Deequ's, by column and name. */
record MeasuredBatch(BatchSummary summary, Map<String, Double> metrics) {
    static MeasuredBatch of(NoveltyTable table, List<Object[]> rows, MeasurePlan plan, int day) {
        return of(table, table.measure(rows, plan), Instant.EPOCH.plusSeconds(86_400L * day));
    }

    static MeasuredBatch of(NoveltyTable table, ColumnStatisticsState state, Instant time) {
        Map<String, Double> distinct = new HashMap<>();
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("size", (double) state.rows());
        for (Metric metric : DeequMetrics.of(table.schema(), state)) {
            metric.value().ifPresent(value -> metrics.put(metric.column() + " " + metric.name(), value));
            if (metric.name().equals("approx_distinct")) {
                distinct.put(metric.column(), metric.value().orElse(0));
            }
        }
        return new MeasuredBatch(
                new BatchSummary("", time, state.rows(), state.distributions(), distinct, state.keyed()), metrics);
    }
}
