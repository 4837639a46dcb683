package io.assay.jobs.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.feature.FeatureView;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.compute.ViewResult.Status;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.features.FeatureRun;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.RunLease;
import io.assay.jobs.record.DefinitionLog;
import io.assay.jobs.run.RunEnvironment;
import io.assay.warehouse.definition.DefinitionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;

/**
 * One call of {@code compute}: views one after the other, then the definitions that readers use from now on, then the
 * log.
 */
final class Computation {
    private static final int TRIES = 5;

    /** What is true whenever the process ends. */
    private static final String STATE = "views that were computed stay; run it again for the others";

    private final RunEnvironment environment;
    private final PublishProgress progress;
    private final ComputeRecovery recovery;

    Computation(RunEnvironment environment, PublishProgress progress) {
        this.environment = environment;
        this.progress = progress;
        this.recovery = new ComputeRecovery(environment, progress);
    }

    @SuppressWarnings("try") // the lease is only held
    JobResult run(List<String> names, Instant until) {
        Collection<FeatureView> views = ChosenViews.of(environment.project(), names);
        environment.monitor().describe(STATE);
        FeatureRun run = FeatureRun.start(environment, "compute", names, ComputeLineage.inputs(environment, views));
        List<ViewResult> results = new ArrayList<>();
        ViewCommits commits = new ViewCommits(environment, run, progress);
        try (RunLease lease = lease(run)) {
            compute(run, views, until, results, commits);
            List<DefinitionRecord> retired = takeOver(run, results);
            ObjectNode document = ComputeDocument.of(run.identity(), environment.now(), results, retired);
            commits.report(results, document);
            return JobResult.done(document, summary(run, results, retired));
        }
    }

    /** The lease, once what dead computations left is completed. */
    private RunLease lease(FeatureRun run) {
        try {
            RunLease lease = recovery.lease(run);
            try {
                recovery.recover(lease);
                return lease;
            } catch (Throwable e) { // Spark throws what it does not declare
                lease.close();
                throw e;
            }
        } catch (Throwable e) { // Spark throws what it does not declare
            failed(run, List.of(), e);
            throw e;
        }
    }

    private void compute(
            FeatureRun run,
            Collection<FeatureView> views,
            Instant until,
            List<ViewResult> results,
            ViewCommits commits) {
        try {
            for (FeatureView view : views) {
                environment.monitor().describe(STATE);
                environment
                        .monitor()
                        .progress("computing %s (%d of %d)".formatted(view.name(), results.size() + 1, views.size()));
                ViewResult result =
                        computed(view, run.id(), until, (planned, rows) -> commits.commit(results, planned, rows));
                results.add(result);
            }
            checkAnyData(results);
            environment.monitor().reports();
        } catch (Throwable e) { // Spark throws what it does not declare
            failed(run, results, e);
            throw e;
        }
    }

    /** What was computed before is valid, and is reported; what fails on the way does not hide the cause. */
    private void failed(FeatureRun run, List<ViewResult> results, Throwable cause) {
        environment.monitor().reports();
        results.forEach(result -> environment.monitor().progress(result.line()));
        try {
            takeOver(run, results);
        } catch (RuntimeException alsoWrong) {
            cause.addSuppressed(alsoWrong);
        }
        run.failed(ComputeLineage.result(environment, results), cause);
    }

    /** Another computation of the same view may have been faster: then what is left to do is determined again. */
    private ViewResult computed(FeatureView view, String run, Instant until, ViewComputation.Commit commit) {
        for (int attempt = 1; ; attempt++) {
            try {
                return new ViewComputation(environment, view, run, until).run(commit);
            } catch (RuntimeException e) {
                if (attempt == TRIES || !(e instanceof DeltaConcurrentModificationException)) {
                    throw e;
                }
                environment
                        .monitor()
                        .progress("%s: another computation was faster; looking again".formatted(view.name()));
            }
        }
    }

    private static void checkAnyData(List<ViewResult> results) {
        if (results.stream().allMatch(result -> result.status() == Status.NO_DATA)) {
            String datasets = results.stream()
                    .map(result -> "datasets." + result.view().source().dataset())
                    .distinct()
                    .collect(Collectors.joining(", "));
            throw new DataException(
                    datasets, "nothing has been published yet", "run 'assay ingest DATASET --input PATH' first");
        }
    }

    /** Writes which definitions readers are to use from now on; the rows that retire one. */
    private List<DefinitionRecord> takeOver(FeatureRun run, List<ViewResult> results) {
        List<DefinitionRecord> rows = ComputedDefinitions.of(environment.project(), results);
        return environment.definitions().publish(run.id(), environment.now(), rows, environment.project());
    }

    private static String summary(FeatureRun run, List<ViewResult> results, List<DefinitionRecord> retired) {
        return ComputeDocument.lines(results)
                + retired.stream()
                        .map(row -> "\n" + DefinitionLog.retirement(row))
                        .collect(Collectors.joining())
                + "\n%s in %.1f s".formatted(run.id(), run.seconds());
    }
}
