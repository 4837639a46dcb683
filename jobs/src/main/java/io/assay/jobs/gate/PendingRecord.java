package io.assay.jobs.gate;

import io.assay.jobs.record.RunRecord;
import io.assay.lineage.LineageEvent;
import java.util.Optional;

/**
 * What is to be said of a run once it is published.
 *
 * @param completion lineage's COMPLETE; empty where there is none to say
 */
public record PendingRecord(RunRecord record, Optional<LineageEvent> completion) {}
