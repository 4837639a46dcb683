package io.assay.jobs.publication;

/** Called after each step of a run. */
@FunctionalInterface
public interface PublishProgress {
    void reached(PublishStep step);

    /** Does nothing. */
    static PublishProgress none() {
        return step -> {};
    }
}
