package io.assay.validation.metric;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How many values of a column differ.
 *
 * @param exact whether they were counted; else the number is estimated by a sketch
 */
public record DistinctCount(long values, boolean exact) {
    /**
     * The exact number where there is one.
     *
     * @param counted when the rows were read, if it was
     * @param estimate of the sketch
     */
    public static DistinctCount of(Distribution column, OptionalLong counted, double estimate) {
        OptionalInt few = column.distinct();
        if (few.isPresent() || counted.isPresent()) {
            return new DistinctCount(few.isPresent() ? few.getAsInt() : counted.getAsLong(), true);
        }
        return new DistinctCount(Math.min(column.present(), Math.round(estimate)), false);
    }

    /** What is written before the number: {@code ~} if it is an estimate. */
    public String mark() {
        return exact ? "" : "~";
    }
}
