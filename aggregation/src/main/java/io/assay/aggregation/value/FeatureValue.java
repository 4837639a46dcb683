package io.assay.aggregation.value;

import io.assay.aggregation.time.Micros;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values in the type their feature has. In Java: {@link Boolean}, {@link Integer}, {@link Long}, {@link Float},
 * {@link Double}, {@link BigDecimal} of the type's scale, {@link String}, {@code byte[]}; a timestamp is a
 * {@link Long}, microseconds since the epoch.
 */
public final class FeatureValue {
    /** The sum of a decimal has this many digits more than its column, as in SQL. */
    private static final int SUM_DIGITS = 10;

    private static final int MOST_DIGITS = 38;

    private FeatureValue() {}

    /**
     * The type of a window feature whose definition does not set one: long for counts and sums of integers, a wider
     * decimal for sums of decimals, double for other sums, mean, variance and stddev, else {@code of}'s own.
     */
    public static FeatureType typeOf(Aggregate aggregate, Optional<FeatureType> of) {
        return switch (aggregate) {
            case COUNT, COUNT_DISTINCT -> FeatureType.of(Scalar.LONG);
            case SUM -> of.map(FeatureValue::sumOf).orElse(FeatureType.of(Scalar.LONG));
            case MEAN, VARIANCE, STDDEV -> FeatureType.of(Scalar.DOUBLE);
            case MIN, MAX, FIRST, LAST, FIRST_K, LAST_K, PERCENTILE, TOP_K, HISTOGRAM ->
                of.orElseThrow(() -> new InvalidDefinitionException(
                        "of", "%s has no 'of'".formatted(aggregate.word()), "name the column that it aggregates"));
        };
    }

    private static FeatureType sumOf(FeatureType of) {
        return switch (of.scalar()) {
            case FLOAT, DOUBLE -> FeatureType.of(Scalar.DOUBLE);
            case DECIMAL -> FeatureType.decimal(Math.min(of.precision() + SUM_DIGITS, MOST_DIGITS), of.scale());
            case BOOLEAN, INT, LONG, STRING, BYTES, TIMESTAMP -> FeatureType.of(Scalar.LONG);
        };
    }

    /**
     * A value as the feature's type; null where that type cannot hold it, never another value: an integer type holds
     * integers within its range, a decimal digits within its precision and scale, a float what is not too large for it
     * (rounded to the nearest). A string holds every value; the content of a string is parsed strictly. A timestamp as
     * a number is seconds since the epoch, in an integer type without the fraction.
     *
     * @param value as {@link io.assay.aggregation.state.ValueType} describes it, in any width
     * @param meaning whether a {@link Long} is a timestamp's microseconds
     */
    public static @Nullable Object cast(@Nullable Object value, LongMeaning meaning, FeatureType type) {
        if (value == null) {
            return null;
        }
        if (type.scalar() == Scalar.TIMESTAMP) {
            return meaning == LongMeaning.TIMESTAMP && value instanceof Long ? value : Conversion.micros(value);
        }
        Object plain = meaning == LongMeaning.TIMESTAMP && value instanceof Long micros
                ? Conversion.of(micros, type.scalar())
                : value;
        return switch (type.scalar()) {
            case LONG -> Conversion.integer(plain, Long.MIN_VALUE, Long.MAX_VALUE);
            case INT -> {
                Long exact = Conversion.integer(plain, Integer.MIN_VALUE, Integer.MAX_VALUE);
                yield exact == null ? null : (Object) exact.intValue();
            }
            case DOUBLE -> Conversion.real(plain);
            case FLOAT -> Conversion.single(plain);
            case DECIMAL -> Conversion.decimal(plain, type);
            case STRING -> Conversion.text(plain);
            case BOOLEAN -> Conversion.truth(plain);
            case BYTES ->
                plain instanceof String text
                        ? text.getBytes(StandardCharsets.UTF_8)
                        : plain instanceof byte[] ? plain : null;
            case TIMESTAMP -> throw new IllegalStateException("answered above");
        };
    }

    /** What a {@link Long} is. */
    public enum LongMeaning {
        NUMBER,
        TIMESTAMP
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
                case DECIMAL -> decimal(text, type);
                case STRING -> text;
                case BYTES -> text.getBytes(StandardCharsets.UTF_8);
                case TIMESTAMP -> Micros.of(Instant.parse(text));
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw unfit(text, type);
        }
    }

    private static BigDecimal decimal(String text, FeatureType type) {
        BigDecimal value = Conversion.decimal(new BigDecimal(text), type);
        if (value == null) {
            throw unfit(text, type);
        }
        return value;
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

    /** Digits that do not fit the scale are not rounded away. */
    static BigDecimal scaled(BigDecimal value, int scale) {
        return value.setScale(scale, RoundingMode.UNNECESSARY);
    }
}
