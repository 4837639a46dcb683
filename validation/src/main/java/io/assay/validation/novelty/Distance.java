package io.assay.validation.novelty;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far the shares of several bins together are from those of the other batches: the sum of their squared noises,
 * brought near to a normal number (Wilson and Hilferty, 1931). Where batches always differ more than by chance, as the
 * days of a calendar do, that is usual for each of the bins too.
 */
final class Distance {
    private Distance() {}

    static Optional<Series> of(String column, Aspect aspect, List<Series> bins) {
        List<double[]> noises = bins.stream().map(Series::noise).toList();
        if (noises.size() < 2) {
            return Optional.empty();
        }
        int batches = bins.get(0).batches();
        double freedom = noises.size() - 1;
        double variance = 2 / (9 * freedom);
        double[] sums = new double[batches];
        for (int i = 0; i < batches; i++) {
            sums[i] = 0;
            for (double[] noise : noises) {
                sums[i] += noise[i] * noise[i]; // NaN if one has none
            }
        }
        double[] known = Arrays.stream(sums).filter(sum -> !Double.isNaN(sum)).toArray();
        double usual = known.length == 0 ? 1 : Math.max(1, Order.median(known) / freedom);
        bins.forEach(bin -> bin.dispersion(Math.sqrt(usual)));
        Series distance = new Series(column, aspect, "", Series.Kind.NUMBER, batches);
        for (int i = 0; i < batches; i++) {
            double ratio = sums[i] / usual / freedom;
            distance.number(i, (Math.cbrt(ratio) - (1 - variance)) / Math.sqrt(variance), 1);
        }
        return Optional.of(distance);
    }
}
