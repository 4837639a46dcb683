package io.assay.jobs.publication;

import io.assay.jobs.failure.ExternalException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Gives each run to one process at a time. A process announces itself with a file, then looks whether another one is
 * announced; if so it withdraws and tries again later. Written by hand because the warehouse's file system is the only
 * thing that all processes share.
 */
public final class RunLeases {
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);

    /** For how long a process waits for another one that works on the same run. */
    private static final Duration BUDGET = Duration.ofMinutes(10);

    private final LeaseFolder folder;

    public RunLeases(LeaseFolder folder) {
        this.folder = folder;
    }

    /**
     * Takes the lease of a run; waits while another process has it.
     *
     * @param subject the dataset or the views that the run writes to
     * @param waiting is called once if it has to wait
     * @throws ExternalException if the other process does not end in time
     */
    public RunLease take(String run, String subject, Instant started, Consumer<String> waiting) {
        long deadline = System.nanoTime() + BUDGET.toNanos();
        for (int tries = 1; ; tries++) {
            Optional<RunLease> lease = tryTake(run, subject, started);
            if (lease.isPresent()) {
                return lease.get();
            }
            Optional<ProcessIdentity> owner = live(run).map(LeaseDocument::process);
            String process = owner.map(ProcessIdentity::text).orElse("another process");
            if (System.nanoTime() > deadline) {
                throw new ExternalException(
                        "run " + run, process + " works on it", "wait for it to end, then run it again");
            }
            if (tries == 1) {
                waiting.accept("run %s: %s works on it; waiting for it to end".formatted(run, process));
            }
            Backoff.sleep(tries);
        }
    }

    /** Takes the lease of a run if no other process has it. */
    public Optional<RunLease> tryTake(String run, String subject, Instant started) {
        if (live(run).isPresent()) {
            return Optional.empty();
        }
        LeaseDocument own = new LeaseDocument(token(), run, subject, started, ProcessIdentity.ofThisProcess());
        folder.write(own);
        boolean alone = folder.of(run).stream()
                .filter(other -> !other.token().equals(own.token()))
                .noneMatch(folder::isLive);
        if (!alone) {
            remove(own);
            return Optional.empty();
        }
        return Optional.of(new RunLease(this, own, heartbeat(own)));
    }

    private Optional<LeaseDocument> live(String run) {
        return folder.of(run).stream().filter(folder::isLive).findFirst();
    }

    private static String token() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it runs until its executor is shut down
    private ScheduledExecutorService heartbeat(LeaseDocument document) {
        ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "lease of " + document.run());
            thread.setDaemon(true);
            return thread;
        });
        heartbeat.scheduleAtFixedRate(
                () -> folder.renew(document), HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        return heartbeat;
    }

    /** The runs on that subject whose processes died. */
    public List<DeadRun> dead(String subject) {
        return folder.all().stream()
                .filter(lease -> lease.subject().equals(subject))
                .filter(lease -> !folder.isLive(lease))
                .map(lease -> new DeadRun(lease.run(), lease.token(), lease.started()))
                .toList();
    }

    /** Whether another run on that subject is in progress than {@code own}. */
    public boolean othersLive(String subject, RunLease own) {
        return folder.all().stream()
                .filter(lease -> lease.subject().equals(subject))
                .filter(lease -> !lease.token().equals(own.token()))
                .anyMatch(folder::isLive);
    }

    /** When the oldest run began that is in progress, on whatever subject; {@code own} is left out. */
    public Optional<Instant> oldestLive(RunLease own) {
        return folder.all().stream()
                .filter(lease -> !lease.token().equals(own.token()))
                .filter(folder::isLive)
                .map(LeaseDocument::started)
                .min(Comparator.naturalOrder());
    }

    /** Whether a process works on that run. */
    public boolean isLive(String run) {
        return live(run).isPresent();
    }

    /** What the run left behind is removed. */
    public void forget(DeadRun run) {
        folder.remove(run.run(), run.token());
    }

    void remove(LeaseDocument lease) {
        folder.remove(lease.run(), lease.token());
    }
}
