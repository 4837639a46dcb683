package io.assay.aggregation.value;

import io.assay.aggregation.time.IsoInstant;
import io.assay.aggregation.time.Micros;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conversions that give exactly the same value in another type, or null. */
final class Conversion {
    /** Numbers of more digits before the point fit no type; they are not written out to find that. */
    private static final int MOST_DIGITS = 400;

    private Conversion() {}

    /** The integer, if it is one and within the bounds. */
    static @Nullable Long integer(Object value, long least, long most) {
        Long exact;
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            exact = ((Number) value).longValue();
        } else if (value instanceof Double || value instanceof Float) {
            double real = ((Number) value).doubleValue();
            exact = real == Math.rint(real) && real >= -0x1p63 && real < 0x1p63 ? (Long) (long) real : null;
        } else {
            BigDecimal number = number(value);
            exact = number == null ? null : exact(number);
        }
        return exact != null && exact >= least && exact <= most ? exact : null;
    }

    private static @Nullable Long exact(BigDecimal number) {
        if (number.signum() == 0) {
            return 0L;
        }
        boolean large = (long) number.precision() - number.scale() > 19;
        boolean fraction = number.scale() > 0 && number.stripTrailingZeros().scale() > 0;
        if (large || fraction) {
            return null;
        }
        BigInteger integer = number.toBigInteger();
        return integer.bitLength() < Long.SIZE ? (Long) integer.longValue() : null;
    }

    /** The number that a value is, or that a string contains; null for NaN, infinities and everything else. */
    static @Nullable BigDecimal number(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (!(value instanceof Number || value instanceof String)) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(value.toString().strip());
            return (long) number.precision() - number.scale() <= MOST_DIGITS && number.scale() <= MOST_DIGITS * 4
                    ? number
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Double real(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1.0 : 0.0;
        }
        try {
            return value instanceof String text ? Double.valueOf(text.strip()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Float single(Object value) {
        if (value instanceof Float single) {
            return single;
        }
        Double real = real(value);
        if (real == null) {
            return null;
        }
        float single = real.floatValue();
        return Float.isInfinite(single) && !Double.isInfinite(real) ? null : (Float) single;
    }

    static @Nullable BigDecimal decimal(Object value, FeatureType type) {
        BigDecimal number = number(value);
        if (number == null) {
            return null;
        }
        if (number.signum() == 0) {
            return FeatureValue.scaled(BigDecimal.ZERO, type.scale());
        }
        boolean large = (long) number.precision() - number.scale() > type.precision() - type.scale();
        boolean fine =
                number.scale() > type.scale() && number.stripTrailingZeros().scale() > type.scale();
        return large || fine ? null : FeatureValue.scaled(number, type.scale());
    }

    static String text(Object value) {
        return value instanceof BigDecimal decimal
                ? decimal.toPlainString()
                : value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
    }

    static @Nullable Boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            return real == 1 ? Boolean.TRUE : real == 0 ? Boolean.FALSE : null;
        }
        return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> null;
        };
    }

    /** A timestamp in another type. */
    static Object of(long micros, Scalar type) {
        return switch (type) {
            case INT, LONG -> Math.floorDiv(micros, 1_000_000L);
            case STRING, BYTES -> Micros.instant(micros).toString();
            case BOOLEAN, FLOAT, DOUBLE, DECIMAL, TIMESTAMP -> BigDecimal.valueOf(micros, 6);
        };
    }

    /** Microseconds of a timestamp that is seconds since the epoch or ISO-8601; without a zone it is in UTC. */
    static @Nullable Long micros(Object value) {
        if (value instanceof String text) {
            return IsoInstant.micros(text.strip());
        }
        if (value instanceof Boolean) {
            return null;
        }
        BigDecimal seconds = number(value);
        return seconds == null ? null : exact(seconds.movePointRight(6).setScale(0, RoundingMode.FLOOR));
    }
}
