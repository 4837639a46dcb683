package io.assay.validation.internal.text;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The texts that a source uses for null. */
public final class NullValues implements Serializable {
    private static final long serialVersionUID = 1;
    private final byte[][] words;

    public NullValues(List<String> words) {
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    public boolean contain(byte[] bytes, int offset, int length) {
        for (byte[] word : words) {
            if (word.length == length && Arrays.equals(word, 0, length, bytes, offset, offset + length)) {
                return true;
            }
        }
        return false;
    }

    public boolean contain(String text) {
        if (words.length == 0) {
            return false;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return contain(bytes, 0, bytes.length);
    }
}
