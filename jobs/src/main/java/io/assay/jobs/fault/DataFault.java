package io.assay.jobs.fault;

/** The data or the definitions are at fault: exit code 1. */
public final class DataFault extends JobFault {
    public DataFault(String where, String what, String fix) {
        super(where, what, fix, null);
    }

    public DataFault(String where, String what, String fix, Throwable cause) {
        super(where, what, fix, cause);
    }
}
