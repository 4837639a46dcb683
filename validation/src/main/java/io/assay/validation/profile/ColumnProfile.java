package io.assay.validation.profile;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Statistics of one column, or of one field of an object.
 *
 * @param path its name; for a field of an object, after the names of the objects it is in
 * @param type as the values look: {@code integral fractional boolean date timestamp string}, or the stored type of
 *     others
 * @param inferred whether the type was inferred from texts
 * @param rows number of rows; for a field, of those that have the object
 * @param present rows with a value
 * @param empty rows with the empty text, which is a value
 * @param distinct how many values differ
 * @param distinctExact whether that was counted, not estimated
 * @param nullWords texts that mean null here, with their rows; these rows are not present
 * @param numbers of numeric columns: minimum, mean and so on
 * @param times of dates and timestamps: the earliest and the latest, as ISO 8601
 * @param lengths of texts, in characters
 * @param values the most frequent values, by count
 * @param other rows with a value that is not listed
 * @param text of texts: what they look like
 * @param sample of the distinct values; each is as likely to be in it, however many rows have it
 */
public record ColumnProfile(
        List<String> path,
        String type,
        boolean inferred,
        long rows,
        long present,
        long empty,
        long distinct,
        boolean distinctExact,
        Map<String, Long> nullWords,
        Optional<Numbers> numbers,
        Optional<Times> times,
        Optional<Lengths> lengths,
        List<Value> values,
        long other,
        Optional<TextProfile> text,
        List<String> sample) {
    private static final double PLAIN_FROM = 1e-12;
    private static final double PLAIN_BELOW = 1e15;

    public ColumnProfile {
        path = List.copyOf(path);
        nullWords = Collections.unmodifiableMap(new TreeMap<>(nullWords));
        values = List.copyOf(values);
        sample = List.copyOf(sample);
    }

    public String name() {
        return String.join(".", path);
    }

    /** Whether it is an object: its fields are columns of their own, and its values are not compared. */
    public boolean isObject() {
        return type.startsWith("struct<");
    }

    /** Share of rows with a value, 0 to 1. */
    public double completeness() {
        return rows == 0 ? 1 : (double) present / rows;
    }

    public long missing() {
        return rows - present;
    }

    /** The least number or the earliest time, as it is; empty if there is none. */
    public String least() {
        return times.map(Times::earliest)
                .or(() -> numbers.map(some -> exact(some.minimum())))
                .orElse("");
    }

    /** The greatest number or the latest time, as it is; empty if there is none. */
    public String greatest() {
        return times.map(Times::latest)
                .or(() -> numbers.map(some -> exact(some.maximum())))
                .orElse("");
    }

    /** The shortest decimal that is the number; with an exponent only if it is far from 1. */
    private static String exact(OptionalDouble number) {
        if (number.isEmpty()) {
            return "";
        }
        double value = number.getAsDouble();
        double size = Math.abs(value);
        return value == 0 || (size >= PLAIN_FROM && size < PLAIN_BELOW)
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /**
     * Statistics of numbers.
     *
     * @param quantiles by their name, {@code p05} to {@code p95}
     * @param ranks the values at each twentieth of the ranks, from the least to the greatest
     * @param negative numbers below 0
     * @param inUnit numbers from 0 to 1
     */
    public record Numbers(
            OptionalDouble minimum,
            OptionalDouble maximum,
            OptionalDouble mean,
            OptionalDouble deviation,
            Map<String, Double> quantiles,
            List<Double> ranks,
            long zeros,
            long nans,
            long negative,
            long inUnit) {
        public Numbers {
            quantiles = Collections.unmodifiableMap(new TreeMap<>(quantiles));
            ranks = List.copyOf(ranks);
        }
    }

    /** The earliest and the latest. */
    public record Times(String earliest, String latest) {}

    /** How long texts are. */
    public record Lengths(long minimum, long maximum, double mean) {}

    /** One value and how many rows have it. */
    public record Value(String value, long count) {}
}
