package io.assay.validation.metric;

import java.util.Arrays;

/** A metric's mergeable state in our binary form: self-describing, versioned by its first byte. */
public final class State {
    private final byte[] bytes;

    private State(byte[] bytes) {
        this.bytes = bytes;
    }

    public static State of(byte[] bytes) {
        return new State(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
