package io.assay.service.online;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of JSON bytes. Most of what goes in is encoded already and only copied. */
final class JsonBuffer {
    private byte[] bytes;
    private int size;

    JsonBuffer(int expected) {
        bytes = new byte[expected];
    }

    JsonBuffer raw(byte[] encoded) {
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
        return this;
    }

    JsonBuffer raw(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    JsonBuffer raw(String ascii) {
        return raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** A JSON string, quoted and escaped. */
    JsonBuffer string(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        return raw(quoted.append('"').toString().getBytes(StandardCharsets.UTF_8));
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    int size() {
        return size;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /** A text as a JSON string by itself. */
    static byte[] encoded(String text) {
        JsonBuffer buffer = new JsonBuffer(text.length() + 8).string(text);
        return Arrays.copyOf(buffer.bytes, buffer.size);
    }
}
