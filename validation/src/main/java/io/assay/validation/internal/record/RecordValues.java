package io.assay.validation.internal.record;

import java.io.Serializable;

/** Turns the values of records into JSON objects; sent to the tasks that read them. */
interface RecordValues extends Serializable {
    /** The value as one JSON object in UTF-8. */
    byte[] json(byte[] value) throws UnreadableValueException;

    /** A value that is no record; the message says why. */
    final class UnreadableValueException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableValueException(String why) {
            super(why);
        }

        UnreadableValueException(String why, Throwable cause) {
            super(why, cause);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}
