package io.assay.jobs.publication;

import java.util.Objects;
import org.apache.iceberg.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a table's main branch was when a batch began; the batch is audited against it and published only on top of it.
 *
 * @param snapshot id of main's head; null before the first publication
 * @param sequence order of the publication at the head; 0 before the first
 */
public record BaseSnapshot(@Nullable Long snapshot, long sequence) {
    /** Of a table before the first publication. */
    public static final BaseSnapshot NONE = new BaseSnapshot(null, 0);

    static BaseSnapshot of(@Nullable Snapshot head) {
        return head == null ? NONE : new BaseSnapshot(head.snapshotId(), SnapshotSummaries.sequence(head));
    }

    boolean isParentOf(Snapshot child) {
        return Objects.equals(snapshot, child.parentId());
    }
}
