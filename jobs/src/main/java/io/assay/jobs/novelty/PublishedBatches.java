package io.assay.jobs.novelty;

import io.assay.validation.novelty.BatchSummary;
import io.assay.validation.novelty.ExpectedRanges;
import java.util.List;

/**
 * What was measured of the newest batches that are published, the oldest first.
 *
 * @param expected of the newest one by its history; nothing if it is not compared
 */
public record PublishedBatches(List<BatchSummary> batches, ExpectedRanges expected) {
    public PublishedBatches {
        batches = List.copyOf(batches);
    }

    /** Where no batch is published. */
    public static PublishedBatches none() {
        return new PublishedBatches(List.of(), ExpectedRanges.none());
    }
}
