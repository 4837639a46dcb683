package io.assay.jobs.commit;

import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.jobs.record.RunLog;
import io.assay.jobs.record.RunRecord;
import io.assay.lineage.LineageEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Commits runs: keeps what is to be reported, commits, sends COMPLETE, writes the log entry. A process that dies on the
 * way leaves the rest to {@link RunRecovery}.
 */
public final class RunCommit {
    private final PendingRecords pending;
    private final RunLog log;
    private final Consumer<LineageEvent> lineage;
    private final PublishProgress progress;

    public RunCommit(PendingRecords pending, RunLog log, Consumer<LineageEvent> lineage, PublishProgress progress) {
        this.pending = pending;
        this.log = log;
        this.lineage = lineage;
        this.progress = progress;
    }

    /**
     * Commits a run that commits once.
     *
     * @throws MainMovedException if the commit point found other data than the run was validated against; then nothing
     *     is reported
     */
    public void commit(PendingRecord run, LogTime time, CommitPoint point) throws MainMovedException {
        String id = run.record().run();
        keep(run);
        Supplier<RunLog.Entries> entries = time == LogTime.NOW
                ? prepare(run.record())
                : () -> {
                    throw new IllegalStateException("the entry of run %s is written later".formatted(id));
                };
        try {
            point.commit();
        } catch (MainMovedException e) {
            pending.remove(id);
            throw e;
        }
        sendCompletion(run);
        if (time == LogTime.NOW) {
            entries.get().commit();
            progress.reached(PublishStep.LOGGED);
            pending.remove(id);
        }
    }

    /** Keeps what is to be reported of a run that is about to commit, so that it is reported whatever happens. */
    public void keep(PendingRecord run) {
        pending.keep(run);
        progress.reached(PublishStep.AUDITED);
    }

    /** Reports a run whose commits are all done. */
    public void report(PendingRecord run) {
        sendCompletion(run);
        log.write(run.record());
        progress.reached(PublishStep.LOGGED);
        pending.remove(run.record().run());
    }

    private void sendCompletion(PendingRecord run) {
        run.completion().ifPresent(lineage);
        progress.reached(PublishStep.LINEAGE_EMITTED);
    }

    /** Logs a run that commits nothing, such as a held batch. */
    public void end(RunRecord run, LogTime time) {
        if (time == LogTime.NOW) {
            log.writeIfMissing(run);
            pending.remove(run.run());
        } else {
            pending.keep(PendingRecord.of(run, Optional.empty()));
        }
    }

    /** Writes the entry while the run commits; the result waits for it. */
    private Supplier<RunLog.Entries> prepare(RunRecord run) {
        CompletableFuture<RunLog.Entries> entries = CompletableFuture.supplyAsync(
                () -> log.prepare(run), work -> new Thread(work, "log of " + run.run()).start());
        return () -> {
            try {
                return entries.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        };
    }
}
