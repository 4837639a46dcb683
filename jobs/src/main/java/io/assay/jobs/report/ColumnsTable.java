package io.assay.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.json.Json;
import io.assay.validation.metric.DistinctCount;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.DistributionCodec;
import io.assay.validation.metric.Metric;
import io.assay.validation.metric.MetricNames;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** What was measured of the columns, a line each. */
final class ColumnsTable {
    private static final List<String> TIMES = List.of(MetricNames.MIN, MetricNames.MAX);
    private static final List<String> QUANTILES = List.of("5 %", "25 %", "median", "75 %", "95 %");

    private ColumnsTable() {}

    static String of(List<Metric> metrics) {
        Map<String, Map<String, Metric>> columns = new LinkedHashMap<>();
        metrics.stream()
                .filter(metric -> !metric.column().isEmpty())
                .forEach(metric -> columns.computeIfAbsent(metric.column(), c -> new LinkedHashMap<>())
                        .put(metric.name(), metric));
        StringBuilder rows = new StringBuilder();
        columns.forEach((column, measured) -> rows.append(row(column, measured)));
        return "<table><thead><tr><th>column%s</tr></thead>%n<tbody>%s</tbody></table>%n".formatted(heads(), rows);
    }

    /** The headings of what is measured of a column, here and in the page of a profile. */
    static String heads() {
        return """
                <th class="n">%s<th><th class="n">%s<th>distribution<th class="n">%s\
                <th title="5 %% to 95 %%, quartiles and median">%s<th class="n">%s<th class="n">%s<th class="n">%s\
                """.formatted(
                        MetricNames.COMPLETENESS,
                        MetricNames.APPROX_DISTINCT,
                        MetricNames.MIN,
                        MetricNames.QUANTILES,
                        MetricNames.MAX,
                        MetricNames.MEAN,
                        MetricNames.STDDEV);
    }

    private static String row(String column, Map<String, Metric> measured) {
        double complete = value(measured, MetricNames.COMPLETENESS).orElse(0);
        return "<tr><td>%s<td class=\"n\">%s<td>%s<td class=\"n\">%s<td>%s<td class=\"n\">%s<td>%s<td class=\"n\">%s<td class=\"n\">%s<td class=\"n\">%s</tr>%n"
                .formatted(
                        HtmlText.text(column),
                        HtmlText.percent(complete),
                        HtmlText.bar(complete, complete < 1 ? "part" : "complete"),
                        distinct(measured),
                        distribution(measured).map(DistributionChart::of).orElse(""),
                        cell(measured, MetricNames.MIN),
                        box(measured),
                        cell(measured, MetricNames.MAX),
                        cell(measured, MetricNames.MEAN),
                        cell(measured, MetricNames.STDDEV));
    }

    private static String distinct(Map<String, Metric> measured) {
        OptionalDouble value = value(measured, MetricNames.APPROX_DISTINCT);
        if (value.isEmpty()) {
            return "";
        }
        long rounded = Math.round(value.getAsDouble());
        boolean counted = Optional.ofNullable(measured.get(MetricNames.APPROX_DISTINCT))
                .flatMap(Metric::text)
                .equals(Optional.of(MetricNames.EXACT));
        DistinctCount distinct = DistinctCount.of(
                distribution(measured).orElse(Distribution.counted(rounded, rounded)),
                counted ? OptionalLong.of(rounded) : OptionalLong.empty(),
                value.getAsDouble());
        return distinct.mark() + HtmlText.count(distinct.values());
    }

    private static boolean isTime(Map<String, Metric> measured) {
        return distribution(measured)
                .filter(column -> column.kind() == Distribution.Kind.TIME)
                .isPresent();
    }

    private static Optional<Distribution> distribution(Map<String, Metric> measured) {
        return Optional.ofNullable(measured.get(MetricNames.DISTRIBUTION))
                .map(metric -> DistributionCodec.read(metric.state()));
    }

    private static OptionalDouble value(Map<String, Metric> measured, String name) {
        return measured.containsKey(name) ? measured.get(name).value() : OptionalDouble.empty();
    }

    private static String cell(Map<String, Metric> measured, String name) {
        if (measured.containsKey(name) && measured.get(name).text().isPresent()) {
            return HtmlText.text(measured.get(name).text().get());
        }
        OptionalDouble value = value(measured, name);
        if (value.isPresent() && TIMES.contains(name) && isTime(measured)) {
            String time = Instant.ofEpochSecond((long) value.getAsDouble()).toString();
            return time.replace("T00:00:00Z", "");
        }
        return value.isPresent() ? HtmlText.number(value.getAsDouble()) : "";
    }

    /** Quantiles between minimum and maximum: a thin line from 5 % to 95 %, a thick one between the quartiles. */
    private static String box(Map<String, Metric> measured) {
        OptionalDouble least = value(measured, MetricNames.MIN);
        OptionalDouble greatest = value(measured, MetricNames.MAX);
        if (!measured.containsKey(MetricNames.QUANTILES)
                || measured.get(MetricNames.QUANTILES).text().isEmpty()
                || least.isEmpty()
                || greatest.isEmpty()
                || !(greatest.getAsDouble() > least.getAsDouble())) {
            return "";
        }
        JsonNode quantiles = parsed(measured.get(MetricNames.QUANTILES).text().get());
        double width = greatest.getAsDouble() - least.getAsDouble();
        double[] at = new double[5];
        String[] names = {"p05", "p25", "p50", "p75", "p95"};
        StringJoiner title = new StringJoiner("; ");
        for (int i = 0; i < at.length; i++) {
            title.add(QUANTILES.get(i) + ": "
                    + HtmlText.number(quantiles.path(names[i]).asDouble()));
            at[i] = (quantiles.path(names[i]).asDouble() - least.getAsDouble()) / width * 200;
        }
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 200 12\"><title>%s</title><line class=\"all\" x1=\"0\" x2=\"200\" y1=\"6\" y2=\"6\"/>"
                        + "<line class=\"most\" x1=\"%.1f\" x2=\"%.1f\" y1=\"6\" y2=\"6\"/>"
                        + "<rect x=\"%.1f\" width=\"%.1f\" y=\"2\" height=\"8\"/>"
                        + "<line class=\"median\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"12\"/></svg>",
                HtmlText.text(title.toString()),
                at[0],
                at[4],
                at[1],
                Math.max(1, at[3] - at[1]),
                at[2],
                at[2]);
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // we wrote it
        }
    }
}
