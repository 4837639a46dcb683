package io.assay.aggregation.state;

import io.assay.aggregation.codec.UnreadableBytesException;

/** Bytes that this version cannot read as a state. */
public final class UnreadableStateException extends RuntimeException {
    UnreadableStateException(String what) {
        super(message(what));
    }

    UnreadableStateException(UnreadableBytesException cause) {
        super(message(String.valueOf(cause.getMessage())), cause);
    }

    private static String message(String what) {
        return "state: " + what
                + "; the feature log was written by a newer version or is damaged: upgrade, or compute the"
                + " view again";
    }
}
