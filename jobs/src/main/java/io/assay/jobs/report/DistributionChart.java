package io.assay.jobs.report;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the values of a column look like: bars of a histogram, of the hours or weekdays, or of the frequent values. */
final class DistributionChart {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 28;
    private static final int VALUES = 30;
    private static final int FEW = 12;

    private DistributionChart() {}

    /** One bar; its area is {@code share}. */
    private record Bar(double from, double width, double height, String title) {}

    /** The chart, or nothing where there is nothing to show. */
    static String of(Distribution column) {
        if (!column.cycle().isEmpty()) {
            return bars(cycle(column.cycle()));
        }
        boolean few = column.categories()
                .filter(categories ->
                        !categories.overflow() && categories.counts().size() <= FEW)
                .isPresent();
        if (column.histogram().isPresent() && !few) {
            return bars(bins(column.histogram().get(), column.least(), column.greatest()));
        }
        return column.categories()
                .filter(categories -> !categories.overflow())
                .map(categories -> bars(values(categories)))
                .orElse("");
    }

    private static List<Bar> cycle(List<Long> counts) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            String name = counts.size() == 24
                    ? String.format(Locale.ROOT, "%02d:00", i)
                    : java.time.DayOfWeek.of(i + 1).name().toLowerCase(Locale.ROOT);
            bars.add(new Bar(i, 1, counts.get(i), "%s: %s".formatted(name, HtmlText.count(counts.get(i)))));
        }
        return bars;
    }

    /**
     * Bins have different widths: the height is the count by width. The outer two percents on each side are cut off.
     */
    private static List<Bar> bins(Histogram histogram, double least, double greatest) {
        double[] edges = histogram.edges();
        double first = Math.max(least, edges[Math.min(1, edges.length - 1)]);
        double last = Math.min(greatest, edges[Math.max(0, edges.length - 2)]);
        List<Bar> bars = new ArrayList<>();
        for (int bin = 1; bin < histogram.bins() - 1; bin++) {
            double from = Math.max(first, edges[bin - 1]);
            double width = Math.min(last, edges[bin]) - from;
            if (width > 0) {
                bars.add(new Bar(
                        from,
                        width,
                        histogram.count(bin) / width,
                        "above %s up to %s: %s"
                                .formatted(
                                        HtmlText.number(edges[bin - 1]),
                                        HtmlText.number(edges[bin]),
                                        HtmlText.count(histogram.count(bin)))));
            }
        }
        return bars;
    }

    private static List<Bar> values(CategoryCounts categories) {
        List<Bar> bars = new ArrayList<>();
        for (Map.Entry<Long, Long> value : categories.byCount()) {
            if (bars.size() < VALUES && value.getValue() > 0) {
                String label = categories.labels().getOrDefault(value.getKey(), "a value of few rows");
                bars.add(new Bar(
                        bars.size(), 1, value.getValue(), "%s: %s".formatted(label, HtmlText.count(value.getValue()))));
            }
        }
        return bars;
    }

    private static String bars(List<Bar> bars) {
        double highest = bars.stream().mapToDouble(Bar::height).max().orElse(0);
        if (highest <= 0) {
            return "";
        }
        double from = bars.get(0).from();
        Bar end = bars.get(bars.size() - 1);
        double unit = WIDTH / Math.max(end.from() + end.width() - from, end.width() * FEW);
        StringBuilder svg = new StringBuilder();
        for (Bar bar : bars) {
            double height = bar.height() / highest * HEIGHT;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.2f\" width=\"%.2f\" y=\"%.2f\" height=\"%.2f\"><title>%s</title></rect>",
                    (bar.from() - from) * unit,
                    Math.max(0.5, bar.width() * unit - 0.7),
                    HEIGHT - height,
                    height,
                    HtmlText.text(bar.title())));
        }
        return "<svg class=\"bars\" viewBox=\"0 0 %d %d\">%s</svg>".formatted(WIDTH, HEIGHT, svg);
    }
}
