package io.assay.jobs.gate;

/** What is asked of a batch beyond its contract. */
public enum IngestOption {
    /** Judge and count, write nothing. */
    DRY_RUN,
    /** One quarantined row holds the batch. */
    HOLD_ON_QUARANTINE,
    /** Publish it though it would be held. */
    LET_THROUGH,
    /** Beside what is published, also where the contract says {@code replace}. */
    BESIDE,
    /** Leave the log entry where {@link PendingRecords} keeps it. */
    LOG_LATER
}
