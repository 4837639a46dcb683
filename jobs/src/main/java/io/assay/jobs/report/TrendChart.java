package io.assay.jobs.report;

import java.util.List;
import java.util.Locale;

/** A measure over the batches as a line, the last one a dot; the grey band is where nine in ten of the others are. */
final class TrendChart {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 28;
    private static final int EDGE = 4;

    private TrendChart() {}

    /**
     * The chart, or nothing if there are too few batches.
     *
     * @param history of earlier batches, the oldest first
     * @param title what is shown if the pointer rests on it
     */
    static String of(List<Double> history, double last, String title) {
        double[] sorted =
                history.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length < 3 || !Double.isFinite(last) || !Double.isFinite(sorted[0] + sorted[sorted.length - 1])) {
            return "";
        }
        double least = Math.min(last, sorted[0]);
        double greatest = Math.max(last, sorted[sorted.length - 1]);
        double low = y(sorted[(int) (0.05 * (sorted.length - 1))], least, greatest);
        double high = y(sorted[(int) Math.ceil(0.95 * (sorted.length - 1))], least, greatest);
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < history.size(); i++) {
            points.append(point(i, history.size(), y(history.get(i), least, greatest)))
                    .append(' ');
        }
        double end = y(last, least, greatest);
        points.append(point(history.size(), history.size(), end));
        return String.format(
                Locale.ROOT,
                "<svg class=\"trend\" viewBox=\"0 0 %d %d\"><title>%s</title><rect class=\"band\" x=\"0\" width=\"%d\" y=\"%.1f\" height=\"%.1f\"/>"
                        + "<polyline points=\"%s\"/><circle cx=\"%d\" cy=\"%.1f\" r=\"3\"/></svg>",
                WIDTH,
                HEIGHT,
                HtmlText.text(title),
                WIDTH,
                high,
                Math.max(1, low - high),
                points,
                WIDTH - EDGE,
                end);
    }

    private static String point(int at, int last, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", EDGE + (WIDTH - 2.0 * EDGE) * at / Math.max(1, last), y);
    }

    private static double y(double value, double least, double greatest) {
        double share = greatest > least ? (value - least) / (greatest - least) : 0.5;
        return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE);
    }
}
