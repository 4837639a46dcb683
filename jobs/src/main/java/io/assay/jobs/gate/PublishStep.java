package io.assay.jobs.gate;

/**
 * What a batch has behind it, in this order. Before {@link #PUBLISHED} a rerun starts over; after it, it ends the rest.
 */
public enum PublishStep {
    /** Its files lie in the tables' folders; no snapshot names them. */
    WRITTEN(PublishStep.NOTHING),
    /** What is quarantined stands on a branch of the quarantine table. */
    QUARANTINE_STAGED(PublishStep.NOTHING),
    /** What passed stands on a branch of the dataset. */
    STAGED(PublishStep.NOTHING),
    /** Counts and rules about the whole were held against the branch, and the log entry is ready. */
    AUDITED(PublishStep.PUBLISHING),
    /** The quarantine table's main shows it. */
    QUARANTINE_PUBLISHED(PublishStep.PUBLISHING),
    /** The dataset's main shows it: the commit point. */
    PUBLISHED("the batch is published; run it again for what comes after that"),
    /** Lineage says so. */
    LINEAGE_EMITTED("the batch is published; run it again for what comes after that"),
    /** The log says so. */
    LOGGED("the batch is published");

    /** How things stand before the first step. */
    static final String NOTHING = "the batch was not published; run it again";

    private static final String PUBLISHING = "the batch was about to be published; run it again, it is published once";

    private final String standing;

    PublishStep(String standing) {
        this.standing = standing;
    }

    /** How things stand if the process ends between this step and the next. */
    String describe() {
        return standing;
    }
}
