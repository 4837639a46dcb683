package io.assay.validation.layout;

import java.util.OptionalDouble;

/**
 * What is measured of a date or timestamp: from the least and greatest values of each file.
 *
 * @param finest unit that its type allows
 * @param known share of the rows that have one
 * @param span hours from the first to the last
 * @param covered hours in which some file has rows
 * @param gaps between the hours that are covered, and one more
 * @param batchHours hours that the files of a recent batch reach over, on average; empty if no batch can be told apart
 * @param overlap share of the hours of a batch that other batches have too: 0 where batches come in order; empty if
 *     there are not two of them
 */
public record TimeShape(
        String column,
        TimeUnit finest,
        double known,
        double span,
        double covered,
        int gaps,
        OptionalDouble batchHours,
        OptionalDouble overlap) {
    /** Of a single batch: neither in order nor out of it. */
    private static final double UNKNOWN = 0.5;

    /** At most so many partitions. */
    double partitions(TimeUnit unit) {
        return Math.min(span / unit.hours() + 1, covered / unit.hours() + gaps);
    }

    /** Partitions that one batch has rows of. */
    double files(TimeUnit unit) {
        return batchHours.orElse(0) / unit.hours() + 1;
    }

    /** How much batches overlap. */
    double disorder() {
        return overlap.orElse(UNKNOWN);
    }
}
