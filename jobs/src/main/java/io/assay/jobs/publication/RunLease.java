package io.assay.jobs.publication;

import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The right to work on a run, which one process has at a time. The files and branches that the run writes carry the
 * lease's token, so that a later run can remove those of a process that died, and only those.
 */
public final class RunLease implements AutoCloseable {
    private final RunLeases leases;
    private final LeaseDocument document;
    private final ScheduledExecutorService heartbeat;

    RunLease(RunLeases leases, LeaseDocument document, ScheduledExecutorService heartbeat) {
        this.leases = leases;
        this.document = document;
        this.heartbeat = heartbeat;
    }

    public String run() {
        return document.run();
    }

    /** Unique for each lease. */
    public String token() {
        return document.token();
    }

    /** The run has ended: whatever it leaves is published, held for a decision, or removed. */
    @Override
    public void close() {
        heartbeat.shutdownNow();
        try {
            heartbeat.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leases.remove(document);
    }

    /** When the run began. */
    public Instant started() {
        return document.started();
    }
}
