package io.assay.jobs.commit;

import io.assay.jobs.record.RunRecord;
import io.assay.lineage.LineageEvent;
import java.util.Optional;

/**
 * What is to be reported of a run once it has committed.
 *
 * @param completion lineage's COMPLETE; empty where there is none to send
 * @param before what is to be reported if the commit did not happen, of a run that commits several times
 */
public record PendingRecord(RunRecord record, Optional<LineageEvent> completion, Optional<PendingRecord> before) {
    /** Of a run that commits once. */
    public static PendingRecord of(RunRecord record, Optional<LineageEvent> completion) {
        return new PendingRecord(record, completion, Optional.empty());
    }

    /** The same after an earlier commit of the same run. */
    public PendingRecord after(Optional<PendingRecord> earlier) {
        return new PendingRecord(record, completion, earlier);
    }
}
