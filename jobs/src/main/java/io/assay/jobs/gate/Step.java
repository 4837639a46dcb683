package io.assay.jobs.gate;

/**
 * What a batch has behind it, in this order. Before {@link #PUBLISHED} a rerun starts over; after it, it ends the rest.
 */
public enum Step {
    /** Its files lie in the tables' folders; no snapshot names them. */
    WRITTEN,
    /** What is quarantined stands on a branch of the quarantine table. */
    QUARANTINE_STAGED,
    /** What passed stands on a branch of the dataset. */
    STAGED,
    /** Counts and rules about the whole were held against the branch, and the log entry is ready. */
    AUDITED,
    /** The quarantine table's main shows it. */
    QUARANTINE_PUBLISHED,
    /** The dataset's main shows it: the commit point. */
    PUBLISHED,
    /** Lineage says so. */
    TOLD,
    /** The log says so. */
    LOGGED
}
