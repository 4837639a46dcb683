package io.assay.jobs.gate;

/** Hears how far a batch is. */
@FunctionalInterface
public interface Progress {
    void reached(Step step);

    /** Hears nothing. */
    static Progress none() {
        return step -> {};
    }
}
