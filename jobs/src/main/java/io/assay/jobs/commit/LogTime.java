package io.assay.jobs.commit;

/** When a run gets its entry in the log. */
public enum LogTime {
    /** As soon as it has committed. */
    NOW,
    /** Later, together with others of its stream; until then the entry is in {@link PendingRecords}. */
    LATER
}
