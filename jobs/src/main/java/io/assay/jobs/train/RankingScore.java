package io.assay.jobs.train;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Area under the ROC curve of a score: the chance that a positive ranks above a negative, ties counting half (Mann and
 * Whitney's U, by ranks).
 */
final class RankingScore {
    private double[] positives = new double[64];
    private double[] negatives = new double[64];
    private int positive;
    private int negative;

    void add(double score, double label) {
        if (label > 0.5) {
            positives = room(positives, positive);
            positives[positive++] = score;
        } else {
            negatives = room(negatives, negative);
            negatives[negative++] = score;
        }
    }

    private static double[] room(double[] values, int size) {
        return size < values.length ? values : Arrays.copyOf(values, size * 2);
    }

    /** In [0, 1]; empty where all labels are the same. */
    OptionalDouble area() {
        if (positive == 0 || negative == 0) {
            return OptionalDouble.empty();
        }
        double[] high = Arrays.copyOf(positives, positive);
        double[] low = Arrays.copyOf(negatives, negative);
        Arrays.sort(high);
        Arrays.sort(low);
        double above = 0;
        int below = 0;
        int belowOrSame = 0;
        for (double score : high) {
            while (below < low.length && low[below] < score) {
                below++;
            }
            while (belowOrSame < low.length && low[belowOrSame] <= score) {
                belowOrSame++;
            }
            above += (below + belowOrSame) / 2.0;
        }
        return OptionalDouble.of(above / high.length / low.length);
    }
}
