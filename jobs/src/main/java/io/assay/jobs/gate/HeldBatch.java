package io.assay.jobs.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.commit.LogTime;
import io.assay.jobs.commit.PendingRecord;
import io.assay.jobs.commit.RunCommit;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.RunLease;
import io.assay.jobs.publication.StagedBatch;
import io.assay.jobs.publication.StagedPublication;
import io.assay.jobs.publication.TableSettingsChange;
import io.assay.jobs.record.RunRecord;
import io.assay.jobs.run.RunEnvironment;
import io.assay.lineage.event.RunStart;
import io.assay.validation.source.Input;
import io.assay.warehouse.definition.DefinitionKind;
import io.assay.warehouse.run.RunDocument;
import io.assay.warehouse.run.RunDocumentJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A held batch: it is on its branches, and its document in the log says why. */
public final class HeldBatch {
    private static final String HELD_ONLY = "only a held batch can be approved; see 'assay runs list --status held'";

    private final RunEnvironment environment;
    private final PublishProgress progress;
    private final String run;
    private final ObjectNode body;
    private final RunDocument document;
    private final DatasetName dataset;
    private final GateTables tables;
    private final Instant started;

    public HeldBatch(RunEnvironment environment, PublishProgress progress, String run, ObjectNode body) {
        this.environment = environment;
        this.progress = step -> {
            environment.monitor().describe(step.description());
            progress.reached(step);
        };
        this.run = run;
        this.body = body.deepCopy();
        this.document = RunDocumentJson.of(body);
        this.dataset = document.dataset()
                .map(DatasetName::new)
                .orElseThrow(() -> new DataException("run " + run, "is not about a batch", HELD_ONLY));
        this.tables = new GateTables(environment, dataset, this.progress);
        this.started = environment.now();
    }

    /**
     * Publishes it as it is, and logs the decision.
     *
     * @return the run's updated document; empty if other batches were published since, or its branch is gone: it has to
     *     be validated again
     */
    public Optional<ObjectNode> approve(String reason) {
        try (RunLease lease = tables.lease(run, started)) {
            tables.removeLeftOvers();
            PublishedTable table = tables.dataset()
                    .orElseThrow(() ->
                            new DataException("run " + run, "has no dataset " + dataset, "see 'assay runs list'"));
            if (table.publication(lease.run()).isPresent()) {
                tables.recovery().complete(run, LogTime.NOW);
                return Optional.of(body.put("status", GateReport.Status.NOTHING_NEW.word()));
            }
            String status = document.status().orElse("without a status");
            if (!status.equals(GateReport.Status.HELD.word())) {
                throw new DataException("run " + run, "is %s, not held".formatted(status), HELD_ONLY);
            }
            Optional<StagedBatch> staged = table.staged(run);
            return staged.isEmpty() || !staged.get().base().equals(table.base())
                    ? Optional.empty()
                    : approve(table, staged.get(), reason);
        }
    }

    private Optional<ObjectNode> approve(PublishedTable table, StagedBatch staged, String reason) {
        RunRecord record = record(
                reason,
                body.deepCopy().put("lineage_run", RunStart.id(run, started).toString()));
        GateLineage lineage = GateLineage.start(environment, request(), started);
        StagedPublication publication =
                new StagedPublication(table, staged, tables.heldSideTables(run), TableSettingsChange.of(contract()));
        try {
            new RunCommit(tables.pending(), environment.log(), lineage::complete, progress)
                    .commit(
                            PendingRecord.of(record, lineage.completion(table, staged)),
                            LogTime.NOW,
                            () -> publication.publish(progress));
            return Optional.of(record.body());
        } catch (MainMovedException e) {
            lineage.fail(e);
            return Optional.empty();
        } catch (Throwable e) { // Spark throws what it does not declare
            tables.reportFailure(run, LogTime.NOW, e, lineage::fail);
            throw e;
        }
    }

    /** The contract it was validated under, as a property of the table. */
    private Map<String, String> contract() {
        return document.contract()
                .flatMap(contract ->
                        environment.definitions().find(DefinitionKind.CONTRACT, contract.id(), contract.version()))
                .map(contract -> ContractGuard.property(contract.json()))
                .orElse(Map.of());
    }

    public DatasetName dataset() {
        return dataset;
    }

    /** What it was read from. */
    public Input input() {
        return BatchRecord.input(document);
    }

    /** The version of what it was read from; empty if it was held by an older version, or is of a topic. */
    public Optional<String> inputVersion() {
        return BatchRecord.inputVersion(document);
    }

    /** The time that the ages of its rows were measured against, where it was not that of its run. */
    public Optional<Instant> at() {
        return Optional.ofNullable(document.details().path("at").textValue()).map(Instant::parse);
    }

    private BatchRequest request() {
        return BatchRequest.of(
                run,
                new BatchOrigin("publish", input()),
                BatchDataset.of(environment.project(), dataset),
                Optional.empty(),
                Set.of());
    }

    private RunRecord record(String reason, ObjectNode document) {
        ObjectNode now = document.deepCopy().put("status", GateReport.Status.PUBLISHED.word());
        if (now.path("rows") instanceof ObjectNode rows && rows.has("passed")) {
            long others =
                    rows.path("deleted").asLong() + rows.path("superseded").asLong();
            rows.put("published", rows.path("passed").asLong() - others);
        }
        now.put("reason", reason);
        return new RunRecord(
                run,
                BatchRecord.APPROVAL,
                dataset.value(),
                GateReport.Status.PUBLISHED.word(),
                started,
                Duration.between(started, environment.now()).toMillis() / 1000.0,
                now,
                List.of(BatchRecord.approval(GateReport.Status.PUBLISHED, reason)));
    }
}
