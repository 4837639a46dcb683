package io.assay.validation.profile;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Statistics of one column.
 *
 * @param type as the values look: {@code integral fractional boolean string}, or the stored type of others
 * @param inferred whether the type was inferred from texts
 * @param completeness share of rows with a value, 0 to 1
 * @param numbers of numeric columns: minimum, mean and so on
 * @param values the most frequent values where there are few, by count
 */
public record ColumnProfile(
        String name,
        String type,
        boolean inferred,
        double completeness,
        long approximatelyDistinct,
        Optional<Numbers> numbers,
        List<Value> values) {
    public ColumnProfile {
        values = List.copyOf(values);
    }

    /**
     * Statistics of numbers.
     *
     * @param quantiles by their name, {@code p05} to {@code p95}
     */
    public record Numbers(
            OptionalDouble minimum,
            OptionalDouble maximum,
            OptionalDouble mean,
            OptionalDouble deviation,
            Map<String, Double> quantiles) {
        public Numbers {
            quantiles = Collections.unmodifiableMap(new TreeMap<>(quantiles));
        }
    }

    /** One value and how many rows have it. */
    public record Value(String value, long count) {}
}
