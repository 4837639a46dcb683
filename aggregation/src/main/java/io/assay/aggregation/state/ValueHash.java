package io.assay.aggregation.state;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.datasketches.hash.MurmurHash3;

/** 64 bits that distinguish a value from others of its type: well mixed, so that they hash and sketch evenly. */
final class ValueHash {
    /** For the empty string, which the library does not accept. */
    private static final long EMPTY = 0x9E3779B97F4A7C15L;

    private ValueHash() {}

    static long of(ValueType type, Object kept) {
        return switch (type) {
            case BOOLEAN -> mix((Boolean) kept ? 1 : 0);
            case INTEGER, TIMESTAMP -> mix((Long) kept);
            case FLOATING_POINT -> mix(Double.doubleToLongBits((Double) kept + 0.0));
            case DECIMAL ->
                hash(((BigDecimal) kept).stripTrailingZeros().toString().getBytes(StandardCharsets.UTF_8));
            case STRING -> hash(((String) kept).getBytes(StandardCharsets.UTF_8));
            case BYTES -> hash((byte[]) kept);
        };
    }

    /** A bijection (the finalizer of MurmurHash3), so different numbers stay different. */
    private static long mix(long value) {
        long x = value;
        x = (x ^ (x >>> 33)) * 0xff51afd7ed558ccdL;
        x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return x ^ (x >>> 33);
    }

    private static long hash(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : MurmurHash3.hash(bytes, 0)[0];
    }
}
