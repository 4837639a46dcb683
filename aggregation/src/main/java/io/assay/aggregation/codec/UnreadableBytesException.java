package io.assay.aggregation.codec;

/** Bytes that end too early, or that a {@link ByteWriter} did not write. */
public final class UnreadableBytesException extends RuntimeException {
    public UnreadableBytesException(String what) {
        super(what);
    }
}
