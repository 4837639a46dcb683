package io.assay.jobs.gate;

import io.assay.definition.Fault;
import io.assay.definition.InvalidDefinitionException;
import io.assay.jobs.commit.RunCommit;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.novelty.NoveltyWatch;
import io.assay.jobs.publication.Backoff;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.jobs.publication.PublishedBatch;
import io.assay.jobs.publication.RunLease;
import io.assay.jobs.run.RunEnvironment;
import io.assay.validation.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes batches through the gate. Entry type of this package.
 *
 * <p>One process at a time works on a run. A batch whose run is on the dataset's main was published: only what is
 * missing after the commit point is done. Any other starts over, whatever an earlier process left behind. If another
 * run is published meanwhile, the batch is validated again on the new main, {@value #TRIES} times at most.
 */
public final class BatchRun {
    private static final int TRIES = 20;

    private final RunEnvironment environment;
    private final PublishProgress progress;
    private final NoveltyWatch watch;
    private final DatasetTables all;

    public BatchRun(RunEnvironment environment, PublishProgress progress) {
        this.environment = environment;
        this.all = new DatasetTables(environment.spark());
        this.watch = new NoveltyWatch(environment.warehouse().layout().log(), environment.hadoop());
        this.progress = step -> {
            environment.monitor().describe(step.description());
            progress.reached(step);
        };
    }

    /** Validates the batch and publishes it, holds it or rejects it; when it returns, the result is in the log. */
    public GateReport run(BatchRequest request, Batch batch) {
        Instant started = environment.now();
        environment.monitor().describe(PublishStep.NOTHING);
        GateTables tables = new GateTables(environment, all, request.dataset().name(), progress);
        if (request.has(IngestOption.DRY_RUN)) {
            GateLineage lineage = GateLineage.start(environment, request, started);
            return reported(request, started, lineage, tables, () -> {
                tables.dataset()
                        .ifPresent(table -> ContractGuard.unchanged(table, request.contract(), request.dataset()));
                try (BatchComparison comparison = comparison(request, started)) {
                    return new DryRun(environment, request, batch, tables, lineage, comparison).run(started);
                }
            });
        }
        try (RunLease lease = tables.lease(request.run(), started)) {
            tables.removeLeftOvers();
            Optional<PublishedBatch> published = tables.publication(request.run());
            if (published.isPresent()) {
                return alreadyPublished(request, started, published.get(), tables);
            }
            GateLineage lineage = GateLineage.start(environment, request, started);
            GateReport report;
            try {
                report = reported(
                        request,
                        started,
                        lineage,
                        tables,
                        () -> validated(request, batch, started, tables, lineage, lease));
            } catch (Throwable e) { // Spark throws what it does not declare
                tables.discardAfter(e, lease);
                throw e;
            }
            if (report.status() != GateReport.Status.PUBLISHED && report.status() != GateReport.Status.HELD) {
                tables.discard(lease);
            }
            return report;
        }
    }

    /** A batch that cannot even be read: it failed, and the log says so. */
    public GateReport refuse(BatchRequest request, DataException fault) {
        Instant started = environment.now();
        GateTables tables = new GateTables(environment, all, request.dataset().name(), progress);
        GateLineage lineage = GateLineage.start(environment, request, started);
        return reported(request, started, lineage, tables, () -> {
            throw fault;
        });
    }

    private interface Work {
        GateReport done();
    }

    /** Does the work; reports its end to lineage and the log in any case. */
    private GateReport reported(
            BatchRequest request, Instant started, GateLineage lineage, GateTables tables, Work work) {
        try {
            GateReport report = work.done();
            lineage.ended(report);
            return report;
        } catch (DataException fault) {
            return failed(
                    request,
                    started,
                    List.of(new Fault("", 0, fault.where(), fault.what(), fault.fix())),
                    lineage,
                    fault);
        } catch (InvalidDefinitionException fault) {
            return failed(request, started, fault.faults(), lineage, fault);
        } catch (Throwable e) { // Spark throws what it does not declare
            tables.reportFailure(request.run(), request.logTime(), e, cause -> {
                lineage.fail(cause);
                log(request, FailedBatch.report(request, started, cause, environment.now()));
            });
            throw e;
        }
    }

    private GateReport validated(
            BatchRequest request,
            Batch batch,
            Instant started,
            GateTables tables,
            GateLineage lineage,
            RunLease lease) {
        boolean contractKnown = tables.dataset()
                .map(table -> ContractGuard.unchanged(table, request.contract(), request.dataset()))
                .orElse(false);
        try (DefinitionWrite definitions = contractKnown
                        ? DefinitionWrite.none()
                        : DefinitionWrite.start(environment.definitions(), request.run(), started, request.contract());
                BatchComparison comparison = comparison(request, started)) {
            RunCommit commit = new RunCommit(tables.pending(), environment.log(), lineage::complete, progress);
            for (int attempt = 1; ; attempt++) {
                try {
                    return new PublishAttempt(environment, request, batch, tables, lease, progress, lineage, comparison)
                            .run(started, commit, definitions, contractKnown);
                } catch (MainMovedException e) {
                    tables.discard(lease);
                    if (request.replayed().isPresent()) {
                        throw new ReplayOvertakenException(e);
                    }
                    if (attempt == TRIES) {
                        throw new ExternalException(
                                "datasets." + request.dataset().name(),
                                "other runs were published first %d times in a row".formatted(TRIES),
                                "run the batch again when fewer writers are active",
                                e);
                    }
                    environment.monitor().progress(e.getMessage() + ": validating it again");
                    Backoff.sleep(attempt);
                }
            }
        }
    }

    private BatchComparison comparison(BatchRequest request, Instant started) {
        return BatchComparison.start(watch, request, started);
    }

    private GateReport alreadyPublished(
            BatchRequest request, Instant started, PublishedBatch publication, GateTables tables) {
        tables.recovery().complete(request.run(), request.logTime());
        return GateReport.of(request, started)
                .snapshot(publication.snapshot())
                .build(GateReport.Status.NOTHING_NEW, environment.now());
    }

    private GateReport failed(
            BatchRequest request, Instant started, List<Fault> faults, GateLineage lineage, RuntimeException cause) {
        environment.monitor().reports();
        GateReport report =
                GateReport.of(request, started).faults(faults).build(GateReport.Status.FAILED, environment.now());
        log(request, report);
        lineage.fail(cause);
        return report;
    }

    /** A batch that could not be approved stays held, whatever its approval failed of. */
    private void log(BatchRequest request, GateReport report) {
        if (!request.has(IngestOption.DRY_RUN) && request.approval().isEmpty()) {
            environment.log().writeIfMissing(BatchRecord.of(request, report));
        }
    }
}
