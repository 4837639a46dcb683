package io.assay.validation.layout;

import java.util.OptionalDouble;

/**
 * What is measured of a date or timestamp: from the least and greatest values of each file.
 *
 * @param finest unit that its type allows
 * @param known share of the rows that are not null
 * @param span hours from the first to the last
 * @param covered hours in which some file has rows
 * @param gaps number of ranges that the covered hours consist of
 * @param batchHours hours that the files of a recent batch span, on average; empty if batches cannot be distinguished
 * @param overlap share of the hours of a batch that other batches have too: 0 where batches come in order; empty if
 *     there are not two of them
 */
public record TimeShape(
        String column,
        PartitionTimeUnit finest,
        double known,
        double span,
        double covered,
        int gaps,
        OptionalDouble batchHours,
        OptionalDouble overlap) {
    /** Overlap where it is not known: between in order and not in order. */
    private static final double UNKNOWN = 0.5;

    /** The most partitions there can be. */
    double partitions(PartitionTimeUnit unit) {
        return Math.min(span / unit.hours() + 1, covered / unit.hours() + gaps);
    }

    /** Partitions that one batch has rows of. */
    double files(PartitionTimeUnit unit) {
        return batchHours.orElse(0) / unit.hours() + 1;
    }

    /** How much batches overlap. */
    double disorder() {
        return overlap.orElse(UNKNOWN);
    }
}
