package io.assay.jobs.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.TextTable;
import io.assay.jobs.json.Json;
import io.assay.validation.MetricMerger;
import io.assay.validation.metric.DistinctCount;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.metric.Moments;
import io.assay.validation.metric.PartitionMeasures;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The measures of a run, or of a span of time, as people and programs read them.
 *
 * @param counted by column how many values differ, where that was counted and not only estimated
 */
record MeasuredGroup(String name, PartitionMeasures measures, Map<String, Long> counted) {
    static final List<String> HEAD = List.of(
            "group",
            MetricNames.ROWS,
            "column",
            MetricNames.COMPLETENESS,
            MetricNames.APPROX_DISTINCT,
            MetricNames.MIN,
            MetricNames.MEAN,
            MetricNames.MAX,
            MetricNames.STDDEV,
            MetricNames.ZEROS);

    ObjectNode json() {
        ObjectNode json = Json.object().put("group", name).put(MetricNames.ROWS, measures.rows());
        ArrayNode columns = json.putArray("columns");
        measures.columns().forEach((column, measured) -> {
            Distribution values = measured.distribution();
            ObjectNode node = columns.addObject()
                    .put("column", column)
                    .put("present", values.present())
                    .put(MetricNames.COMPLETENESS, completeness(values));
            if (hasDistinct(measured)) {
                DistinctCount distinct = distinct(column, measured);
                node.put(MetricNames.APPROX_DISTINCT, distinct.values()).put("distinct_exact", distinct.exact());
            }
            switch (values.kind()) {
                case NUMBER -> {
                    node.put(MetricNames.ZEROS, values.zeros()).put(MetricNames.NANS, values.nans());
                    if (values.moments().count() > 0) {
                        node.put(MetricNames.MIN, values.least())
                                .put(MetricNames.MAX, values.greatest())
                                .put(MetricNames.MEAN, values.moments().mean())
                                .put(MetricNames.STDDEV, deviation(values.moments()));
                    }
                }
                case TIME -> {
                    if (values.present() > 0) {
                        node.put(MetricNames.MIN, time(values.least())).put(MetricNames.MAX, time(values.greatest()));
                    }
                }
                case BOOLEAN -> node.put(MetricNames.MEAN, values.moments().mean());
                default -> {}
            }
        });
        return json;
    }

    void addTo(TextTable table) {
        for (Map.Entry<String, PartitionMeasures.Column> column :
                measures.columns().entrySet()) {
            Distribution values = column.getValue().distribution();
            boolean number = values.kind() == Distribution.Kind.NUMBER
                    && values.moments().count() > 0;
            boolean time = values.kind() == Distribution.Kind.TIME && values.present() > 0;
            table.row(
                    name,
                    "%,d".formatted(measures.rows()),
                    column.getKey(),
                    String.format(Locale.ROOT, "%.4f", completeness(values)),
                    hasDistinct(column.getValue()) ? shown(distinct(column.getKey(), column.getValue())) : "",
                    number ? shown(values.least()) : time ? time(values.least()) : "",
                    number ? shown(values.moments().mean()) : "",
                    number ? shown(values.greatest()) : time ? time(values.greatest()) : "",
                    number ? shown(deviation(values.moments())) : "",
                    values.kind() == Distribution.Kind.NUMBER ? values.zeros() : "");
        }
    }

    private static boolean hasDistinct(PartitionMeasures.Column column) {
        return !column.distinct().words().isEmpty();
    }

    private DistinctCount distinct(String name, PartitionMeasures.Column column) {
        Long own = counted.get(name);
        return DistinctCount.of(
                column.distribution(),
                own == null ? OptionalLong.empty() : OptionalLong.of(own),
                MetricMerger.distinct(column.distinct()));
    }

    private static String shown(DistinctCount distinct) {
        return distinct.mark() + distinct.values();
    }

    private static double completeness(Distribution values) {
        return values.rows() == 0 ? 0 : (double) values.present() / values.rows();
    }

    private static double deviation(Moments moments) {
        return Math.sqrt(moments.variance());
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }

    private static String time(double seconds) {
        return Instant.ofEpochSecond((long) Math.floor(seconds)).toString();
    }
}
