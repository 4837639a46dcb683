package io.assay.validation.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * What a batch's values of one column look like, as a state that merges over partitions and runs.
 *
 * @param rows all rows, those without a value too
 * @param present rows with a value
 * @param zeros of numbers: values that are 0
 * @param nans of numbers: values that are not a number
 * @param moments of numbers that are finite; of booleans false is 0 and true is 1
 * @param least the least number, or the earliest time in seconds since the epoch; NaN if there is none
 * @param histogram of numbers, once the edges are known
 * @param categories of numbers, texts and booleans
 * @param shape of texts
 * @param cycle of timestamps the counts by hour of the day (24), of dates by day of the week (7, from Monday), in UTC
 */
public record Distribution(
        Kind kind,
        long rows,
        long present,
        long zeros,
        long nans,
        Moments moments,
        double least,
        double greatest,
        Optional<Histogram> histogram,
        Optional<CategoryCounts> categories,
        Optional<TextShape> shape,
        List<Long> cycle) {
    /** What kind of values a column has. */
    public enum Kind {
        NUMBER,
        TEXT,
        BOOLEAN,
        TIME,
        OTHER
    }

    public Distribution {
        cycle = List.copyOf(cycle);
    }

    /** Of a column whose values are only counted. */
    public static Distribution counted(long rows, long present) {
        return new Distribution(
                Kind.OTHER,
                rows,
                present,
                0,
                0,
                Moments.NONE,
                Double.NaN,
                Double.NaN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The same with fewer values that are counted. */
    Distribution withCategories(UnaryOperator<CategoryCounts> change) {
        return new Distribution(
                kind,
                rows,
                present,
                zeros,
                nans,
                moments,
                least,
                greatest,
                histogram,
                categories.map(change),
                shape,
                cycle);
    }

    /** How many values differ, if they are counted. */
    public OptionalInt distinct() {
        return categories
                .filter(known -> !known.overflow())
                .map(known -> OptionalInt.of(known.counts().size()))
                .orElse(OptionalInt.empty());
    }

    /** Both together. Of histograms with different edges none is left; so of columns that changed their kind. */
    public Distribution merge(Distribution other) {
        if (kind != other.kind || cycle.size() != other.cycle.size()) {
            return counted(rows + other.rows, present + other.present);
        }
        return new Distribution(
                kind,
                rows + other.rows,
                present + other.present,
                zeros + other.zeros,
                nans + other.nans,
                moments.merge(other.moments),
                Double.isNaN(least) ? other.least : Double.isNaN(other.least) ? least : Math.min(least, other.least),
                Double.isNaN(greatest)
                        ? other.greatest
                        : Double.isNaN(other.greatest) ? greatest : Math.max(greatest, other.greatest),
                histogram.flatMap(own -> other.histogram.filter(own::mergesWith).map(own::merge)),
                categories.flatMap(own -> other.categories.map(own::merge)),
                shape.flatMap(own -> other.shape.map(own::merge)),
                sums(cycle, other.cycle));
    }

    private static List<Long> sums(List<Long> a, List<Long> b) {
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            sums.add(a.get(i) + b.get(i));
        }
        return sums;
    }
}
