package io.assay.jobs.failure;

import org.jspecify.annotations.Nullable;

/** A failure that the user can understand and fix; printed as {@code where: what; fix}, without a stack trace. */
public abstract sealed class JobException extends RuntimeException
        permits DataException, UsageException, ExternalException {
    private final String where;
    private final String what;
    private final String fix;

    JobException(String where, String what, String fix, @Nullable Throwable cause) {
        super("%s: %s; %s".formatted(where, what, fix), cause);
        this.where = where;
        this.what = what;
        this.fix = fix;
    }

    public final String where() {
        return where;
    }

    public final String what() {
        return what;
    }

    public final String fix() {
        return fix;
    }
}
