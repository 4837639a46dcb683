package io.assay.jobs.failure;

/** The command was used wrongly: exit code 2. */
public final class UsageException extends JobException {
    public UsageException(String where, String what, String fix) {
        super(where, what, fix, null);
    }

    public UsageException(String where, String what, String fix, Throwable cause) {
        super(where, what, fix, cause);
    }
}
