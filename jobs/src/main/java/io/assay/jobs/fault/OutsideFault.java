package io.assay.jobs.fault;

/** Something outside failed (storage, broker, database, another writer): exit code 3, worth a retry. */
public final class OutsideFault extends JobFault {
    public OutsideFault(String where, String what, String fix) {
        super(where, what, fix, null);
    }

    public OutsideFault(String where, String what, String fix, Throwable cause) {
        super(where, what, fix, cause);
    }
}
