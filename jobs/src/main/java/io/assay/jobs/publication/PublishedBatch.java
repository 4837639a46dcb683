package io.assay.jobs.publication;

import io.assay.warehouse.dataset.SnapshotProperties;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** One batch on main. */
public record PublishedBatch(String run, long sequence, long snapshot, Instant at, Map<String, String> summary) {
    public PublishedBatch {
        summary = Map.copyOf(summary);
    }

    /** Rows it added, as Iceberg counted them from the files. */
    public long added() {
        return SnapshotSummaries.added(summary);
    }

    /** The publication of that run, if there is one. */
    static Optional<PublishedBatch> find(Table table, String run) {
        return snapshots(table)
                .filter(snapshot -> run.equals(snapshot.summary().get(SnapshotProperties.RUN)))
                .map(PublishedBatch::of)
                .findFirst()
                .or(() -> ExpiredBatches.find(table, run));
    }

    /**
     * All publications on main, newest first, those whose snapshots have expired last; snapshots that no run of ours
     * wrote are left out.
     */
    static Stream<PublishedBatch> all(Table table) {
        if (table.currentSnapshot() == null) {
            return Stream.empty();
        }
        Stream<PublishedBatch> there = snapshots(table)
                .filter(snapshot -> snapshot.summary().containsKey(SnapshotProperties.RUN))
                .map(PublishedBatch::of);
        return Stream.concat(there, Stream.of(table).flatMap(one -> ExpiredBatches.of(one).stream()));
    }

    private static Stream<Snapshot> snapshots(Table table) {
        @Nullable Snapshot head = table.currentSnapshot();
        return head == null
                ? Stream.empty()
                : StreamSupport.stream(
                        SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot)
                                .spliterator(),
                        false);
    }

    static PublishedBatch of(Snapshot snapshot) {
        return new PublishedBatch(
                snapshot.summary().getOrDefault(SnapshotProperties.RUN, ""),
                SnapshotSummaries.sequence(snapshot),
                snapshot.snapshotId(),
                Instant.ofEpochMilli(snapshot.timestampMillis()),
                snapshot.summary());
    }
}
