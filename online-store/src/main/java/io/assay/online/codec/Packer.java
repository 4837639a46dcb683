package io.assay.online.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a row's parts one after the other: LEB128 counts, zigzag whole numbers, length-prefixed blocks. */
public final class Packer {
    private byte[] bytes;
    private int size;

    public Packer(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    public void raw(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

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

    public void fixed(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    public void block(byte[] block) {
        block(block, 0, block.length);
    }

    public void block(byte[] from, int offset, int length) {
        count(length);
        raw(from, offset, length);
    }

    public void text(String text) {
        block(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes as they are, without their length. */
    public void raw(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
