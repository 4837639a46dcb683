package io.assay.aggregation.value;

import io.assay.aggregation.time.Micros;
import io.assay.definition.feature.FeatureType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Join key values as tables, labels and requests write them, read as the type of their entity: one rule for all. A
 * value that is not exactly one of that type is not a key: it is never cut, rounded to another key or taken for null.
 */
public final class KeyValue {
    private static final double EXACT_INTEGERS = 0x1p53;
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{1,40}(?:\\.0{1,20})?\\s*");

    private KeyValue() {}

    /**
     * The value in the type's own Java class: {@link Long} for integers and for timestamps (microseconds since the
     * epoch), {@link Double} for floating point numbers, {@link String}, {@link Boolean}, {@code byte[]}.
     *
     * @param value a {@link Boolean}, a {@link String}, or a number of any class. Texts are read too, as Feast reads
     *     them: {@code "5"} of a long is 5, and so is the {@code "5.0"} that pandas writes
     * @return null if the value is not of the type
     */
    public static @Nullable Object read(Object value, FeatureType type) {
        return switch (type.scalar()) {
            case STRING -> value instanceof String || isInteger(value) ? value.toString() : null;
            case LONG -> integer(value);
            case INT -> {
                Long integer = integer(value);
                yield integer != null && integer == integer.intValue() ? integer : null;
            }
            case DOUBLE -> real(value);
            case FLOAT -> {
                Double real = real(value);
                yield real == null ? null : finite(real.floatValue());
            }
            case BOOLEAN -> truth(value);
            case TIMESTAMP -> timestamp(value);
            case BYTES -> value instanceof String text ? bytes(text) : null;
            case DECIMAL -> throw new IllegalArgumentException("a join key cannot be " + type.word());
        };
    }

    /** What to send for a type, for messages. */
    public static String expected(FeatureType type) {
        return switch (type.scalar()) {
            case STRING -> "a string or an integer";
            case LONG -> "an integer, or one as a string";
            case INT -> "an integer of 32 bits, or one as a string";
            case DOUBLE, FLOAT -> "a finite number, or one as a string";
            case BOOLEAN -> "true or false";
            case TIMESTAMP -> "a string such as 2013-07-01T12:00:00Z, or seconds since the epoch";
            case BYTES -> "a string in base64";
            case DECIMAL -> "nothing: a join key cannot be a decimal";
        };
    }

    private static boolean isInteger(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger;
    }

    private static @Nullable Long integer(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double real = ((Number) value).doubleValue();
            boolean exact = real == Math.rint(real) && Math.abs(real) <= EXACT_INTEGERS;
            return exact ? (Long) (long) real : null;
        }
        boolean readable = value instanceof String text ? INTEGER.matcher(text).matches() : !(value instanceof Boolean);
        return readable ? Conversion.integer(value, Long.MIN_VALUE, Long.MAX_VALUE) : null;
    }

    private static @Nullable Double real(Object value) {
        try {
            return value instanceof Number number
                    ? finite(number.doubleValue())
                    : value instanceof String text ? finite(new BigDecimal(text.strip()).doubleValue()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    private static @Nullable Boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        return switch (value instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : "") {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable Long timestamp(Object value) {
        try {
            if (value instanceof Number number) {
                return new BigDecimal(number.toString()).movePointRight(6).longValueExact();
            }
            if (!(value instanceof String text)) {
                return null;
            }
            Instant instant = Instant.parse(text);
            Instant micros = instant.truncatedTo(ChronoUnit.MICROS);
            return micros.equals(instant) ? (Long) Micros.of(instant) : null;
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static byte @Nullable [] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
