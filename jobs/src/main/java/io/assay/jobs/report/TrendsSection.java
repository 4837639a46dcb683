package io.assay.jobs.report;

import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.Moments;
import io.assay.validation.novelty.BatchSummary;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured of each column over the runs that published batches, a line for each metric. */
final class TrendsSection {
    private static final int FEWEST = 4;
    private static final List<Trend> TRENDS = List.of(
            new Trend("complete", Distribution::rows, values -> (double) values.present() / values.rows()),
            new Trend(
                    "zeros", values -> values.moments().count(), values -> (double) values.zeros() / values.present()),
            new Trend("least", values -> values.moments().count(), Distribution::least),
            new Trend(
                    "mean",
                    values -> values.moments().count(),
                    values -> values.moments().mean()),
            new Trend("greatest", values -> values.moments().count(), Distribution::greatest),
            new Trend("deviation", values -> values.moments().count(), values -> deviation(values.moments())));

    /** One metric of a column; batches of which {@code size} is 0 have none. */
    private record Trend(String name, ToDoubleFunction<Distribution> size, ToDoubleFunction<Distribution> value) {}

    private TrendsSection() {}

    /** The section, or nothing if there are too few batches; the oldest first. */
    static String of(List<BatchSummary> batches) {
        if (batches.size() < FEWEST) {
            return "";
        }
        Set<String> columns = new TreeSet<>();
        batches.forEach(batch -> columns.addAll(batch.columns().keySet()));
        String heads = Stream.concat(TRENDS.stream().map(Trend::name), Stream.of("distinct, about"))
                .map(name -> "<th>" + name)
                .collect(Collectors.joining());
        return """
                <h2>Over the last %d published batches</h2>
                <p>rows %s</p>
                <table class="trends"><thead><tr><th>column%s</tr></thead>
                <tbody>%s</tbody></table>
                """.formatted(
                batches.size(),
                chart(
                        "rows",
                        batches.stream().map(batch -> (double) batch.rows()).toList()),
                heads,
                columns.stream().map(column -> row(column, batches)).collect(Collectors.joining()));
    }

    private static String row(String column, List<BatchSummary> batches) {
        List<Distribution> measured = batches.stream()
                .map(batch -> batch.columns().get(column))
                .filter(Objects::nonNull)
                .toList();
        List<Double> distinct = batches.stream()
                .map(batch -> batch.distinct().get(column))
                .filter(Objects::nonNull)
                .toList();
        String cells = TRENDS.stream()
                .map(trend -> cell(
                        trend.name() + " of " + column,
                        measured.stream()
                                .filter(values -> trend.size().applyAsDouble(values) > 0)
                                .map(values -> trend.value().applyAsDouble(values))
                                .toList()))
                .collect(Collectors.joining());
        return "<tr><td>%s%s%s</tr>%n"
                .formatted(HtmlText.text(column), cells, cell("distinct values of " + column, distinct));
    }

    private static String cell(String title, List<Double> values) {
        return "<td>" + chart(title, values);
    }

    private static String chart(String title, List<Double> values) {
        if (values.size() < FEWEST) {
            return "";
        }
        double last = values.get(values.size() - 1);
        return TrendChart.of(
                values.subList(0, values.size() - 1),
                last,
                String.format(Locale.ROOT, "%s: %s in the newest batch that has it", title, HtmlText.number(last)));
    }

    private static double deviation(Moments moments) {
        return Math.sqrt(moments.variance());
    }
}
