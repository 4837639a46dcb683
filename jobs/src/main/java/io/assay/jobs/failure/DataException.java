package io.assay.jobs.failure;

/** The data or the definitions are wrong: exit code 1. */
public final class DataException extends JobException {
    public DataException(String where, String what, String fix) {
        super(where, what, fix, null);
    }

    public DataException(String where, String what, String fix, Throwable cause) {
        super(where, what, fix, cause);
    }
}
