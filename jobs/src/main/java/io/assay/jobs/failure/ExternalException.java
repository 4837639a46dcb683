package io.assay.jobs.failure;

/** Something outside failed (storage, broker, database, another writer): exit code 3, worth a retry. */
public final class ExternalException extends JobException {
    public ExternalException(String where, String what, String fix) {
        super(where, what, fix, null);
    }

    public ExternalException(String where, String what, String fix, Throwable cause) {
        super(where, what, fix, cause);
    }
}
