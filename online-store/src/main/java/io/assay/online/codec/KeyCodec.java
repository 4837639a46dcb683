package io.assay.online.codec;

import io.assay.aggregation.time.Micros;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key as bytes: its parts one after the other, each in its entity's type, so that equal keys have equal bytes however
 * they were written. No two different keys share bytes.
 */
public final class KeyCodec {
    private final List<String> names;
    private final Scalar[] types;

    public KeyCodec(Map<String, FeatureType> joinKeys) {
        this.names = List.copyOf(joinKeys.keySet());
        this.types = joinKeys.values().stream().map(FeatureType::scalar).toArray(Scalar[]::new);
    }

    /** Names of the parts, in order. */
    public List<String> names() {
        return names;
    }

    /** The key's bytes; null if a part is null or cannot be cast to its type. */
    public byte @Nullable [] encode(@Nullable Object[] key) {
        if (key.length != types.length) {
            throw new IllegalArgumentException("a key of %d parts was expected: %s".formatted(types.length, names));
        }
        Packer out = new Packer(32);
        for (int i = 0; i < types.length; i++) {
            Object part = key[i];
            Object cast = part == null ? null : cast(part, types[i]);
            if (cast == null) {
                return null;
            }
            write(out, cast);
        }
        return out.bytes();
    }

    private static void write(Packer out, Object value) {
        if (value instanceof String text) {
            out.text(text);
        } else if (value instanceof Long whole) {
            out.fixed(whole);
        } else if (value instanceof Double real) {
            out.fixed(Double.doubleToLongBits(real + 0.0));
        } else if (value instanceof Boolean truth) {
            out.raw(truth ? 1 : 0);
        } else {
            out.block((byte[]) value);
        }
    }

    /** As Spark casts; null where it cannot. Whole numbers come as {@link Long}, floating ones as {@link Double}. */
    private static @Nullable Object cast(Object value, Scalar type) {
        return switch (type) {
            case STRING -> text(value);
            case LONG -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case INT -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case DOUBLE -> real(value);
            case FLOAT -> {
                Double real = real(value);
                yield real == null ? null : (Object) (double) real.floatValue();
            }
            case BOOLEAN -> truth(value);
            case TIMESTAMP -> instant(value);
            case BYTES -> bytes(value);
        };
    }

    private static @Nullable String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
    }

    private static @Nullable Long whole(Object value, long least, long most) {
        if (value instanceof Long || value instanceof Integer) {
            long whole = ((Number) value).longValue();
            return whole >= least && whole <= most ? whole : null;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        try {
            Long whole = cut(new BigDecimal(value.toString().strip()));
            return whole != null && whole >= least && whole <= most ? whole : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The number without what is behind its point; null beyond a long. */
    private static @Nullable Long cut(BigDecimal number) {
        boolean fits = (long) number.precision() - number.scale() <= 19 && number.scale() < 10_000;
        BigInteger whole = fits ? number.toBigInteger() : BigInteger.ONE.shiftLeft(Long.SIZE);
        return whole.bitLength() < Long.SIZE ? (Long) whole.longValue() : null;
    }

    private static @Nullable Double real(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.valueOf(value.toString().strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> null;
        };
    }

    /** An instant of ISO-8601, or a number of seconds since the epoch, as microseconds. */
    private static @Nullable Long instant(Object value) {
        if (value instanceof Stored stored) {
            return stored.micros();
        }
        try {
            if (value instanceof Number number) {
                return cut(new BigDecimal(number.toString()).movePointRight(6));
            }
            return Micros.of(Instant.parse(value.toString()));
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static byte @Nullable [] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        try {
            return Base64.getDecoder().decode(value.toString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The key's bytes from a table's values, where a timestamp is a number of microseconds. */
    public byte @Nullable [] encodeStored(@Nullable Object[] key) {
        for (int i = 0; i < types.length; i++) {
            if (types[i] == Scalar.TIMESTAMP && key[i] instanceof Long micros) {
                key[i] = new Stored(micros);
            }
        }
        return encode(key);
    }

    /** A timestamp as tables hold it. */
    private record Stored(long micros) {}
}
