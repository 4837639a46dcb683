package io.assay.aggregation.state;

import io.assay.definition.feature.Aggregate;

/** The byte of an aggregate in a state; never changed once it is in use. */
final class AggregateCode {
    private static final Aggregate[] CODES = {
        Aggregate.COUNT,
        Aggregate.SUM,
        Aggregate.MEAN,
        Aggregate.MIN,
        Aggregate.MAX,
        Aggregate.VARIANCE,
        Aggregate.STDDEV,
        Aggregate.FIRST,
        Aggregate.LAST,
        Aggregate.COUNT_DISTINCT
    };

    private AggregateCode() {}

    static int of(Aggregate aggregate) {
        for (int i = 0; i < CODES.length; i++) {
            if (CODES[i] == aggregate) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no code for " + aggregate);
    }

    static Aggregate of(int code) {
        if (code < 1 || code > CODES.length) {
            throw new UnreadableStateException("aggregate %d is unknown".formatted(code));
        }
        return CODES[code - 1];
    }
}
