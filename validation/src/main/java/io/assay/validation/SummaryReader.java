package io.assay.validation;

import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.scan.ColumnStatisticsState;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.Metric;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.novelty.BatchSummary;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Summarises what was counted of a batch. */
final class SummaryReader {
    private final DatasetContract dataset;
    private final GateRun run;

    SummaryReader(DatasetContract dataset, GateRun run) {
        this.dataset = dataset;
        this.run = run;
    }

    BatchSummary of(ColumnStatisticsState statistics, List<Metric> metrics) {
        Map<String, Distribution> columns = statistics.distributions();
        Map<String, Double> distinct = new HashMap<>();
        Map<String, Integer> sketches = new HashMap<>();
        metrics.stream()
                .filter(metric -> metric.name().equals(MetricNames.APPROX_DISTINCT))
                .forEach(metric -> {
                    metric.value().ifPresent(value -> distinct.put(metric.column(), value));
                    sketches.put(
                            metric.column(),
                            MetricMerger.distinctValues(metric.state()).hashCode());
                });
        return new BatchSummary(
                run.id(),
                time(columns).orElse(run.at()),
                statistics.rows(),
                columns,
                distinct,
                statistics.keyed(),
                sketches);
    }

    /** The middle of the time that the dataset is partitioned by, or else of its first time. */
    private Optional<Instant> time(Map<String, Distribution> columns) {
        Optional<String> partitioned = dataset.columns().stream()
                .map(column -> column.name())
                .filter(name -> isTime(columns, name)
                        && dataset.partitioning().stream().anyMatch(transform -> transform.contains("(" + name + ")")))
                .findFirst();
        return partitioned
                .or(() -> dataset.columns().stream()
                        .map(column -> column.name())
                        .filter(name -> isTime(columns, name))
                        .findFirst())
                .map(columns::get)
                .map(time -> Instant.ofEpochSecond((long) ((time.least() + time.greatest()) / 2)));
    }

    private static boolean isTime(Map<String, Distribution> columns, String name) {
        Distribution column = columns.getOrDefault(name, Distribution.counted(0, 0));
        return column.kind() == Distribution.Kind.TIME && column.present() > 0;
    }
}
