package io.assay.jobs.gate;

import io.assay.jobs.cli.Stop;

/** Hears how far a batch is. */
@FunctionalInterface
public interface Progress {
    void reached(Step step);

    /** The same, and {@code stop} knows how things stand. */
    default Progress toldTo(Stop stop) {
        return step -> {
            stop.standing(step.standing());
            reached(step);
        };
    }

    /** Hears nothing. */
    static Progress none() {
        return step -> {};
    }
}
