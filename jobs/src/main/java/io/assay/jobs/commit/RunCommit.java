package io.assay.jobs.commit;

import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.jobs.record.RunLog;
import io.assay.jobs.record.RunRecord;
import io.assay.jobs.run.SideWork;
import io.assay.lineage.LineageEvent;
import java.util.Optional;
import java.util.function.Consumer;

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
        keep(run);
        if (time == LogTime.LATER) {
            commit(run, point);
            return;
        }
        try (SideWork<RunLog.Entries> entries =
                SideWork.start("log of " + run.record().run(), () -> log.prepare(run.record()))) {
            commit(run, point);
            entries.result().commit();
        }
        progress.reached(PublishStep.LOGGED);
        pending.remove(run.record().run());
    }

    private void commit(PendingRecord run, CommitPoint point) throws MainMovedException {
        try {
            point.commit();
        } catch (MainMovedException e) {
            pending.remove(run.record().run());
            throw e;
        }
        sendCompletion(run);
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
}
