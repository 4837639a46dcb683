package io.assay.validation.novelty;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Compares a batch with its history. All measures of all columns together have one false alarm rate: the largest
 * deviation of a batch counts, and the batch is unusual if it is among the largest that as many batches have. No
 * distribution is assumed, only that usual batches come in no particular order.
 */
public final class NoveltyCheck {
    /** Batches that must be known before one can be compared with them. */
    static final int FEWEST = 2;

    private static final int RANKED = 10;

    private NoveltyCheck() {}

    /** A measure, and how far off the batch is. */
    private record Sized(Series series, double size) {}

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
        if (history.size() < FEWEST) {
            return NoveltyResult.learning(missing);
        }
        ScoredMeasures scored = ScoredMeasures.of(history, batch);
        long asLarge = scored.asLarge();
        int batches = scored.scores().length;
        double cut = scored.cut(rate);
        NoveltyResult.Status status = missing > 0
                ? NoveltyResult.Status.LEARNING
                : rate.allows(asLarge, batches) ? NoveltyResult.Status.UNUSUAL : NoveltyResult.Status.USUAL;
        List<Deviation> ranked = ranked(scored).stream()
                .map(measure -> Deviation.of(measure.series(), measure.size(), scored.batches(), cut))
                .toList();
        return new NoveltyResult(
                status, Math.max(0, missing), history.size(), scored.score(), cut, (double) asLarge / batches, ranked);
    }

    /** The largest of each column and kind, the largest first. */
    private static List<Sized> ranked(ScoredMeasures scored) {
        Map<String, Sized> largest = new TreeMap<>();
        IntStream.range(0, scored.sizes().length)
                .mapToObj(i -> new Sized(scored.measures().get(i), scored.sizes()[i]))
                .forEach(measure -> largest.merge(
                        measure.series().column() + "\n"
                                + measure.series().aspect().group(),
                        measure,
                        (a, b) -> Math.abs(b.size()) > Math.abs(a.size()) ? b : a));
        return largest.values().stream()
                .filter(measure -> Math.abs(measure.size()) > 0)
                .sorted(Comparator.comparingDouble((Sized measure) -> -Math.abs(measure.size()))
                        .thenComparing(measure -> measure.series().column())
                        .thenComparing(measure -> measure.series().aspect()))
                .limit(RANKED)
                .toList();
    }
}
