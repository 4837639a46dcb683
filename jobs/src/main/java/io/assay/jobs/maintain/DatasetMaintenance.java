package io.assay.jobs.maintain;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.gate.LeftBehind;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.LeaseFolder;
import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishedBatch;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.RunLease;
import io.assay.jobs.publication.RunLeases;
import io.assay.jobs.publication.TableUpkeep;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.warehouse.IcebergTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Keeps the tables of one dataset small; takes nothing from a run in progress, nor from a batch that waits for a
 * decision.
 */
final class DatasetMaintenance {
    private static final String HELD = "a held batch was validated against its files";
    private static final String BUSY = "a run is in progress";
    private static final String MOVED = "a batch was published meanwhile";

    private final RunEnvironment environment;
    private final DatasetName dataset;
    private final Retention retention;
    private final DatasetTables tables;
    private final RunLeases leases;
    private final String subject;

    DatasetMaintenance(RunEnvironment environment, DatasetName dataset, Retention retention) {
        this.environment = environment;
        this.dataset = dataset;
        this.retention = retention;
        this.tables = new DatasetTables(environment.spark());
        this.leases = new RunLeases(new LeaseFolder(environment.warehouse(), environment.hadoop()));
        this.subject = LeftBehind.subject(dataset);
    }

    /** Does it; two processes do it one after the other. */
    List<TableResult> run() {
        try (RunLease lease = lease()) {
            LeftBehind.remove(environment, dataset);
            List<String> held = heldTooLong();
            for (String run : held) {
                names().forEach(name ->
                        tables.find(name).ifPresent(table -> table.upkeep().discard(run)));
            }
            List<TableResult> results = new ArrayList<>();
            for (TableIdentifier name : names()) {
                tables.find(name).ifPresent(table -> results.add(run(table, name, lease, held)));
            }
            return results;
        }
    }

    /** What it would do. */
    List<TableResult> plan() {
        try (RunLease lease = lease()) {
            List<String> held = heldTooLong();
            List<TableResult> results = new ArrayList<>();
            for (TableIdentifier name : names()) {
                tables.find(name).ifPresent(table -> {
                    TableUpkeep upkeep = table.upkeep();
                    String left = left(table, lease);
                    results.add(new TableResult(
                            table.name(),
                            upkeep.partitioning(),
                            left.isEmpty() ? upkeep.compactable() : TableUpkeep.Compacted.NOTHING,
                            upkeep.expirable(snapshotsBefore(lease)),
                            isDataset(name) ? held : List.of(),
                            isQuarantine(name) ? upkeep.rowsOf(oldRuns()) : 0,
                            left));
                });
            }
            return results;
        }
    }

    private TableResult run(PublishedTable table, TableIdentifier name, RunLease lease, List<String> held) {
        TableUpkeep upkeep = table.upkeep();
        long rows = 0;
        if (isQuarantine(name)) {
            Set<String> runs = oldRuns();
            rows = upkeep.rowsOf(runs);
            if (rows > 0) {
                upkeep.removeRowsOf(runs);
            }
        }
        String left = left(table, lease);
        TableUpkeep.Compacted compacted = TableUpkeep.Compacted.NOTHING;
        if (left.isEmpty()) {
            try {
                compacted = upkeep.compact(environment.spark(), lease);
            } catch (MainMovedException e) {
                left = MOVED;
                table.removeLeftOvers(lease.run(), lease.token());
            }
        }
        int snapshots = upkeep.expire(snapshotsBefore(lease));
        return new TableResult(
                table.name(),
                upkeep.partitioning(),
                compacted,
                snapshots,
                isDataset(name) ? held : List.of(),
                rows,
                left);
    }

    private RunLease lease() {
        return leases.take("maintain-" + dataset, subject, environment.now(), environment.monitor()::progress);
    }

    /** Why files are not written again; empty if they are. */
    private String left(PublishedTable table, RunLease lease) {
        if (leases.othersLive(subject, lease)) {
            return BUSY;
        }
        return table.upkeep().stagedBefore(Instant.MAX).isEmpty() ? "" : HELD;
    }

    /** What was main's newest snapshot since then may be read by a run in progress. */
    private Instant snapshotsBefore(RunLease lease) {
        Instant old = environment.now().minus(retention.snapshots());
        return leases.oldestLive(lease).filter(started -> started.isBefore(old)).orElse(old);
    }

    private List<String> heldTooLong() {
        Instant before = environment.now().minus(retention.held());
        return tables.find(IcebergTables.dataset(dataset)).stream()
                .flatMap(table -> table.upkeep().stagedBefore(before).stream())
                .filter(run -> !leases.isLive(run))
                .toList();
    }

    /** Runs that were published so long ago that their quarantined rows go. */
    private Set<String> oldRuns() {
        Optional<Duration> kept = retention.quarantine();
        if (kept.isEmpty()) {
            return Set.of();
        }
        Instant before = environment.now().minus(kept.get());
        return tables.find(IcebergTables.dataset(dataset)).stream()
                .flatMap(table -> table.publications().stream())
                .filter(batch -> batch.at().isBefore(before))
                .map(PublishedBatch::run)
                .collect(Collectors.toSet());
    }

    private List<TableIdentifier> names() {
        return List.of(
                IcebergTables.dataset(dataset), IcebergTables.quarantine(dataset), IcebergTables.deleted(dataset));
    }

    private boolean isDataset(TableIdentifier name) {
        return name.equals(IcebergTables.dataset(dataset));
    }

    private boolean isQuarantine(TableIdentifier name) {
        return name.equals(IcebergTables.quarantine(dataset));
    }
}
