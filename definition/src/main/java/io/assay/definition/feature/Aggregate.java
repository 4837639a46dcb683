package io.assay.definition.feature;

import java.util.Locale;
import java.util.Optional;

/** Kinds of aggregation a window feature may ask for; {@code inThisVersion} says which are supported. */
public enum Aggregate {
    COUNT,
    SUM,
    MEAN,
    MIN,
    MAX,
    VARIANCE,
    STDDEV,
    FIRST,
    LAST,
    COUNT_DISTINCT,
    FIRST_K,
    LAST_K,
    PERCENTILE,
    TOP_K,
    HISTOGRAM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Aggregate> parse(String word) {
        for (Aggregate aggregate : values()) {
            if (aggregate.word().equals(word)) {
                return Optional.of(aggregate);
            }
        }
        return Optional.empty();
    }

    public boolean inThisVersion() {
        return compareTo(COUNT_DISTINCT) <= 0;
    }
}
