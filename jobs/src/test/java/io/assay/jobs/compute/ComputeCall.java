package io.assay.jobs.compute;

import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.run.RunEnvironment;
import java.time.Instant;
import java.util.List;

/** A computation of all views whose steps a test watches. */
public final class ComputeCall {
    private ComputeCall() {}

    public static void run(RunEnvironment environment, PublishProgress progress) {
        new Computation(environment, progress).run(List.of(), Instant.MAX);
    }
}
