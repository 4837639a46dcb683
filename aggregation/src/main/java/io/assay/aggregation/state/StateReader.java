package io.assay.aggregation.state;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link StateWriter} wrote; whatever does not fit is an {@link UnreadableStateException}. */
final class StateReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    StateReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    int raw() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    long count() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = raw();
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new UnreadableStateException("a number has more than ten bytes");
    }

    long signed() {
        long value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    int size() {
        long size = count();
        if (size < 0 || size > end - at) {
            throw new UnreadableStateException("a part of %d bytes reaches over the end".formatted(size));
        }
        return (int) size;
    }

    long fixed() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[at++] & 0xFF);
        }
        return value;
    }

    double real() {
        return Double.longBitsToDouble(fixed());
    }

    byte[] block() {
        int size = size();
        byte[] block = Arrays.copyOfRange(bytes, at, at + size);
        at += size;
        return block;
    }

    String text() {
        int size = size();
        String text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }

    BigInteger whole() {
        byte[] block = block();
        if (block.length == 0) {
            throw new UnreadableStateException("an integer has no bytes");
        }
        return new BigInteger(block);
    }

    BigDecimal decimal() {
        int scale = Math.toIntExact(signed());
        return new BigDecimal(whole(), scale);
    }

    void finish() {
        if (at != end) {
            throw new UnreadableStateException("%d bytes are left over".formatted(end - at));
        }
    }

    private void need(int more) {
        if (end - at < more) {
            throw new UnreadableStateException("it ends too early");
        }
    }
}
