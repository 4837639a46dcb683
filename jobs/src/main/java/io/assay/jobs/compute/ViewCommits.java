package io.assay.jobs.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.commit.PendingRecord;
import io.assay.jobs.commit.RunCommit;
import io.assay.jobs.features.FeatureRun;
import io.assay.jobs.features.StagedRows;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.jobs.run.RunEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The commits of one computation, one for each view with something new. Before each of them what is to be reported of
 * all views so far is kept, for the run that recovers this one if its process dies.
 */
final class ViewCommits {
    private final RunEnvironment environment;
    private final FeatureRun run;
    private final PublishProgress progress;
    private final RunCommit commit;
    private Optional<PendingRecord> committed = Optional.empty();

    ViewCommits(RunEnvironment environment, FeatureRun run, PublishProgress progress) {
        this.environment = environment;
        this.run = run;
        this.progress = progress;
        this.commit = run.commit(progress);
    }

    /** Commits the rows of the view that comes after those of {@code earlier}. */
    void commit(List<ViewResult> earlier, ViewResult view, StagedRows rows) {
        progress.reached(PublishStep.WRITTEN);
        List<ViewResult> results = new ArrayList<>(earlier);
        results.add(view);
        PendingRecord record =
                ending(results, ComputeDocument.of(run.identity(), environment.now(), results, List.of()));
        commit.keep(record.after(committed));
        rows.commit();
        progress.reached(PublishStep.PUBLISHED);
        committed = Optional.of(record);
    }

    /** All views are done: sends COMPLETE and writes the log. */
    void report(List<ViewResult> results, ObjectNode document) {
        commit.report(ending(results, document));
    }

    private PendingRecord ending(List<ViewResult> results, ObjectNode document) {
        return run.ending(ComputeDocument.status(results), document, ComputeLineage.result(environment, results));
    }
}
