package io.assay.aggregation.state;

/** Bytes that are no state this version can read. */
public final class UnreadableStateException extends RuntimeException {
    UnreadableStateException(String what) {
        super("state: " + what
                + "; the feature log was written by a newer version or is damaged: upgrade, or compute the"
                + " view again");
    }
}
