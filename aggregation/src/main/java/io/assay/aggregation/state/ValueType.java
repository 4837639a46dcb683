package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.aggregation.time.Micros;
import io.assay.aggregation.value.FeatureValue;
import io.assay.definition.feature.FeatureType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a state aggregates. Widths are folded together, so that a column that grew from int to long, or from float to
 * double, still merges with what was written before.
 *
 * <p>In Java: {@link Boolean}; {@link Long} for integers; {@link Double} for floating point; {@link BigDecimal};
 * {@link String}; {@code byte[]}; timestamps are {@link Long}, microseconds since the epoch.
 */
public enum ValueType {
    BOOLEAN(1),
    INTEGER(2),
    FLOATING_POINT(3),
    DECIMAL(4),
    STRING(5),
    BYTES(6),
    TIMESTAMP(7);

    private final byte code;

    ValueType(int code) {
        this.code = (byte) code;
    }

    /** The kind of a column or feature of this scalar type. */
    public static ValueType of(FeatureType.Scalar scalar) {
        return switch (scalar) {
            case BOOLEAN -> BOOLEAN;
            case INT, LONG -> INTEGER;
            case FLOAT, DOUBLE -> FLOATING_POINT;
            case DECIMAL -> DECIMAL;
            case STRING -> STRING;
            case BYTES -> BYTES;
            case TIMESTAMP -> TIMESTAMP;
        };
    }

    /** What a {@link Long} of this type is. */
    public FeatureValue.LongMeaning longMeaning() {
        return this == TIMESTAMP ? FeatureValue.LongMeaning.TIMESTAMP : FeatureValue.LongMeaning.NUMBER;
    }

    public boolean isNumber() {
        return this == INTEGER || this == FLOATING_POINT || this == DECIMAL;
    }

    byte code() {
        return code;
    }

    static ValueType ofCode(int code) {
        for (ValueType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new UnreadableStateException("value type %d is unknown".formatted(code));
    }

    /** The value in the form this type keeps; numbers may come in any width, timestamps as {@link Instant} too. */
    Object keep(Object value) {
        return switch (this) {
            case INTEGER -> value instanceof Long ? value : (Object) ((Number) value).longValue();
            case FLOATING_POINT -> value instanceof Double ? value : (Object) ((Number) value).doubleValue();
            case TIMESTAMP ->
                value instanceof Instant instant ? (Object) Micros.of(instant) : (Object) ((Number) value).longValue();
            case DECIMAL -> value instanceof BigDecimal ? value : new BigDecimal(value.toString());
            case BOOLEAN -> (Boolean) value;
            case STRING -> value.toString();
            case BYTES -> ((byte[]) value).clone();
        };
    }

    /**
     * Total order of kept values: NaN is greatest and -0.0 below 0.0; texts by code point, bytes unsigned, false below
     * true.
     */
    int compare(Object a, Object b) {
        return switch (this) {
            case INTEGER, TIMESTAMP -> Long.compare((Long) a, (Long) b);
            case FLOATING_POINT -> Double.compare((Double) a, (Double) b);
            case DECIMAL -> ((BigDecimal) a).compareTo((BigDecimal) b);
            case BOOLEAN -> Boolean.compare((Boolean) a, (Boolean) b);
            case STRING -> compareCodePoints((String) a, (String) b);
            case BYTES -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
        };
    }

    private static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothSurrogates = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothSurrogates ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    void write(ByteWriter out, Object value) {
        switch (this) {
            case BOOLEAN -> out.raw((Boolean) value ? 1 : 0);
            case INTEGER, TIMESTAMP -> out.signed((Long) value);
            case FLOATING_POINT -> out.real((Double) value);
            case DECIMAL -> out.decimal((BigDecimal) value);
            case STRING -> out.text((String) value);
            case BYTES -> out.block((byte[]) value);
        }
    }

    Object read(ByteReader in) {
        return switch (this) {
            case BOOLEAN -> in.raw() != 0;
            case INTEGER, TIMESTAMP -> in.signed();
            case FLOATING_POINT -> in.real();
            case DECIMAL -> in.decimal();
            case STRING -> in.text();
            case BYTES -> in.block();
        };
    }
}
