package io.assay.validation.novelty;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one measure of a batch differs from its history.
 *
 * @param column empty if it is about the whole batch
 * @param detail which value, range, key or earlier run; may be empty
 * @param measured of the batch
 * @param usual the median of the history
 * @param low 5 % of the history are below
 * @param high 5 % of the history are above
 * @param series the measure of the history's batches, the oldest first, then of the batch; of those that have it
 * @param expected what would have been usual
 * @param size in units of what is usual, negative if it is less
 */
public record Deviation(
        String column,
        Aspect aspect,
        String detail,
        double measured,
        double usual,
        double low,
        double high,
        List<TrendPoint> series,
        Optional<ExpectedRange> expected,
        double size) {
    public Deviation {
        series = List.copyOf(series);
    }

    static Deviation of(Series series, double size, List<BatchSummary> batches, double cut) {
        Aspect aspect = series.aspect();
        int newest = series.batches() - 1;
        List<TrendPoint> readings = new ArrayList<>();
        for (int i = 0; i <= newest; i++) {
            if (series.has(i)) {
                readings.add(new TrendPoint(batches.get(i).time(), aspect.shown(series.reading(i))));
            }
        }
        double[] history = readings.subList(0, readings.size() - 1).stream()
                .mapToDouble(TrendPoint::value)
                .toArray();
        return new Deviation(
                series.column(),
                aspect,
                series.detail(),
                readings.get(readings.size() - 1).value(),
                Order.median(history),
                Order.quantile(history, 0.05),
                Order.quantile(history, 0.95),
                readings,
                Deviations.expected(series, batches, cut),
                size);
    }

    /** As in {@code carrier: share of 'UA' is 3.1 %, usually 17.4 % (15.2 % to 18.4 %)}. */
    public String text() {
        String subject = column.isEmpty() ? "" : column + ": ";
        return switch (aspect) {
            case DUPLICATE -> "the number of rows and all measures of all columns are equal to those of run " + detail;
            case VALUES, HOURS ->
                String.format(
                        Locale.ROOT,
                        "%s%s differs from the usual one, %.1f times as much as chance explains",
                        subject,
                        aspect.words(),
                        Math.max(0, size));
            default ->
                "%s%s is %s, usually %s (%s to %s)"
                        .formatted(subject, what(), shown(measured), shown(usual), shown(low), shown(high));
        };
    }

    private String what() {
        return switch (aspect) {
            case SHARE -> "share of '%s'".formatted(detail);
            case NEW -> detail.isEmpty() ? aspect.words() : "%s (%s)".formatted(aspect.words(), detail);
            case PATTERN -> "%s %s".formatted(aspect.words(), detail);
            default -> detail.isEmpty() ? aspect.words() : "%s %s".formatted(aspect.words(), detail);
        };
    }

    private String shown(double value) {
        if (aspect.isCount()) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return aspect.isShare() ? percent(value) : Measures.number(value);
    }

    private static String percent(double share) {
        double hundred = share * 100;
        if (hundred > 0 && hundred < 0.01) {
            return "< 0.01 %";
        }
        return String.format(Locale.ROOT, hundred >= 10 || hundred == 0 ? "%.1f %%" : "%.2f %%", hundred)
                .replace(".0 ", " ");
    }
}
