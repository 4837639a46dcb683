package io.assay.jobs.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.fault.DataFault;
import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.StagedBatch;
import io.assay.jobs.publication.Tables;
import io.assay.jobs.record.DefinitionRow;
import io.assay.jobs.record.RunLine;
import io.assay.jobs.record.RunRecord;
import io.assay.jobs.warehouse.IcebergTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;

/** A batch that was held: it waits on its branches, and its document in the log says why. */
public final class HeldBatch {
    private final JobContext context;
    private final Progress progress;
    private final String run;
    private final ObjectNode body;
    private final DatasetName dataset;
    private final Tables tables;
    private final Instant started;

    public HeldBatch(JobContext context, Progress progress, String run, ObjectNode body) {
        this.context = context;
        this.progress = progress;
        this.run = run;
        this.body = body.deepCopy();
        this.dataset = new DatasetName(body.path("dataset").asText());
        this.tables = new Tables(context.spark());
        this.started = context.clock().instant();
    }

    /**
     * Publishes it as it stands, and logs the decision.
     *
     * @return the run's document of now; empty if other batches were published since, or its branch is gone: it has to
     *     be judged again
     */
    public Optional<ObjectNode> letThrough(String reason) {
        PublishedTable table = tables.find(IcebergTables.dataset(dataset))
                .orElseThrow(() -> new DataFault("run " + run, "has no dataset " + dataset, "see 'assay runs list'"));
        if (table.publication(run).isPresent()) {
            return Optional.of(alreadyPublished(reason));
        }
        if (!body.path("status").asText().equals(GateReport.Status.HELD.word())) {
            throw new DataFault(
                    "run " + run,
                    "is %s, not held".formatted(body.path("status").asText()),
                    "only a held batch can be let through; see 'assay runs list --status held'");
        }
        Optional<StagedBatch> staged = table.staged(run);
        if (staged.isEmpty() || !staged.get().base().equals(table.base())) {
            return Optional.empty();
        }
        RunRecord record = record(reason);
        PendingRecords pending = PendingRecords.of(context);
        pending.keep(record);
        try {
            for (TableIdentifier name : List.of(IcebergTables.quarantine(dataset), IcebergTables.quarantineEvents())) {
                tables.find(name)
                        .ifPresent(companion -> companion
                                .staged(run)
                                .ifPresent(waiting ->
                                        Companion.waiting(companion, waiting).publish()));
            }
            progress.reached(Step.QUARANTINE_PUBLISHED);
            table.publish(staged.get(), contract());
        } catch (MainMovedException e) {
            pending.remove(run);
            return Optional.empty();
        }
        progress.reached(Step.PUBLISHED);
        context.log().write(record);
        pending.remove(run);
        return Optional.of(record.body());
    }

    /** Logs the decision about a batch that was judged again and published; {@code document} is its document of now. */
    public void decided(String reason, ObjectNode document) {
        context.log().write(record(reason, document));
    }

    private ObjectNode alreadyPublished(String reason) {
        PendingRecords pending = PendingRecords.of(context);
        if (!context.log().status(run).equals(Optional.of(GateReport.Status.PUBLISHED.word()))) {
            context.log().write(pending.find(run).orElseGet(() -> record(reason)));
            pending.remove(run);
        }
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

    private RunRecord record(String reason) {
        return record(reason, body);
    }

    private RunRecord record(String reason, ObjectNode document) {
        ObjectNode now = document.deepCopy().put("status", GateReport.Status.PUBLISHED.word());
        now.put("reason", reason);
        return new RunRecord(
                run,
                "runs publish",
                dataset.value(),
                GateReport.Status.PUBLISHED.word(),
                started,
                Duration.between(started, context.clock().instant()).toMillis() / 1000.0,
                now,
                List.of(RunLine.decision("publish", GateReport.Status.PUBLISHED.word(), reason, null)));
    }
}
