package io.assay.validation.metric;

import java.util.Arrays;

/** A metric's mergeable state in our binary form: self-describing, versioned by its first byte. */
public final class MetricState {
    private final byte[] bytes;

    private MetricState(byte[] bytes) {
        this.bytes = bytes;
    }

    public static MetricState of(byte[] bytes) {
        return new MetricState(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MetricState that && Arrays.equals(bytes, that.bytes);
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
