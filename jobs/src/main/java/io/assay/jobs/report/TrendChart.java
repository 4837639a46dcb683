package io.assay.jobs.report;

import io.assay.validation.novelty.ExpectedRange;
import io.assay.validation.novelty.TrendPoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A metric over the batches as a line with its scale and its first and last date, the newest batch a dot; the band is
 * what novelty expects of that one.
 */
final class TrendChart {
    private static final int FEWEST = 2;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 64;
    private static final int LEFT = 76;
    private static final int RIGHT = WIDTH - 6;
    private static final int TOP = 8;
    private static final int BOTTOM = 44;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final String LABEL = "<text class=\"scale\" x=\"%d\" y=\"%.1f\">%s</text>";

    private final List<TrendPoint> readings;
    private final Optional<ExpectedRange> expected;
    private final double least;
    private final double greatest;

    private TrendChart(List<TrendPoint> readings, Optional<ExpectedRange> expected) {
        this.readings = readings;
        this.expected = expected;
        double[] values = DoubleStream.concat(
                        readings.stream().mapToDouble(TrendPoint::value),
                        expected.stream().flatMapToDouble(range -> DoubleStream.of(range.low(), range.high())))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        this.least = values.length == 0 ? 0 : values[0];
        this.greatest = values.length == 0 ? 0 : values[values.length - 1];
    }

    /**
     * The chart, or nothing if there are fewer than two batches.
     *
     * @param readings the oldest first
     * @param expected of the newest; none if it is not compared
     * @param title what is shown if the pointer rests on it
     */
    static String of(List<TrendPoint> readings, Optional<ExpectedRange> expected, MetricUnit unit, String title) {
        if (readings.size() < FEWEST || readings.stream().anyMatch(reading -> !Double.isFinite(reading.value()))) {
            return "";
        }
        return new TrendChart(readings, expected).svg(unit, title);
    }

    private String svg(MetricUnit unit, String title) {
        StringBuilder svg =
                new StringBuilder("<svg class=\"trend\" role=\"img\" viewBox=\"0 0 %d %d\"><title>%s</title>"
                        .formatted(WIDTH, HEIGHT, HtmlText.text(title)));
        expected.ifPresent(range -> {
            double high = y(Math.min(range.high(), greatest));
            double low = y(Math.max(range.low(), least));
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"band\" x=\"%d\" width=\"%d\" y=\"%.1f\" height=\"%.1f\"/>",
                    LEFT,
                    WIDTH - LEFT,
                    high,
                    Math.max(1, low - high)));
        });
        svg.append("<path class=\"axes\" d=\"M%d %d V%d H%d\"/>".formatted(LEFT, TOP - 4, BOTTOM + 4, WIDTH));
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < readings.size(); i++) {
            points.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x(i), y(readings.get(i).value())));
        }
        TrendPoint newest = readings.get(readings.size() - 1);
        boolean usual =
                expected.filter(range -> !range.contains(newest.value())).isEmpty();
        svg.append("<polyline points=\"%s\"/>".formatted(points.toString().strip()));
        svg.append(String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%d\" cy=\"%.1f\" r=\"3\"/>",
                usual ? "usual" : "far",
                RIGHT,
                y(newest.value())));
        scale(svg, unit);
        dates(svg, readings.get(0).time(), newest.time());
        return svg.append("</svg>").toString();
    }

    private void scale(StringBuilder svg, MetricUnit unit) {
        List<String> labels = unit.scale(least, greatest);
        if (labels.size() == 1) {
            svg.append(String.format(Locale.ROOT, LABEL, LEFT - 4, y(least) + 3, labels.get(0)));
            return;
        }
        svg.append(String.format(Locale.ROOT, LABEL, LEFT - 4, BOTTOM + 3.0, labels.get(0)));
        svg.append(String.format(Locale.ROOT, LABEL, LEFT - 4, TOP + 3.0, labels.get(1)));
    }

    /** Within one day the time of day says more; batches may come in another order than that of their times. */
    private static void dates(StringBuilder svg, Instant first, Instant last) {
        LocalDate firstDay = LocalDate.ofInstant(first, ZoneOffset.UTC);
        LocalDate lastDay = LocalDate.ofInstant(last, ZoneOffset.UTC);
        boolean oneDay = firstDay.equals(lastDay);
        String from = firstDay.format(DATE);
        String to = oneDay ? TIME.format(last.atOffset(ZoneOffset.UTC)) : lastDay.format(DATE);
        svg.append("<text x=\"%d\" y=\"%d\">%s</text>"
                .formatted(LEFT, HEIGHT - 4, oneDay ? from + " " + TIME.format(first.atOffset(ZoneOffset.UTC)) : from));
        svg.append("<text class=\"scale\" x=\"%d\" y=\"%d\">%s</text>".formatted(WIDTH, HEIGHT - 4, to));
    }

    private double x(int at) {
        return LEFT + 6 + (RIGHT - LEFT - 6.0) * at / (readings.size() - 1);
    }

    private double y(double value) {
        double share = greatest > least ? (value - least) / (greatest - least) : 0.5;
        return BOTTOM - share * (BOTTOM - TOP);
    }
}
