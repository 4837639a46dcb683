package io.assay.jobs.gate;

/** What a run requires of a batch beyond its contract. */
public enum IngestOption {
    /** Validate and count, write nothing. */
    DRY_RUN,
    /** One quarantined row holds the batch. */
    HOLD_ON_QUARANTINE,
    /** Add to what is published, also where the contract says {@code replace}. */
    APPEND,
    /**
     * It is a micro-batch of a stream: its log entry is left among the pending records, and its files, of few rows, are
     * written as such until {@code maintain} compacts them.
     */
    MICRO_BATCH
}
