package io.assay.validation.novelty;

import java.util.List;

/**
 * Whether a batch is unusual.
 *
 * @param missing batches that are still to be learned from; 0 unless {@code LEARNING}
 * @param history batches it was compared with
 * @param score the largest deviation of all measures
 * @param cut the largest score that is still usual
 * @param chance the share of batches whose score is at least as large, this one counted: how often a usual batch looks
 *     as unusual
 * @param deviations the largest, of each column and kind one, the largest first
 */
public record NoveltyResult(
        Status status, int missing, int history, double score, double cut, double chance, List<Deviation> deviations) {
    /** What is known of the batch. */
    public enum Status {
        /** Too few batches are known. */
        LEARNING,
        USUAL,
        UNUSUAL
    }

    public NoveltyResult {
        deviations = List.copyOf(deviations);
    }

    static NoveltyResult learning(int missing) {
        return new NoveltyResult(Status.LEARNING, missing, 0, 0, 0, 1, List.of());
    }
}
