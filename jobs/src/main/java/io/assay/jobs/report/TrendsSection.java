package io.assay.jobs.report;

import io.assay.jobs.novelty.PublishedBatches;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.metric.Moments;
import io.assay.validation.novelty.Aspect;
import io.assay.validation.novelty.BatchSummary;
import io.assay.validation.novelty.ExpectedRange;
import io.assay.validation.novelty.TrendPoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was measured of each column over the runs that published batches, a chart for each metric. */
final class TrendsSection {
    private static final List<Trend> TRENDS = List.of(
            new Trend(MetricNames.MIN, MetricUnit.NUMBER, TrendsSection::numbers, Distribution::least),
            new Trend(
                    MetricNames.MEAN,
                    MetricUnit.NUMBER,
                    values -> values.moments().count(), // of booleans too
                    values -> values.moments().mean()),
            new Trend(MetricNames.MAX, MetricUnit.NUMBER, TrendsSection::numbers, Distribution::greatest),
            new Trend(
                    MetricNames.STDDEV,
                    MetricUnit.NUMBER,
                    TrendsSection::numbers,
                    values -> deviation(values.moments())),
            new Trend(
                    MetricNames.ZEROS,
                    MetricUnit.SHARE,
                    TrendsSection::numbers,
                    values -> (double) values.zeros() / values.present()));
    private static final Trend COMPLETENESS = new Trend(
            MetricNames.COMPLETENESS,
            MetricUnit.SHARE,
            Distribution::rows,
            values -> (double) values.present() / values.rows());

    /** One metric of a column; batches of which {@code size} is 0 have none. */
    private record Trend(
            String name, MetricUnit unit, ToDoubleFunction<Distribution> size, ToDoubleFunction<Distribution> value) {}

    private final PublishedBatches published;

    private TrendsSection(PublishedBatches published) {
        this.published = published;
    }

    /** The section, or nothing if no batch is published. */
    static String of(PublishedBatches published) {
        int batches = published.batches().size();
        if (batches < 2) {
            return batches == 0 ? "" : """
                      <h2>Over the published batches</h2>
                      <p>One batch is published. How its metrics change is shown from the second one on.</p>
                      """;
        }
        return new TrendsSection(published).html();
    }

    private String html() {
        List<BatchSummary> batches = published.batches();
        Set<String> columns = new TreeSet<>();
        batches.forEach(batch -> columns.addAll(batch.columns().keySet()));
        List<TrendPoint> rows = batches.stream()
                .map(batch -> new TrendPoint(batch.time(), (double) batch.rows()))
                .toList();
        return """
                <h2>Over the last %d published batches</h2>
                <p>The names are those of <code>assay metrics</code>; %s and %s are shares. %s</p>
                <div class="trends">%s</div>
                <table class="trends"><tbody>
                %s</tbody></table>
                """.formatted(
                        batches.size(),
                        MetricNames.COMPLETENESS,
                        MetricNames.ZEROS,
                        published.expected().isEmpty()
                                ? "Novelty has nothing to compare the newest batch (the dot) with."
                                : "The band is the range in which novelty calls the newest batch (the dot) usual; %s, %s and %s are not compared and have none."
                                        .formatted(MetricNames.MIN, MetricNames.MAX, MetricNames.STDDEV),
                        figure(MetricNames.ROWS, "", MetricUnit.COUNT, rows, expected("", Aspect.ROWS)),
                        columns.stream().map(this::row).collect(Collectors.joining()));
    }

    private String row(String column) {
        StringBuilder figures = new StringBuilder(figure(COMPLETENESS, column, completeness(column)));
        figures.append(distinct(column));
        for (Trend trend : TRENDS) {
            figures.append(figure(
                    trend,
                    column,
                    switch (trend.name()) {
                        case MetricNames.MEAN -> expected(column, Aspect.MEAN);
                        case MetricNames.ZEROS -> expected(column, Aspect.ZEROS);
                        default -> Optional.empty();
                    }));
        }
        return "<tr><td>%s<td><div class=\"trends\">%s</div></tr>%n".formatted(HtmlText.text(column), figures);
    }

    private Optional<ExpectedRange> expected(String column, Aspect aspect) {
        return published.expected().of(column, aspect);
    }

    /** Of nulls, novelty knows the share that is missing. */
    private Optional<ExpectedRange> completeness(String column) {
        return expected(column, Aspect.NULLS).map(nulls -> new ExpectedRange(1 - nulls.high(), 1 - nulls.low()));
    }

    private String distinct(String column) {
        List<TrendPoint> readings = published.batches().stream()
                .flatMap(batch ->
                        batch.distinctOf(column).stream().mapToObj(distinct -> new TrendPoint(batch.time(), distinct)))
                .toList();
        BatchSummary newest = published.batches().get(published.batches().size() - 1);
        double present = Optional.ofNullable(newest.columns().get(column))
                .map(Distribution::present)
                .orElse(0L);
        Optional<ExpectedRange> expected = expected(column, Aspect.DISTINCT)
                .or(() -> expected(column, Aspect.UNIQUE)
                        .map(share -> new ExpectedRange(share.low() * present, share.high() * present)));
        return figure(MetricNames.APPROX_DISTINCT, column, MetricUnit.COUNT, readings, expected);
    }

    private String figure(Trend trend, String column, Optional<ExpectedRange> expected) {
        List<TrendPoint> readings = published.batches().stream()
                .flatMap(batch -> Optional.ofNullable(batch.columns().get(column))
                        .filter(values -> trend.size().applyAsDouble(values) > 0)
                        .map(values ->
                                new TrendPoint(batch.time(), trend.value().applyAsDouble(values)))
                        .stream())
                .toList();
        return figure(trend.name(), column, trend.unit(), readings, expected);
    }

    private static String figure(
            String name, String column, MetricUnit unit, List<TrendPoint> readings, Optional<ExpectedRange> expected) {
        String title = column.isEmpty() ? name : "%s of %s".formatted(name, column);
        String chart = TrendChart.of(readings, expected, unit, title);
        if (chart.isEmpty()) {
            return "";
        }
        return "<figure><figcaption>%s <b>%s</b>%s</figcaption>%s</figure>"
                .formatted(
                        name,
                        unit.text(readings.get(readings.size() - 1).value()),
                        expected.map(range -> " <small>expected %s to %s</small>"
                                        .formatted(unit.text(range.low()), unit.text(range.high())))
                                .orElse(""),
                        chart);
    }

    private static double numbers(Distribution values) {
        return values.kind() == Distribution.Kind.NUMBER ? values.moments().count() : 0;
    }

    private static double deviation(Moments moments) {
        return Math.sqrt(moments.variance());
    }
}
