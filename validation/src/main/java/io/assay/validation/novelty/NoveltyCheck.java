package io.assay.validation.novelty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares a batch with its history. All measures of all columns together have one false alarm rate: the largest
 * deviation of a batch counts, and the batch is unusual if it is among the largest that as many batches have. No
 * distribution is assumed, only that usual batches come in no particular order.
 */
public final class NoveltyCheck {
    private static final int RANKED = 10;

    private NoveltyCheck() {}

    /**
     * Compares a batch with its history.
     *
     * @param history usual batches of the same dataset, the oldest first
     * @param rate how many usual batches may be called unusual
     */
    public static NoveltyResult of(List<BatchSummary> history, BatchSummary batch, AlarmRate rate) {
        return of(UsualBatches.of(history), batch, rate);
    }

    /** The same, for several batches in a row that are compared with one history. */
    public static NoveltyResult of(UsualBatches history, BatchSummary batch, AlarmRate rate) {
        int missing = rate.batchesNeeded() - history.size();
        if (history.size() < 2) {
            return NoveltyResult.learning(missing);
        }
        List<BatchSummary> all = history.and(batch);
        List<Series> measures = Measures.of(history, batch);
        double[] scores = new double[all.size()];
        List<Deviation> deviations = new ArrayList<>();
        for (Series series : measures) {
            double[] own = Deviations.of(series, all);
            for (int i = 0; i < scores.length; i++) {
                double size = series.aspect().onlyMore() ? own[i] : Math.abs(own[i]);
                scores[i] = Math.max(scores[i], size);
            }
            deviations.add(Deviation.of(series, own[own.length - 1]));
        }
        double score = scores[scores.length - 1];
        long asLarge = 0;
        for (double other : scores) {
            asLarge += other >= score ? 1 : 0;
        }
        double chance = (double) asLarge / scores.length;
        double cut = cut(scores, rate);
        List<Deviation> ranked = ranked(deviations);
        if (missing > 0) {
            return new NoveltyResult(
                    NoveltyResult.Status.LEARNING, missing, history.size(), score, cut, chance, ranked);
        }
        NoveltyResult.Status status =
                rate.allows(asLarge, scores.length) ? NoveltyResult.Status.UNUSUAL : NoveltyResult.Status.USUAL;
        return new NoveltyResult(status, 0, history.size(), score, cut, chance, ranked);
    }

    /** The largest deviation that is still usual. */
    private static double cut(double[] scores, AlarmRate rate) {
        double[] others = new double[scores.length - 1];
        System.arraycopy(scores, 0, others, 0, others.length);
        Arrays.sort(others);
        for (int i = others.length - 1; i >= 0; i--) {
            if (!rate.allows(others.length - i + 1L, scores.length)) {
                return others[i];
            }
        }
        return others[0];
    }

    /** The largest of each column and kind, the largest first. */
    private static List<Deviation> ranked(List<Deviation> deviations) {
        Map<String, Deviation> largest = new TreeMap<>();
        for (Deviation deviation : deviations) {
            largest.merge(
                    deviation.column() + "\n" + deviation.aspect().group(),
                    deviation,
                    (a, b) -> Math.abs(b.size()) > Math.abs(a.size()) ? b : a);
        }
        return largest.values().stream()
                .filter(deviation -> Math.abs(deviation.size()) > 0)
                .sorted(Comparator.comparingDouble((Deviation deviation) -> -Math.abs(deviation.size()))
                        .thenComparing(Deviation::column)
                        .thenComparing(Deviation::aspect))
                .limit(RANKED)
                .toList();
    }
}
