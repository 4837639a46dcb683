package io.assay.jobs.fault;

/** The command was used wrongly: exit code 2. */
public final class UsageFault extends JobFault {
    public UsageFault(String where, String what, String fix) {
        super(where, what, fix, null);
    }

    public UsageFault(String where, String what, String fix, Throwable cause) {
        super(where, what, fix, cause);
    }
}
