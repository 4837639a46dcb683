package io.assay.validation.novelty;

import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.KeyedMeasures;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What was measured of one batch.
 *
 * @param run id of its run
 * @param time what it is about or, where that is not known, when it came
 * @param rows that pass
 * @param columns by name
 * @param distinct by column about how many values differ
 * @param keyed what was measured by the values of some columns
 * @param sketches by column the hash of its sketch of distinct values; where it differs, the values differ
 */
public record BatchSummary(
        String run,
        Instant time,
        long rows,
        Map<String, Distribution> columns,
        Map<String, Double> distinct,
        Map<String, KeyedMeasures> keyed,
        Map<String, Integer> sketches) {
    public BatchSummary {
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
        distinct = Collections.unmodifiableMap(new TreeMap<>(distinct));
        keyed = Collections.unmodifiableMap(new TreeMap<>(keyed));
        sketches = Collections.unmodifiableMap(new TreeMap<>(sketches));
    }

    /** How many values of a column differ: the exact number if they were counted, else the estimate. */
    public OptionalDouble distinctOf(String column) {
        Optional<Distribution> values = Optional.ofNullable(columns.get(column));
        OptionalInt counted = values.map(Distribution::distinct).orElse(OptionalInt.empty());
        if (counted.isPresent()) {
            return OptionalDouble.of(counted.getAsInt());
        }
        Double estimate = distinct.get(column);
        long present = values.map(Distribution::present).orElse(Long.MAX_VALUE);
        return estimate == null ? OptionalDouble.empty() : OptionalDouble.of(Math.min(estimate, (double) present));
    }

    /** The same where no sketches are known. */
    public BatchSummary(
            String run,
            Instant time,
            long rows,
            Map<String, Distribution> columns,
            Map<String, Double> distinct,
            Map<String, KeyedMeasures> keyed) {
        this(run, time, rows, columns, distinct, keyed, Map.of());
    }
}
