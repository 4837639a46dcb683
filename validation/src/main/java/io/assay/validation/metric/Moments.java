package io.assay.validation.metric;

import java.io.Serializable;

/**
 * Count, mean and sum of squared distances from the mean; they merge (Chan et al., 1983).
 *
 * @param squares sum of the squared distances from the mean
 */
public record Moments(long count, double mean, double squares) implements Serializable {
    public static final Moments NONE = new Moments(0, 0, 0);

    public Moments merge(Moments other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        double all = (double) count + other.count;
        double delta = other.mean - mean;
        return new Moments(
                count + other.count,
                mean + delta * other.count / all,
                squares + other.squares + delta * delta * count * other.count / all);
    }

    /** The same without what {@code part} counted; {@code part} must have been merged into it. */
    public Moments without(Moments part) {
        long left = count - part.count;
        if (left <= 0) {
            return NONE;
        }
        double rest = (mean * count - part.mean * part.count) / left;
        double delta = part.mean - rest;
        double outside = delta * delta * left * part.count / count;
        return new Moments(left, rest, Math.max(0, squares - part.squares - outside));
    }

    /** Of one value, {@code times} of it. */
    public static Moments of(double value, long times) {
        return times == 0 ? NONE : new Moments(times, value, 0);
    }

    /** The sample's variance; 0 of fewer than two values. */
    public double variance() {
        return count < 2 ? 0 : squares / (count - 1);
    }
}
