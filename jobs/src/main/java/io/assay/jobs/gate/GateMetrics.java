package io.assay.jobs.gate;

import io.assay.lineage.event.QualityMetrics;
import io.assay.lineage.event.QualityMetrics.ColumnMetrics;
import io.assay.validation.metric.Metric;
import io.assay.validation.metric.MetricNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What was measured on the rows that passed, as lineage's facets; what they cannot express is left out. */
final class GateMetrics {
    private GateMetrics() {}

    static QualityMetrics of(long rows, List<Metric> metrics) {
        Map<String, List<Metric>> byColumn = new LinkedHashMap<>();
        metrics.stream()
                .filter(metric -> !metric.column().isEmpty())
                .forEach(metric -> byColumn.computeIfAbsent(metric.column(), column -> new ArrayList<>())
                        .add(metric));
        Map<String, ColumnMetrics> columns = new LinkedHashMap<>();
        byColumn.forEach((column, measured) -> columns.put(column, column(rows, measured)));
        return new QualityMetrics(OptionalLong.of(rows), columns);
    }

    private static ColumnMetrics column(long rows, List<Metric> measured) {
        OptionalDouble complete = number(measured, MetricNames.COMPLETENESS);
        OptionalDouble distinct = number(measured, MetricNames.APPROX_DISTINCT);
        OptionalDouble median = number(measured, MetricNames.QUANTILES);
        return new ColumnMetrics(
                complete.isPresent() ? rounded((1 - complete.getAsDouble()) * rows) : OptionalLong.empty(),
                distinct.isPresent() ? rounded(distinct.getAsDouble()) : OptionalLong.empty(),
                OptionalDouble.empty(),
                complete.isPresent() ? rounded(complete.getAsDouble() * rows) : OptionalLong.empty(),
                number(measured, MetricNames.MIN),
                number(measured, MetricNames.MAX),
                median.isPresent() ? Map.of("0.5", median.getAsDouble()) : Map.of());
    }

    private static OptionalLong rounded(double number) {
        return OptionalLong.of(Math.round(number));
    }

    private static OptionalDouble number(List<Metric> measured, String name) {
        return measured.stream()
                .filter(metric -> metric.name().equals(name))
                .map(Metric::value)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }
}
