package io.assay.aggregation.value;

import io.assay.aggregation.time.Micros;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values in the type their feature has. In Java: {@link Boolean}, {@link Integer}, {@link Long}, {@link Float},
 * {@link Double}, {@link String}, {@code byte[]}; a timestamp is a {@link Long}, microseconds since the epoch.
 */
public final class FeatureValue {
    private FeatureValue() {}

    /**
     * The type of a window feature that does not say one: long for counts and whole sums, double for other sums, mean,
     * variance and stddev, else {@code of}'s own. A decimal column counts as double.
     */
    public static FeatureType typeOf(Aggregate aggregate, Optional<FeatureType> of) {
        return switch (aggregate) {
            case COUNT, COUNT_DISTINCT -> FeatureType.of(Scalar.LONG);
            case SUM ->
                FeatureType.of(
                        of.map(FeatureType::scalar)
                                        .filter(s -> s == Scalar.FLOAT || s == Scalar.DOUBLE)
                                        .isPresent()
                                ? Scalar.DOUBLE
                                : Scalar.LONG);
            case MEAN, VARIANCE, STDDEV -> FeatureType.of(Scalar.DOUBLE);
            case MIN, MAX, FIRST, LAST, FIRST_K, LAST_K, PERCENTILE, TOP_K, HISTOGRAM ->
                of.orElseThrow(() -> new InvalidDefinitionException(
                        "of", "%s has no 'of'".formatted(aggregate.word()), "say which column it is of"));
        };
    }

    /**
     * A finished state's value as the feature's type. A whole number that does not fit is null, never a wrong number:
     * {@code type: double} or {@code type: string} holds it.
     */
    public static @Nullable Object cast(@Nullable Object value, FeatureType type) {
        if (value == null) {
            return null;
        }
        return switch (type.scalar()) {
            case LONG, TIMESTAMP -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case INT -> {
                Long whole = whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                yield whole == null ? null : (Object) whole.intValue();
            }
            case DOUBLE ->
                value instanceof Double ? value : value instanceof Number n ? (Object) n.doubleValue() : null;
            case FLOAT -> value instanceof Number n ? (Object) n.floatValue() : null;
            case STRING -> value instanceof BigDecimal d ? d.toPlainString() : value.toString();
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case BYTES -> value instanceof byte[] ? value : null;
        };
    }

    private static @Nullable Long whole(Object value, long least, long most) {
        if (value instanceof Long x) {
            return x >= least && x <= most ? x : null;
        }
        if (value instanceof BigInteger) {
            return null;
        }
        if (value instanceof BigDecimal d) {
            BigInteger x = d.toBigInteger();
            return x.bitLength() < Long.SIZE ? whole(x.longValue(), least, most) : null;
        }
        if (value instanceof Double d) {
            return d >= least && d <= most && d < 0x1p63 ? (Long) d.longValue() : null;
        }
        return value instanceof Number n ? whole(n.longValue(), least, most) : null;
    }

    /** Reads a definition's {@code default:}. */
    public static Object parse(String text, FeatureType type) {
        try {
            return switch (type.scalar()) {
                case BOOLEAN -> truth(text);
                case INT -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case STRING -> text;
                case BYTES -> text.getBytes(StandardCharsets.UTF_8);
                case TIMESTAMP -> Micros.of(Instant.parse(text));
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw unfit(text, type);
        }
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw unfit(text, FeatureType.of(Scalar.BOOLEAN));
        }
        return text.equals("true");
    }

    private static InvalidDefinitionException unfit(String text, FeatureType type) {
        return new InvalidDefinitionException(
                "default", "'%s' is not a valid %s".formatted(text, type.word()), "give a value of the feature's type");
    }
}
