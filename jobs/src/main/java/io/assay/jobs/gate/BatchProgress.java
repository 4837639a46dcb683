package io.assay.jobs.gate;

import io.assay.jobs.cli.ShutdownHandler;

/** Hears how far a batch is. */
@FunctionalInterface
public interface BatchProgress {
    void reached(PublishStep step);

    /** The same, and {@code stop} knows how things stand. */
    default BatchProgress toldTo(ShutdownHandler stop) {
        return step -> {
            stop.describe(step.describe());
            reached(step);
        };
    }

    /** Hears nothing. */
    static BatchProgress none() {
        return step -> {};
    }
}
