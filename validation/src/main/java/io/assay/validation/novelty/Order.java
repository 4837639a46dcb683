package io.assay.validation.novelty;

import java.util.Arrays;

/** Medians and quantiles of few numbers. */
final class Order {
    private Order() {}

    /** Sorts the array. */
    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** Sorts the array; linear between the two nearest ranks. */
    static double quantile(double[] values, double share) {
        Arrays.sort(values);
        double rank = share * (values.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(values.length - 1, below + 1);
        return values[below] + (values[above] - values[below]) * (rank - below);
    }
}
