package io.assay.aggregation.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote; whatever does not fit is an {@link UnreadableBytesException}. */
public final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public ByteReader(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || length > bytes.length - offset) {
            throw new UnreadableBytesException(
                    "%d bytes from %d on reach over the end at %d".formatted(length, offset, bytes.length));
        }
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    public boolean hasMore() {
        return at < end;
    }

    /** Where the next value begins. */
    public int at() {
        return at;
    }

    public int raw() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public long count() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = raw();
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new UnreadableBytesException("a number has more than ten bytes");
    }

    /** A count that is an {@code int} and not negative. */
    public int smallCount() {
        long value = count();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new UnreadableBytesException("a number is too large: " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    /** A count of values that follow, each of one byte or more. */
    public int size() {
        long size = count();
        if (size < 0 || size > end - at) {
            throw new UnreadableBytesException(
                    "a part of %s bytes reaches over the end".formatted(Long.toUnsignedString(size)));
        }
        return (int) size;
    }

    public long signed() {
        long value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    public long fixed() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[at++] & 0xFF);
        }
        return value;
    }

    public double real() {
        return Double.longBitsToDouble(fixed());
    }

    public byte[] block() {
        int size = size();
        byte[] block = Arrays.copyOfRange(bytes, at, at + size);
        at += size;
        return block;
    }

    public String text() {
        int size = size();
        String text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }

    public void skip(int length) {
        need(length);
        at += length;
    }

    public BigInteger integer() {
        byte[] block = block();
        if (block.length == 0) {
            throw new UnreadableBytesException("an integer has no bytes");
        }
        return new BigInteger(block);
    }

    public BigDecimal decimal() {
        long scale = signed();
        if (scale != (int) scale) {
            throw new UnreadableBytesException("a decimal has the scale " + scale);
        }
        return new BigDecimal(integer(), (int) scale);
    }

    /**
     * Checks that all bytes have been read.
     *
     * @throws UnreadableBytesException if there are more
     */
    public void finish() {
        if (at != end) {
            throw new UnreadableBytesException("%d bytes are left over".formatted(end - at));
        }
    }

    private void need(int more) {
        if (more < 0 || end - at < more) {
            throw new UnreadableBytesException("it ends too early");
        }
    }
}
