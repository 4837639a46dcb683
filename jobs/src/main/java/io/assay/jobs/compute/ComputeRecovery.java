package io.assay.jobs.compute;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.definition.feature.ViewName;
import io.assay.jobs.commit.PendingRecord;
import io.assay.jobs.commit.PendingRecords;
import io.assay.jobs.commit.RunRecovery;
import io.assay.jobs.compute.ViewResult.Status;
import io.assay.jobs.features.FeatureLog;
import io.assay.jobs.features.FeatureRun;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.jobs.publication.DeadRun;
import io.assay.jobs.publication.LeaseFolder;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.RunLease;
import io.assay.jobs.publication.RunLeases;
import io.assay.jobs.run.RunEnvironment;
import java.util.List;

/** Completes what computations left whose processes died: their log entries, and the files of views they wrote. */
final class ComputeRecovery {
    private static final String SUBJECT = WarehouseLookup.COMPUTE;

    private final RunEnvironment environment;
    private final RunLeases leases;
    private final PendingRecords pending;
    private final RunRecovery recovery;

    ComputeRecovery(RunEnvironment environment, PublishProgress progress) {
        this.environment = environment;
        this.leases = new RunLeases(new LeaseFolder(environment.warehouse(), environment.hadoop()));
        this.pending = new PendingRecords(environment.warehouse(), environment.hadoop());
        this.recovery = new RunRecovery(pending, environment.log(), environment.lineage(), progress);
    }

    RunLease lease(FeatureRun run) {
        return leases.take(run.id(), SUBJECT, run.started(), environment.monitor()::progress);
    }

    /** Recovers the runs of dead processes. Their files stay while another computation is in progress. */
    void recover(RunLease own) {
        List<DeadRun> dead = leases.dead(SUBJECT);
        for (String run : pending.runs(SUBJECT + "-")) {
            try (RunLease lease =
                    leases.tryTake(run, SUBJECT, environment.now()).orElse(null)) {
                if (lease != null) { // else it is in progress
                    pending.find(run).ifPresent(left -> recovery.complete(left, committed(left)));
                }
            }
        }
        if (!dead.isEmpty() && !leases.othersLive(SUBJECT, own)) {
            environment
                    .project()
                    .views()
                    .values()
                    .forEach(view -> FeatureLog.of(environment.spark(), environment.warehouse(), view)
                            .removeLeftOvers(() -> !leases.othersLive(SUBJECT, own)));
            dead.forEach(leases::forget);
        }
    }

    /** Whether the last view of the record was committed: it was kept just before. */
    private boolean committed(PendingRecord left) {
        JsonNode views = left.record().body().path("views");
        for (int i = views.size() - 1; i >= 0; i--) {
            JsonNode view = views.get(i);
            if (view.path("status").asText().equals(Status.COMPUTED.word())) {
                return FeatureLog.of(
                                environment.spark(),
                                environment.warehouse(),
                                new ViewName(view.path("view").asText()),
                                view.path("version").asText())
                        .hasCommitOf(left.record().run());
            }
        }
        return false;
    }
}
