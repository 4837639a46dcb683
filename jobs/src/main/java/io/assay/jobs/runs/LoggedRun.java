package io.assay.jobs.runs;

import io.assay.jobs.failure.DataException;
import io.assay.jobs.record.RunLog;

/** A run as the log has it. */
final class LoggedRun {
    private LoggedRun() {}

    static String body(RunLog log, String run) {
        return log.body(run)
                .orElseThrow(() -> new DataException("run " + run, "is not in the log", "see 'assay runs list'"));
    }
}
