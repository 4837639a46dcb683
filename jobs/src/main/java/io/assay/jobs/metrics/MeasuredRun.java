package io.assay.jobs.metrics;

import io.assay.aggregation.time.Micros;
import io.assay.online.table.TableRow;
import io.assay.validation.MetricMerger;
import io.assay.validation.metric.DistinctValues;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.DistributionCodec;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.metric.MetricState;
import io.assay.validation.metric.PartitionMeasures;
import io.assay.warehouse.run.RunLogColumns;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one run measured; if a run was repeated, its last attempt. Rows of the log may be added in any order. */
final class MeasuredRun {
    private final String run;
    private long at = Long.MIN_VALUE;
    private final Map<String, Distribution> columns = new TreeMap<>();
    private final Map<String, DistinctValues> distinct = new TreeMap<>();
    private final Map<String, Long> counted = new TreeMap<>();
    private final Map<String, MetricState> partitions = new TreeMap<>();

    MeasuredRun(String run) {
        this.run = run;
    }

    /** Takes a metric in. */
    void add(TableRow row) {
        Long micros = row.integer(RunLogColumns.AT);
        long time = micros == null ? 0 : micros;
        byte @Nullable [] state = row.bytes(RunLogColumns.STATE);
        if (time < at || state == null) {
            return;
        }
        if (time > at) {
            columns.clear();
            distinct.clear();
            counted.clear();
            partitions.clear();
            at = time;
        }
        String column = String.valueOf(row.string(RunLogColumns.COLUMN));
        switch (String.valueOf(row.string(RunLogColumns.NAME))) {
            case MetricNames.DISTRIBUTION -> columns.put(column, DistributionCodec.read(MetricState.of(state)));
            case MetricNames.APPROX_DISTINCT -> {
                distinct.put(column, MetricMerger.distinctValues(MetricState.of(state)));
                Double value = row.floatingPoint(RunLogColumns.VALUE);
                if (value != null && MetricNames.EXACT.equals(row.string(RunLogColumns.TEXT))) {
                    counted.put(column, Math.round(value));
                }
            }
            case MetricNames.PARTITION ->
                partitions.put(String.valueOf(row.string(RunLogColumns.TEXT)), MetricState.of(state));
            default -> {} // others are not asked for
        }
    }

    /** By column how many values differ, where that was counted and not only estimated. */
    Map<String, Long> counted() {
        return counted;
    }

    String run() {
        return run;
    }

    Instant at() {
        return Micros.instant(at);
    }

    Optional<PartitionMeasures> whole() {
        Map<String, PartitionMeasures.Column> measured = new TreeMap<>();
        columns.forEach((name, distribution) -> measured.put(
                name, new PartitionMeasures.Column(distribution, distinct.getOrDefault(name, DistinctValues.of()))));
        return measured.isEmpty() ? Optional.empty() : Optional.of(new PartitionMeasures(measured));
    }

    /** By column and time, such as {@code day=2013-01-05}; empty if the dataset is not partitioned by time. */
    Map<String, PartitionMeasures> partitions() {
        Map<String, PartitionMeasures> measures = new LinkedHashMap<>();
        partitions.forEach((name, state) -> measures.put(name, PartitionMeasures.of(state)));
        return measures;
    }
}
