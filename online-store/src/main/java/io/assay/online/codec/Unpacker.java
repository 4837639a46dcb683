package io.assay.online.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link Packer} wrote. */
public final class Unpacker {
    private final byte[] bytes;
    private int at;

    public Unpacker(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean hasMore() {
        return at < bytes.length;
    }

    /** Where the next part begins. */
    public int at() {
        return at;
    }

    public int raw() {
        return bytes[at++] & 0xFF;
    }

    public long count() {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = raw();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while ((next & 0x80) != 0);
        return value;
    }

    public int size() {
        return Math.toIntExact(count());
    }

    public long signed() {
        long value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    public byte[] block() {
        int length = size();
        byte[] block = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return block;
    }

    public String text() {
        int length = size();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    public void skip(int length) {
        at += length;
    }
}
