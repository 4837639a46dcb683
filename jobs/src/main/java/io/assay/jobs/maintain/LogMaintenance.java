package io.assay.jobs.maintain;

import io.assay.jobs.publication.DeadRun;
import io.assay.jobs.publication.LeaseFolder;
import io.assay.jobs.publication.RunLease;
import io.assay.jobs.publication.RunLeases;
import io.assay.jobs.publication.TableUpkeep.Compacted;
import io.assay.jobs.record.DeltaUpkeep;
import io.assay.jobs.run.RunEnvironment;
import io.assay.warehouse.WarehouseLayout;
import io.assay.warehouse.definition.DefinitionColumns;
import io.assay.warehouse.run.RunLogColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;

/** Keeps the tables small that every run adds to: the log of runs, and the definitions they used. */
final class LogMaintenance {
    private static final String SUBJECT = "log";
    private static final String MOVED = "another program rewrote its files meanwhile";

    private final RunEnvironment environment;
    private final Retention retention;
    private final RunLeases leases;

    LogMaintenance(RunEnvironment environment, Retention retention) {
        this.environment = environment;
        this.retention = retention;
        this.leases = new RunLeases(new LeaseFolder(environment.warehouse(), environment.hadoop()));
    }

    /** Does it; two processes do it one after the other. */
    List<TableResult> run() {
        try (RunLease lease =
                leases.take("maintain-log", SUBJECT, environment.now(), environment.monitor()::progress)) {
            List<DeadRun> dead = leases.dead(SUBJECT);
            List<TableResult> results = new ArrayList<>();
            for (LoggedTable table : tables()) {
                results.add(run(table, lease));
            }
            dead.forEach(leases::forget);
            return results;
        }
    }

    private TableResult run(LoggedTable table, RunLease lease) {
        Compacted compacted = Compacted.NOTHING;
        String left = "";
        try {
            compacted = table.upkeep().compact();
        } catch (ConcurrentModificationException e) {
            left = MOVED;
        }
        Instant now = environment.now();
        Instant old = now.minus(retention.snapshots());
        table.upkeep()
                .removeUnneeded(
                        leases.oldestLive(lease)
                                .filter(started -> started.isBefore(old))
                                .orElse(old),
                        now);
        return result(table, compacted, left);
    }

    /** What it would do. */
    List<TableResult> plan() {
        return tables().stream()
                .map(table -> result(table, table.upkeep().compactable(), ""))
                .toList();
    }

    private static TableResult result(LoggedTable table, Compacted compacted, String left) {
        return new TableResult(table.name(), List.of(), compacted, 0, List.of(), 0, left);
    }

    private record LoggedTable(String name, DeltaUpkeep upkeep) {}

    private List<LoggedTable> tables() {
        WarehouseLayout layout = environment.warehouse().layout();
        List<LoggedTable> tables = new ArrayList<>(List.of(
                new LoggedTable("assay.log", new DeltaUpkeep(environment.spark(), layout.log(), RunLogColumns.AT)),
                new LoggedTable(
                        "assay.definitions",
                        new DeltaUpkeep(environment.spark(), layout.definitions(), DefinitionColumns.AT))));
        tables.removeIf(table -> !table.upkeep().exists());
        return tables;
    }
}
