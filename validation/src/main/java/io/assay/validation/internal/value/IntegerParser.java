package io.assay.validation.internal.value;

/**
 * Digits with an optional sign, within the range of 8, 16, 32 or 64 bits; stored as int up to 32 bits. Zeros may follow
 * after a point: {@code 1.0} is what pandas writes where a column has nulls.
 */
final class IntegerParser implements ValueParser {
    private static final long serialVersionUID = 1;
    private final int bits;

    IntegerParser(int bits) {
        this.bits = bits;
    }

    @Override
    public Object parse(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = withoutZeros(bytes, offset, offset + length);
        boolean negative = length > 0 && bytes[at] == '-';
        if (negative || (length > 0 && bytes[at] == '+')) {
            at++;
        }
        if (at == end) {
            return Unparsed.FAULT;
        }
        long value = 0; // kept negative: the range reaches one further there
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                return Unparsed.FAULT;
            }
            value = value * 10 - digit;
            if (value > 0) {
                return Unparsed.FAULT;
            }
        }
        if (!negative && value == Long.MIN_VALUE) {
            return Unparsed.FAULT;
        }
        return ranged(negative ? value : -value);
    }

    /** The end without a point and zeros after it. */
    private static int withoutZeros(byte[] bytes, int offset, int end) {
        int at = end;
        while (at > offset && bytes[at - 1] == '0') {
            at--;
        }
        return at < end && at > offset && bytes[at - 1] == '.' ? at - 1 : end;
    }

    private Object ranged(long value) {
        if (bits == 64) {
            return value;
        }
        long limit = 1L << (bits - 1);
        return value < -limit || value >= limit ? Unparsed.FAULT : (Object) (int) value;
    }
}
