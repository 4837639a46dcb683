package io.assay.jobs.gate;

/** What a run requires of a batch beyond its contract. */
public enum IngestOption {
    /** Validate and count, write nothing. */
    DRY_RUN,
    /** One quarantined row holds the batch. */
    HOLD_ON_QUARANTINE,
    /** Add to what is published, also where the contract says {@code replace}. */
    APPEND,
    /** Leave the log entry among the pending records. */
    LOG_LATER
}
