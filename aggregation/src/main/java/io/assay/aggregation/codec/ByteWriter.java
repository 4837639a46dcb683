package io.assay.aggregation.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes values one after the other: LEB128 counts, zigzag integers, big-endian IEEE numbers, length-prefixed blocks.
 * Written by hand because these bytes are merged and copied on the path of a request: Protocol Buffers and Avro would
 * build an object for each.
 */
public final class ByteWriter {
    private byte[] bytes;
    private int size;

    public ByteWriter(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    /** One byte. */
    public void raw(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Bytes as they are, without their length. */
    public void raw(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** A number that is mostly small and not negative. */
    public void count(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    public void signed(long value) {
        count((value << 1) ^ (value >> 63));
    }

    /** Eight bytes. */
    public void fixed(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    public void real(double value) {
        fixed(Double.doubleToLongBits(value));
    }

    public void block(byte[] block) {
        count(block.length);
        raw(block, 0, block.length);
    }

    public void text(String text) {
        block(text.getBytes(StandardCharsets.UTF_8));
    }

    public void integer(BigInteger value) {
        block(value.toByteArray());
    }

    public void decimal(BigDecimal value) {
        signed(value.scale());
        integer(value.unscaledValue());
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
