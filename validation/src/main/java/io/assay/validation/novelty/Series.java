package io.assay.validation.novelty;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One measure of all batches, the batch in question the last. Each is compared with all others: what could come from
 * sampling as many rows gives a {@link #noise} near 1.
 */
final class Series {
    /** What the numbers are, which says how much chance moves them. */
    enum Kind {
        /** Of {@code sizes} values, {@code values} have a property. */
        COUNT,
        /** A mean of {@code sizes} values with {@code spreads} as their sum of squares. */
        MEAN,
        /** A number with the variance {@code spreads}. */
        NUMBER
    }

    private static final double TINY = 1e-300;
    private static final int HALVINGS = 40;

    private final String column;
    private final Aspect aspect;
    private final String detail;
    private final Kind kind;
    private final double[] values;
    private final double[] sizes;
    private final double[] spreads;
    private double @Nullable [] noise;
    private double dispersion = 1;

    Series(String column, Aspect aspect, String detail, Kind kind, int batches) {
        this.column = column;
        this.aspect = aspect;
        this.detail = detail;
        this.kind = kind;
        this.values = new double[batches];
        this.sizes = new double[batches];
        this.spreads = new double[batches];
        Arrays.fill(values, Double.NaN);
    }

    void count(int batch, long matching, long all) {
        set(batch, all > 0 ? (double) matching : Double.NaN, (double) all, 0);
    }

    void mean(int batch, double mean, long count, double squares) {
        set(batch, count > 0 ? mean : Double.NaN, (double) count, squares);
    }

    void number(int batch, double value, double variance) {
        set(batch, value, 1, variance);
    }

    private void set(int batch, double value, double size, double spread) {
        values[batch] = value;
        sizes[batch] = size;
        spreads[batch] = spread;
    }

    String column() {
        return column;
    }

    Aspect aspect() {
        return aspect;
    }

    String detail() {
        return detail;
    }

    boolean has(int batch) {
        return !Double.isNaN(values[batch]);
    }

    /** Batches that have it. */
    int size() {
        int there = 0;
        for (int i = 0; i < values.length; i++) {
            there += has(i) ? 1 : 0;
        }
        return there;
    }

    int batches() {
        return values.length;
    }

    /** The number as people read it: of a count its share. */
    double reading(int batch) {
        return kind == Kind.COUNT ? values[batch] / sizes[batch] : values[batch];
    }

    /** The reading of the newest batch that would have this noise; of a count a share. */
    double readingAt(double noise) {
        int newest = values.length - 1;
        return switch (kind) {
            case COUNT -> shareAt(noise, sizes[newest]);
            case MEAN -> {
                double variance = within();
                double others = 0;
                double sum = 0;
                for (int i = 0; i < newest; i++) {
                    if (has(i)) {
                        others += sizes[i];
                        sum += values[i] * sizes[i];
                    }
                }
                double mean = others == 0 ? values[newest] : sum / others;
                yield mean + noise * meanError(newest, variance, others, mean);
            }
            case NUMBER -> middle() + noise * Math.sqrt(spreads[newest]);
        };
    }

    /** The deviance only grows with the count: the share is found by halving. */
    private double shareAt(double noise, double size) {
        double matching = 0;
        double all = 0;
        for (int i = 0; i < values.length - 1; i++) {
            if (has(i)) {
                matching += values[i];
                all += sizes[i];
            }
        }
        if (deviance(0, size, matching, all) >= noise) {
            return 0;
        }
        if (deviance(size, size, matching, all) <= noise) {
            return 1;
        }
        double low = 0;
        double high = size;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (deviance(middle, size, matching, all) < noise) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2 / size;
    }

    /** The distance of each batch from the others in units of what sampling explains; NaN where it has none. */
    double[] noise() {
        double[] known = noise;
        if (known == null) {
            known = switch (kind) {
                case COUNT -> counts();
                case MEAN -> means();
                case NUMBER -> numbers();
            };
            noise = known;
        }
        return known;
    }

    /** How many times more than by chance the values of this column usually differ between batches; at least 1. */
    double dispersion() {
        return dispersion;
    }

    void dispersion(double usual) {
        dispersion = Math.max(1, usual);
    }

    /** The variance that sampling explains, of each batch's reading. */
    double[] variances() {
        double[] variances = new double[values.length];
        double matching = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            if (has(i)) {
                matching += values[i];
                all += sizes[i];
            }
        }
        double share = (matching + 0.5) / (all + 1);
        double within = kind == Kind.MEAN ? within() : 0;
        for (int i = 0; i < values.length; i++) {
            variances[i] = switch (kind) {
                case COUNT -> share * (1 - share) / sizes[i];
                case MEAN -> within / sizes[i];
                case NUMBER -> spreads[i];
            };
        }
        return variances;
    }

    /** The root of twice the logarithm of the likelihood ratio, with a correction for continuity. */
    private double[] counts() {
        double matching = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            if (has(i)) {
                matching += values[i];
                all += sizes[i];
            }
        }
        double[] noise = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            noise[i] = has(i) ? deviance(values[i], sizes[i], matching - values[i], all - sizes[i]) : Double.NaN;
        }
        return noise;
    }

    private static double deviance(double k, double n, double others, double size) {
        double share = (others + 0.5) / (size + 1);
        double expected = n * share;
        double distance = k - expected;
        if (Math.abs(distance) <= 0.5) {
            return 0;
        }
        double seen = k - 0.5 * Math.signum(distance);
        double g = 2 * (part(seen, expected) + part(n - seen, n - expected));
        return Math.signum(distance) * Math.sqrt(Math.max(0, g) * size / (size + n));
    }

    private static double part(double seen, double expected) {
        return seen <= 0 ? 0 : seen * Math.log(seen / expected);
    }

    private double[] means() {
        double variance = within();
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            if (has(i)) {
                sum += values[i] * sizes[i];
                all += sizes[i];
            }
        }
        double[] noise = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double others = all - sizes[i];
            double mean = others == 0 ? values[i] : (sum - values[i] * sizes[i]) / others;
            noise[i] = has(i) ? (values[i] - mean) / meanError(i, variance, others, mean) : Double.NaN;
        }
        return noise;
    }

    /**
     * How far a batch's mean may be from that of {@code others} values; one extreme value moves it, and its variance.
     */
    private double meanError(int batch, double variance, double others, double mean) {
        double floor = 1e-9 * Math.abs(mean);
        double own = Math.max(variance, sizes[batch] > 1 ? spreads[batch] / (sizes[batch] - 1) : 0);
        return Math.sqrt(own / sizes[batch] + variance / Math.max(1, others) + floor * floor + TINY);
    }

    /** The variance within a batch that is usual. */
    double within() {
        double[] own = new double[values.length];
        int used = 0;
        for (int i = 0; i < values.length; i++) {
            if (has(i) && sizes[i] > 1) {
                own[used++] = spreads[i] / (sizes[i] - 1);
            }
        }
        return used == 0 ? 0 : Order.median(Arrays.copyOf(own, used));
    }

    private double middle() {
        double[] there = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        return there.length == 0 ? 0 : Order.median(there);
    }

    private double[] numbers() {
        double[] noise = new double[values.length];
        double middle = middle();
        for (int i = 0; i < values.length; i++) {
            noise[i] = has(i) ? (values[i] - middle) / Math.sqrt(spreads[i]) : Double.NaN;
        }
        return noise;
    }
}
