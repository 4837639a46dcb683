package io.assay.aggregation.state;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a state's binary form: LEB128 counts, zigzag whole numbers, big-endian IEEE numbers, length-prefixed blocks.
 */
final class StateWriter {
    private byte[] bytes = new byte[32];
    private int size;

    void raw(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void count(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void signed(long value) {
        count((value << 1) ^ (value >> 63));
    }

    void fixed(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void real(double value) {
        fixed(Double.doubleToLongBits(value));
    }

    void block(byte[] block) {
        count(block.length);
        room(block.length);
        System.arraycopy(block, 0, bytes, size, block.length);
        size += block.length;
    }

    void text(String text) {
        block(text.getBytes(StandardCharsets.UTF_8));
    }

    void whole(BigInteger value) {
        block(value.toByteArray());
    }

    void decimal(BigDecimal value) {
        signed(value.scale());
        whole(value.unscaledValue());
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
