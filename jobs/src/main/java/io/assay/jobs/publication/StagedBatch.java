package io.assay.jobs.publication;

import java.util.Map;
import org.apache.iceberg.Snapshot;

/**
 * A batch on its branch: written and countable, and not yet to be seen on main.
 *
 * @param snapshot head of the branch
 * @param added rows, as Iceberg counted them from the files
 * @param tableBytes of all files that the table has with it
 * @param summary of the snapshot
 */
public record StagedBatch(
        String run, BaseSnapshot base, long snapshot, long added, long tableBytes, Map<String, String> summary) {
    public StagedBatch {
        summary = Map.copyOf(summary);
    }

    static StagedBatch of(String run, BaseSnapshot base, Snapshot head) {
        return new StagedBatch(
                run,
                base,
                head.snapshotId(),
                SnapshotSummaries.added(head.summary()),
                SnapshotSummaries.bytes(head),
                head.summary());
    }

    String branch() {
        return branch(run);
    }

    static String branch(String run) {
        return "run_" + run;
    }
}
