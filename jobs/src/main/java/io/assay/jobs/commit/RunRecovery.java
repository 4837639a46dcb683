package io.assay.jobs.commit;

import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.jobs.record.RunLog;
import io.assay.lineage.Lineage;
import io.assay.lineage.LineageEmitter;

/**
 * Completes runs that committed in a process that died before it had reported them. Whoever recovers a run holds its
 * lease, so that no two processes report it. An event that was sent before is sent again, which changes nothing.
 */
public final class RunRecovery {
    private final PendingRecords pending;
    private final RunLog log;
    private final LineageEmitter lineage;
    private final PublishProgress progress;

    public RunRecovery(PendingRecords pending, RunLog log, LineageEmitter lineage, PublishProgress progress) {
        this.pending = pending;
        this.log = log;
        this.lineage = lineage;
        this.progress = progress;
    }

    /** Reports a run that has committed, if that is missing. */
    public void complete(String run, LogTime time) {
        pending.find(run).ifPresent(left -> complete(left, time));
    }

    private void complete(PendingRecord left, LogTime time) {
        sendCompletion(left);
        if (time == LogTime.NOW) {
            log.writeIfMissing(left.record());
            progress.reached(PublishStep.LOGGED);
            pending.remove(left.record().run());
        }
    }

    /** Sends COMPLETE of a run whose entry is written together with others. */
    public void sendCompletion(PendingRecord left) {
        left.completion().ifPresent(event -> Lineage.repeat(lineage, event));
        progress.reached(PublishStep.LINEAGE_EMITTED);
    }

    /** Reports a run that may have died before its last commit: what that commit brought counts if it happened. */
    public void complete(PendingRecord left, boolean committed) {
        if (committed) {
            complete(left, LogTime.NOW);
        } else {
            left.before()
                    .ifPresentOrElse(
                            before -> complete(before, LogTime.NOW),
                            () -> pending.remove(left.record().run()));
        }
    }
}
