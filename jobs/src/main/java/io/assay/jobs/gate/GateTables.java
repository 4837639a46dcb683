package io.assay.jobs.gate;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.commit.LogTime;
import io.assay.jobs.commit.PendingRecord;
import io.assay.jobs.commit.PendingRecords;
import io.assay.jobs.commit.RunRecovery;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.DeadRun;
import io.assay.jobs.publication.LeaseFolder;
import io.assay.jobs.publication.LeftOvers;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishedBatch;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.RunLease;
import io.assay.jobs.publication.RunLeases;
import io.assay.jobs.publication.SideTable;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.warehouse.IcebergTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.catalog.TableIdentifier;

/** The tables that the batches of one dataset are published to, and what runs leave there. */
final class GateTables {
    private final RunEnvironment environment;
    private final DatasetName dataset;
    private final DatasetTables tables;
    private final RunLeases leases;
    private final PendingRecords pending;
    private final PublishProgress progress;

    GateTables(RunEnvironment environment, DatasetName dataset, PublishProgress progress) {
        this(environment, new DatasetTables(environment.spark()), dataset, progress);
    }

    /** @param tables of several runs, so that what they have in common is loaded once */
    GateTables(RunEnvironment environment, DatasetTables tables, DatasetName dataset, PublishProgress progress) {
        this.environment = environment;
        this.dataset = dataset;
        this.tables = tables;
        this.leases = new RunLeases(new LeaseFolder(environment.warehouse(), environment.hadoop()));
        this.pending = new PendingRecords(environment.warehouse(), environment.hadoop());
        this.progress = progress;
    }

    DatasetTables all() {
        return tables;
    }

    PendingRecords pending() {
        return pending;
    }

    RunRecovery recovery() {
        return new RunRecovery(pending, environment.log(), environment.lineage(), progress);
    }

    /** The right to work on a run; waits while another process has it. */
    RunLease lease(String run, Instant started) {
        return leases.take(run, subject(), started, environment.monitor()::progress);
    }

    private String subject() {
        return LeftBehind.subject(dataset);
    }

    Optional<PublishedTable> dataset() {
        return tables.find(IcebergTables.dataset(dataset));
    }

    Optional<PublishedBatch> publication(String run) {
        return dataset().flatMap(table -> table.publication(run));
    }

    /** What a held run has on its branches of the side tables. */
    List<SideTable> heldSideTables(String run) {
        return sideNames().stream()
                .flatMap(name -> tables.find(name).stream())
                .flatMap(table -> SideTable.held(table, run).stream())
                .toList();
    }

    private List<TableIdentifier> sideNames() {
        return List.of(
                IcebergTables.quarantine(dataset), IcebergTables.quarantineEvents(), IcebergTables.deleted(dataset));
    }

    /** Removes what dead processes left behind, and reports the runs that they published and did not report. */
    void removeLeftOvers() {
        for (DeadRun left : leftOvers().remove(subject(), this::held)) {
            if (!RunId.isOfStream(left.run()) && publication(left.run()).isPresent()) {
                try (RunLease lease =
                        leases.tryTake(left.run(), subject(), left.started()).orElse(null)) {
                    if (lease != null) { // else another process reports it
                        recovery().complete(left.run(), LogTime.NOW);
                    }
                }
            }
        }
    }

    private LeftOvers leftOvers() {
        return new LeftOvers(leases, tables, names());
    }

    private List<TableIdentifier> names() {
        List<TableIdentifier> names = new ArrayList<>(List.of(IcebergTables.dataset(dataset)));
        names.addAll(sideNames());
        return names;
    }

    /** Whether it ended, held, just before its process died: then its branches wait for a decision. */
    private boolean held(DeadRun left) {
        String held = GateReport.Status.HELD.word();
        return environment.log().has(left.run(), held, left.started())
                || pending.find(left.run())
                        .map(PendingRecord::record)
                        .filter(record -> record.status().equals(held))
                        .isPresent();
    }

    /** Removes what this process wrote for the run and did not publish. */
    void discard(RunLease lease) {
        for (TableIdentifier name : names()) {
            tables.find(name).ifPresent(table -> table.removeLeftOvers(lease.run(), lease.token()));
        }
    }

    /**
     * After the failure of a run that has begun: if its rows are on main nevertheless, completes its report, else
     * {@code unpublished} reports the cause. The monitor is told which of the two.
     *
     * @throws ExternalException if its rows are on main and the log cannot say so
     */
    void reportFailure(String run, LogTime time, Throwable failure, Consumer<Throwable> unpublished) {
        Throwable cause = environment.monitor().fails(failure);
        boolean published;
        try {
            published = publication(run).isPresent();
        } catch (RuntimeException alsoWrong) {
            failure.addSuppressed(alsoWrong);
            progress(
                    run,
                    "whether it is published cannot be seen; the same command again publishes it once in any case");
            return;
        }
        try {
            if (published) {
                recovery().complete(run, time);
            } else {
                unpublished.accept(cause);
            }
        } catch (Exception alsoWrong) { // Delta's own are checked, and not declared
            failure.addSuppressed(alsoWrong);
            String unlogged = "its entry in the log of runs cannot be written: " + line(alsoWrong);
            if (published) {
                throw new ExternalException(
                        "run " + run,
                        "is published, and " + unlogged,
                        "make %s writable; then the same command again writes the entry, and so does the next batch"
                                .formatted(environment.warehouse().layout().log()),
                        failure);
            }
            progress(run, "is not published, and " + unlogged);
            return;
        }
        if (cause == failure) { // else the process is stopped, and its last line says so
            progress(
                    run,
                    published
                            ? "is published, the batch is complete and need not be ingested again; what followed failed"
                            : "is not published");
        }
    }

    private void progress(String run, String state) {
        environment.monitor().progress("run %s: %s".formatted(run, state));
    }

    private static String line(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** Cleans up after a failure; errors of the cleanup are added to it. A run that was published keeps its record. */
    void discardAfter(Throwable failure, RunLease lease) {
        try {
            discard(lease);
            if (publication(lease.run()).isEmpty()) {
                pending.remove(lease.run());
            }
        } catch (RuntimeException alsoWrong) {
            failure.addSuppressed(alsoWrong);
        }
    }
}
