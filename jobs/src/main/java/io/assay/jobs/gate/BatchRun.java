package io.assay.jobs.gate;

import io.assay.definition.Fault;
import io.assay.definition.InvalidDefinitionException;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.publication.Backoff;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishedBatch;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.lineage.Lineage;
import io.assay.validation.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes batches through the gate. Entry type of this package.
 *
 * <p>A batch whose run is on the dataset's main was published: only what is missing after the commit point is done. Any
 * other starts over, whatever an earlier process left behind. If another run publishes meanwhile, the batch is judged
 * again on the new main, {@value #TRIES} times at most.
 */
public final class BatchRun {
    private static final int TRIES = 8;

    private final JobContext context;
    private final BatchProgress progress;

    public BatchRun(JobContext context, BatchProgress progress) {
        this.context = context;
        this.progress = progress.toldTo(context.stop());
    }

    /** Judges the batch and publishes, holds or refuses it; what stands in the report is in the log by then. */
    public GateReport run(BatchRequest order, Batch batch) {
        Instant started = context.clock().instant();
        context.stop().describe(PublishStep.NOTHING);
        DatasetTables tables = new DatasetTables(context.spark());
        Optional<PublishedTable> table =
                tables.find(IcebergTables.dataset(order.dataset().name()));
        Optional<PublishedBatch> published = table.flatMap(there -> there.publication(order.run()));
        RunRecords records = new RunRecords(context, order);
        if (published.isPresent()) {
            return alreadyPublished(order, started, published.get(), records);
        }
        GateLineage lineage = GateLineage.start(context, order, started);
        try {
            boolean contractKnown =
                    table.isPresent() && ContractGuard.unchanged(table.get(), order.contract(), order.dataset());
            if (!contractKnown && !order.asks(IngestOption.DRY_RUN)) {
                records.writeDefinitions(started);
            }
            GateReport report = judged(order, batch, started, tables, records, lineage);
            lineage.ended(report);
            return report;
        } catch (DataException fault) {
            return failed(order, started, List.of(told(fault)), records, lineage, fault);
        } catch (InvalidDefinitionException fault) {
            return failed(order, started, fault.faults(), records, lineage, fault);
        } catch (Throwable e) { // Spark throws what it does not declare
            lineage.fail(e);
            throw e;
        }
    }

    /** A batch that cannot even be read: it failed, and the log says so. */
    public GateReport refuse(BatchRequest order, DataException fault) {
        Instant started = context.clock().instant();
        return failed(
                order,
                started,
                List.of(told(fault)),
                new RunRecords(context, order),
                GateLineage.start(context, order, started),
                fault);
    }

    private static Fault told(DataException fault) {
        return new Fault("", 0, fault.where(), fault.what(), fault.fix());
    }

    private GateReport judged(
            BatchRequest order,
            Batch batch,
            Instant started,
            DatasetTables tables,
            RunRecords records,
            GateLineage lineage) {
        for (int attempt = 1; ; attempt++) {
            try {
                return new PublishAttempt(context, order, batch, tables, records, progress, lineage).run(started);
            } catch (MainMovedException e) {
                if (attempt == TRIES) {
                    throw new ExternalException(
                            "datasets." + order.dataset().name(),
                            "other runs published first %d times in a row".formatted(TRIES),
                            "run the batch again when there is less going on",
                            e);
                }
                context.console().progress(e.getMessage() + ": judging it again");
                Backoff.sleep(attempt);
                Optional<PublishedBatch> published = tables.find(
                                IcebergTables.dataset(order.dataset().name()))
                        .flatMap(there -> there.publication(order.run()));
                if (published.isPresent()) { // by another process that was given the same batch
                    return alreadyPublished(order, started, published.get(), records);
                }
            }
        }
    }

    private GateReport alreadyPublished(
            BatchRequest order, Instant started, PublishedBatch publication, RunRecords records) {
        records.unreported().ifPresent(pending -> {
            pending.completion().ifPresent(event -> Lineage.repeat(context.lineage(), event));
            progress.reached(PublishStep.LINEAGE_EMITTED);
            if (!order.asks(IngestOption.LOG_LATER)) {
                records.logIfMissing(pending.record());
                progress.reached(PublishStep.LOGGED);
                records.reported();
            }
        });
        return GateReport.of(order, started)
                .snapshot(publication.snapshot())
                .build(GateReport.Status.NOTHING_NEW, context.clock().instant());
    }

    private GateReport failed(
            BatchRequest order,
            Instant started,
            List<Fault> faults,
            RunRecords records,
            GateLineage lineage,
            RuntimeException cause) {
        GateReport report = GateReport.of(order, started)
                .faults(faults)
                .build(GateReport.Status.FAILED, context.clock().instant());
        if (!order.asks(IngestOption.DRY_RUN)) {
            records.write(report);
        }
        lineage.fail(cause);
        return report;
    }
}
