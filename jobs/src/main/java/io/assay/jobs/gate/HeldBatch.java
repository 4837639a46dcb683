package io.assay.jobs.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.StagedBatch;
import io.assay.jobs.record.DefinitionRow;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.record.RunRecord;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.lineage.Lineage;
import io.assay.lineage.event.RunStart;
import io.assay.validation.source.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.catalog.TableIdentifier;

/** A batch that was held: it waits on its branches, and its document in the log says why. */
public final class HeldBatch {
    private final JobContext context;
    private final BatchProgress progress;
    private final String run;
    private final ObjectNode body;
    private final DatasetName dataset;
    private final DatasetTables tables;
    private final Instant started;

    public HeldBatch(JobContext context, BatchProgress progress, String run, ObjectNode body) {
        this.context = context;
        this.progress = progress.toldTo(context.stop());
        this.run = run;
        this.body = body.deepCopy();
        this.dataset = new DatasetName(body.path("dataset").asText());
        this.tables = new DatasetTables(context.spark());
        this.started = context.clock().instant();
    }

    /**
     * Publishes it as it stands, and logs the decision.
     *
     * @return the run's document of now; empty if other batches were published since, or its branch is gone: it has to
     *     be judged again
     */
    public Optional<ObjectNode> approve(String reason) {
        PublishedTable table = tables.find(IcebergTables.dataset(dataset))
                .orElseThrow(
                        () -> new DataException("run " + run, "has no dataset " + dataset, "see 'assay runs list'"));
        if (table.publication(run).isPresent()) {
            return Optional.of(alreadyPublished(reason));
        }
        if (!body.path("status").asText().equals(GateReport.Status.HELD.word())) {
            throw new DataException(
                    "run " + run,
                    "is %s, not held".formatted(body.path("status").asText()),
                    "only a held batch can be approved; see 'assay runs list --status held'");
        }
        Optional<StagedBatch> staged = table.staged(run);
        if (staged.isEmpty() || !staged.get().base().equals(table.base())) {
            return Optional.empty();
        }
        RunRecord record = record(
                reason,
                body.deepCopy().put("lineage_run", RunStart.id(run, started).toString()));
        GateLineage lineage = GateLineage.start(context, order(), started);
        PendingRecords pending = PendingRecords.of(context);
        pending.keep(new PendingRecord(record, lineage.completion(table, staged.get())));
        try {
            for (TableIdentifier name : List.of(IcebergTables.quarantine(dataset), IcebergTables.quarantineEvents())) {
                tables.find(name)
                        .ifPresent(companion -> companion
                                .staged(run)
                                .ifPresent(waiting ->
                                        SideTable.waiting(companion, waiting).publish()));
            }
            progress.reached(PublishStep.QUARANTINE_PUBLISHED);
            table.publish(staged.get(), contract());
        } catch (MainMovedException e) {
            pending.remove(run);
            lineage.fail(e);
            return Optional.empty();
        } catch (Throwable e) { // Spark throws what it does not declare
            lineage.fail(e);
            throw e;
        }
        progress.reached(PublishStep.PUBLISHED);
        lineage.published();
        progress.reached(PublishStep.LINEAGE_EMITTED);
        context.log().write(record);
        pending.remove(run);
        return Optional.of(record.body());
    }

    /** Logs the decision about a batch that was judged again and published; {@code document} is its document of now. */
    public void decided(String reason, ObjectNode document) {
        Instant judged = Instant.parse(document.path("started").asText());
        ObjectNode told =
                document.deepCopy().put("lineage_run", RunStart.id(run, judged).toString());
        context.log().write(record(reason, told));
    }

    private ObjectNode alreadyPublished(String reason) {
        PendingRecords pending = PendingRecords.of(context);
        Optional<PendingRecord> unreported = pending.find(run);
        unreported.flatMap(PendingRecord::completion).ifPresent(event -> Lineage.repeat(context.lineage(), event));
        if (!context.log().status(run).equals(Optional.of(GateReport.Status.PUBLISHED.word()))) {
            context.log().write(unreported.map(PendingRecord::record).orElseGet(() -> record(reason)));
        }
        pending.remove(run);
        return body.put("status", GateReport.Status.NOTHING_NEW.word());
    }

    /** The contract that judged it, as a property of the table. */
    private Map<String, String> contract() {
        return context.definitions()
                .find(
                        DefinitionRow.Kind.CONTRACT,
                        body.path("contract").path("id").asText(),
                        body.path("contract").path("version").asText())
                .map(contract -> Map.of(ContractGuard.CONTRACT, contract.json()))
                .orElse(Map.of());
    }

    /** What it was read from. */
    public Input input() {
        List<String> paths = new ArrayList<>();
        body.path("inputs").forEach(path -> paths.add(path.asText()));
        Map<String, String> options = new LinkedHashMap<>();
        body.path("options")
                .fields()
                .forEachRemaining(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        return new Input(paths, Optional.ofNullable(body.path("format").textValue()), options);
    }

    private BatchRequest order() {
        return BatchRequest.of(
                run,
                new BatchOrigin("publish", input()),
                BatchDataset.of(context.project(), dataset),
                Optional.empty(),
                Set.of());
    }

    private RunRecord record(String reason) {
        return record(reason, body);
    }

    private RunRecord record(String reason, ObjectNode document) {
        ObjectNode now = document.deepCopy().put("status", GateReport.Status.PUBLISHED.word());
        now.put("reason", reason);
        if (now.path("rows") instanceof ObjectNode rows && rows.has("passed")) {
            rows.set("published", rows.path("passed"));
        }
        return new RunRecord(
                run,
                "runs publish",
                dataset.value(),
                GateReport.Status.PUBLISHED.word(),
                started,
                Duration.between(started, context.clock().instant()).toMillis() / 1000.0,
                now,
                List.of(RunDetail.decision("publish", GateReport.Status.PUBLISHED.word(), reason, null)));
    }
}
