package io.assay.jobs.publication;

/**
 * What a run has done, in this order. Before {@link #PUBLISHED} a rerun starts over; after it, it does only what is
 * missing. A computation has no quarantine, and publishes one view after the other.
 */
public enum PublishStep {
    /** Its data files are in the tables' folders; no snapshot names them. */
    WRITTEN(PublishStep.NOTHING),
    /** The quarantined rows are on a branch of the quarantine table. */
    QUARANTINE_STAGED(PublishStep.NOTHING),
    /** The rows that passed are on a branch of the dataset. */
    STAGED(PublishStep.NOTHING),
    /** Dataset rules and the counts of the branches were checked, and the log entry is ready. */
    AUDITED(PublishStep.PUBLISHING),
    /** The quarantined rows are on the quarantine table's main branch. */
    QUARANTINE_PUBLISHED(PublishStep.PUBLISHING),
    /** The rows are on the dataset's main branch: the commit point. */
    PUBLISHED("the batch is published; run it again to complete its log entry"),
    /** The COMPLETE event was sent. */
    LINEAGE_EMITTED("the batch is published; run it again to complete its log entry"),
    /** The run is in the log. */
    LOGGED("the batch is published");

    /** The state before the first step. */
    public static final String NOTHING = "the batch was not published; run it again";

    private static final String PUBLISHING = "the batch was about to be published; run it again, it is published once";

    private final String description;

    PublishStep(String description) {
        this.description = description;
    }

    /** What is true if the process ends between this step and the next. */
    public String description() {
        return description;
    }
}
