package io.assay.validation.novelty;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far each batch is from what is usual, in one measure: its {@link Series#noise}, seen from the middle of all
 * batches, in units of their robust spread where batches differ more than chance explains. All batches are treated
 * alike, the one in question too: then its rank among them has a known false alarm rate (full conformal prediction,
 * Vovk et al. 2005).
 */
final class Deviations {
    private static final double MAD_TO_SD = 1.4826;
    private static final double NINETY_FIVE = 1.96;
    private static final int WEEK = 7;
    private static final int SEASON_BATCHES = 4 * WEEK;
    /** Batches that differ no more than this show no season. */
    private static final double SEASON_SPREAD = 1.3;

    private static final double SEASON_GAIN = 0.7;
    /** So far off is hardly any of usual batches, in one measure. */
    private static final double FAR = 4;

    private static final double MOST = 1000;

    private Deviations() {}

    /**
     * Where the noise of each batch is expected.
     *
     * @param scales of each batch, how much its noise usually differs from its centre
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Usual(double[] centres, double[] scales) {}

    /** One of each batch, 0 where it has no such measure. */
    static double[] of(Series series, List<BatchSummary> batches) {
        double[] noise = series.noise();
        double[] deviations = new double[noise.length];
        Optional<Usual> usual = usual(series, batches);
        if (usual.isPresent()) {
            double[] scaled = new double[noise.length];
            for (int i = 0; i < noise.length; i++) {
                if (!Double.isNaN(noise[i])) {
                    scaled[i] =
                            (noise[i] - usual.get().centres()[i]) / usual.get().scales()[i];
                }
            }
            for (int i = 0; i < noise.length; i++) {
                deviations[i] = Math.max(-MOST, Math.min(MOST, sinceLately(scaled, i)));
            }
        }
        return deviations;
    }

    /** The readings of the newest batch that deviate by at most {@code cut}; none if too few have the measure. */
    static Optional<ExpectedRange> expected(Series series, List<BatchSummary> batches, double cut) {
        int newest = series.batches() - 1;
        Aspect aspect = series.aspect();
        return usual(series, batches).map(usual -> {
            double reach = cut * usual.scales()[newest];
            double low = series.readingAt(usual.centres()[newest] - reach);
            double high = series.readingAt(usual.centres()[newest] + reach);
            double lowest = aspect.isShare() ? 0 : Double.NEGATIVE_INFINITY;
            return new ExpectedRange(aspect.onlyMore() ? lowest : aspect.shown(low), aspect.shown(high));
        });
    }

    private static Optional<Usual> usual(Series series, List<BatchSummary> batches) {
        double[] noise = series.noise();
        double[] variances = series.variances();
        double[] there = Arrays.stream(noise).filter(z -> !Double.isNaN(z)).toArray();
        if (there.length < 3) {
            return Optional.empty();
        }
        double[] centres = centres(noise, there, batches);
        double[] residuals = new double[noise.length];
        for (int i = 0; i < noise.length; i++) {
            residuals[i] = noise[i] - centres[i];
        }
        double spread = Math.max(series.dispersion(), spread(residuals));
        double excess = Math.max(0, spread * spread - 1);
        double usual = usualVariance(series, variances);
        double[] scales = new double[noise.length];
        for (int i = 0; i < noise.length; i++) {
            scales[i] = Math.sqrt(1 + (variances[i] > 0 ? excess * usual / variances[i] : excess));
        }
        return Optional.of(new Usual(centres, scales));
    }

    /** What is far off and was as far off lately is no news: then what it differs by since counts, if that is less. */
    private static double sinceLately(double[] scaled, int batch) {
        double least = scaled[batch];
        for (int i = Math.max(0, batch - WEEK); i < batch; i++) {
            if (Math.abs(scaled[i]) > FAR && scaled[i] * scaled[batch] > 0) {
                double since = (scaled[batch] - scaled[i]) / Math.sqrt(2);
                least = Math.abs(since) < Math.abs(least) ? since : least;
            }
        }
        return least;
    }

    private static double usualVariance(Series series, double[] variances) {
        double[] own = new double[variances.length];
        int used = 0;
        for (int i = 0; i < variances.length; i++) {
            if (series.has(i) && variances[i] > 0) {
                own[used++] = variances[i];
            }
        }
        return used == 0 ? 0 : Order.median(Arrays.copyOf(own, used));
    }

    private static double spread(double[] residuals) {
        double[] sizes = Arrays.stream(residuals)
                .filter(z -> !Double.isNaN(z))
                .map(Math::abs)
                .toArray();
        return Math.max(1, size(sizes));
    }

    /** As a standard deviation, by the middle and by the tail, whichever is larger. */
    private static double size(double[] distances) {
        return Math.max(MAD_TO_SD * Order.median(distances), Order.quantile(distances, 0.95) / NINETY_FIVE);
    }

    /** The middle of all batches or, where that explains much more, of those of the same day of the week. */
    private static double[] centres(double[] noise, double[] there, List<BatchSummary> batches) {
        double middle = Order.median(there);
        double[] centres = new double[noise.length];
        Arrays.fill(centres, middle);
        if (there.length < SEASON_BATCHES || distance(noise, centres) < SEASON_SPREAD) {
            return centres;
        }
        int[] days = batches.stream()
                .mapToInt(batch ->
                        batch.time().atOffset(ZoneOffset.UTC).getDayOfWeek().getValue())
                .toArray();
        double[] seasonal = new double[noise.length];
        for (int i = 0; i < noise.length; i++) {
            double[] same = sameDay(noise, days, i);
            if (same.length < 3) {
                return centres;
            }
            seasonal[i] = Order.median(same);
        }
        return distance(noise, seasonal) < SEASON_GAIN * distance(noise, centres) ? seasonal : centres;
    }

    /** Other batches of the same day of the week. */
    private static double[] sameDay(double[] noise, int[] days, int batch) {
        double[] same = new double[noise.length];
        int used = 0;
        for (int i = 0; i < noise.length; i++) {
            if (i != batch && days[i] == days[batch] && !Double.isNaN(noise[i])) {
                same[used++] = noise[i];
            }
        }
        return Arrays.copyOf(same, used);
    }

    private static double distance(double[] noise, double[] centres) {
        double[] sizes = new double[noise.length];
        int used = 0;
        for (int i = 0; i < noise.length; i++) {
            if (!Double.isNaN(noise[i])) {
                sizes[used++] = Math.abs(noise[i] - centres[i]);
            }
        }
        return size(Arrays.copyOf(sizes, used));
    }
}
