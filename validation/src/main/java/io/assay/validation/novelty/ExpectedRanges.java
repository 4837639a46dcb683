package io.assay.validation.novelty;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ranges that a batch's history expects of its measures: of those of the batch and of those of each column. */
public final class ExpectedRanges {
    private static final ExpectedRanges NONE = new ExpectedRanges(Map.of());

    private record MeasureKey(String column, Aspect aspect) {}

    private final Map<MeasureKey, ExpectedRange> ranges;

    private ExpectedRanges(Map<MeasureKey, ExpectedRange> ranges) {
        this.ranges = ranges;
    }

    /** Where nothing is compared. */
    public static ExpectedRanges none() {
        return NONE;
    }

    /**
     * The ranges in which {@link NoveltyCheck} calls the batch usual; none if too few batches are known to compare
     * with.
     *
     * @param history usual batches of the same dataset, the oldest first
     */
    public static ExpectedRanges of(UsualBatches history, BatchSummary batch, AlarmRate rate) {
        if (history.size() < NoveltyCheck.FEWEST) {
            return NONE;
        }
        ScoredMeasures scored = ScoredMeasures.of(history, batch);
        double cut = scored.cut(rate);
        Map<MeasureKey, ExpectedRange> ranges = new HashMap<>();
        for (Series series : scored.measures()) {
            if (series.detail().isEmpty()) {
                Deviations.expected(series, scored.batches(), cut)
                        .ifPresent(range -> ranges.put(new MeasureKey(series.column(), series.aspect()), range));
            }
        }
        return new ExpectedRanges(ranges);
    }

    /** Whether nothing is compared. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The range of a measure; {@code column} is empty if it is about the whole batch. */
    public Optional<ExpectedRange> of(String column, Aspect aspect) {
        return Optional.ofNullable(ranges.get(new MeasureKey(column, aspect)));
    }
}
