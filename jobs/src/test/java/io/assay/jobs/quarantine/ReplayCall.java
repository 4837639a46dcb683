package io.assay.jobs.quarantine;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.run.RunEnvironment;
import java.util.List;
import java.util.Optional;

/** A replay of all open rows whose steps a test watches. */
public final class ReplayCall {
    private ReplayCall() {}

    public static void run(RunEnvironment environment, PublishProgress progress, String dataset) {
        new QuarantineReplay(environment, progress)
                .run(new DatasetName(dataset), Optional.empty(), Patch.of(List.of(), Optional.empty()), "test");
    }
}
