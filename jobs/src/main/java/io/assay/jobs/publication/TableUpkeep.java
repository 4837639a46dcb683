package io.assay.jobs.publication;

import io.assay.definition.contract.WriteMode;
import io.assay.warehouse.dataset.SnapshotProperties;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.iceberg.util.StructLikeMap;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a table small and fast: its small files written again as fewer ones, snapshots that nobody needs removed.
 * It changes no row, and takes nothing from a run in progress.
 */
public final class TableUpkeep {
    /** A file is small below this fraction of what it should have; then it is written again with others. */
    private static final int FRACTION = 4;

    private static final long TARGET = 128L << 20;

    /** Of files with an earlier partitioning, so many bytes are written again at a time. */
    private static final long MOST_BYTES = 32L << 30;

    /** Fewer small files of a partition are left as they are. */
    private static final int LEAST = 5;

    private final String name;
    private final Table table;

    TableUpkeep(String name, Table table) {
        this.name = name;
        this.table = table;
    }

    /**
     * Files that are written again as others.
     *
     * @param files all of them
     * @param older those that had an earlier partitioning than the table has now
     * @param into how many they become; empty before they are written, where that depends on their rows
     */
    public record Compacted(int files, int older, OptionalInt into, long bytes) {
        public static final Compacted NOTHING = new Compacted(0, 0, OptionalInt.of(0), 0);
    }

    /** Its partition transforms, as a contract writes them. */
    public List<String> partitioning() {
        return Partitioning.of(table);
    }

    /** What {@link #compact} would write again. */
    public Compacted compactable() {
        List<DataFile> files = rewritable();
        long bytes = files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
        return new Compacted(files.size(), older(files), into(files, bytes), bytes);
    }

    private OptionalInt into(List<DataFile> files, long bytes) {
        if (files.isEmpty()) {
            return OptionalInt.of(0);
        }
        return table.spec().isPartitioned() || bytes >= target() ? OptionalInt.empty() : OptionalInt.of(1);
    }

    /**
     * Writes small files again, by partition, and files with an earlier partitioning.
     *
     * @throws MainMovedException if a batch was published meanwhile; then nothing changed
     */
    public Compacted compact(SparkSession spark, RunLease lease) throws MainMovedException {
        List<DataFile> chosen = rewritable();
        Set<String> locations = chosen.stream().map(DataFile::location).collect(Collectors.toSet());
        @Nullable Snapshot head = table.currentSnapshot();
        if (chosen.isEmpty() || head == null) {
            return Compacted.NOTHING;
        }
        BaseSnapshot base = BaseSnapshot.of(head);
        try (FileRows rows = FileRows.of(table, head.snapshotId(), locations)) {
            int parts = (int) (rows.bytes() / target() + 1);
            boolean partitioned = table.spec().isPartitioned();
            try (WrittenFiles files = WrittenFiles.write(
                    table,
                    partitioned
                            ? rows.rows(spark).orElseThrow()
                            : rows.rows(spark).orElseThrow().coalesce(parts),
                    WriteMode.APPEND,
                    partitioned ? DistributionMode.HASH : DistributionMode.NONE,
                    LeaseFiles.of(table, lease.token()),
                    Map.of())) {
                if (files.rows() != rows.count()) {
                    throw new IllegalStateException(
                            "%s: %d rows of %d were written again".formatted(name, files.rows(), rows.count()));
                }
                CommitRetry.run(name, () -> commit(base, rows.files(), files.files(), lease));
                return new Compacted(
                        chosen.size(),
                        older(chosen),
                        OptionalInt.of(files.files().size()),
                        rows.bytes());
            }
        }
    }

    private Table commit(BaseSnapshot base, List<DataFile> before, List<DataFile> after, RunLease lease)
            throws MainMovedException {
        table.refresh();
        Transaction transaction = table.newTransaction();
        if (!BaseSnapshot.of(transaction.table().currentSnapshot()).equals(base)) {
            throw new MainMovedException(name, lease.run());
        }
        RewriteFiles rewrite = transaction.newRewrite();
        if (base.snapshot() != null) { // else Iceberg looks at all snapshots, of which some have expired
            rewrite.validateFromSnapshot(base.snapshot());
        }
        before.forEach(rewrite::deleteFile);
        after.forEach(rewrite::addFile);
        rewrite.set(SnapshotProperties.SEQUENCE, Long.toString(base.sequence())); // the order of batches goes on
        rewrite.commit();
        transaction.commitTransaction();
        table.refresh();
        return table;
    }

    private long target() {
        return PropertyUtil.propertyAsLong(table.properties(), TableProperties.WRITE_TARGET_FILE_SIZE_BYTES, TARGET);
    }

    private int older(List<DataFile> files) {
        return (int) files.stream().filter(this::isOlder).count();
    }

    private boolean isOlder(DataFile file) {
        return file.specId() != table.spec().specId();
    }

    private List<DataFile> rewritable() {
        List<DataFile> files = new ArrayList<>(small());
        Set<String> chosen = files.stream().map(DataFile::location).collect(Collectors.toSet());
        @Nullable Snapshot head = table.currentSnapshot();
        if (head == null || table.specs().size() == 1) {
            return files;
        }
        long bytes = 0;
        try (FileRows all = FileRows.of(table, head.snapshotId(), this::isOlder)) {
            for (DataFile file : all.files()) {
                bytes += file.fileSizeInBytes();
                if (bytes <= MOST_BYTES && chosen.add(file.location())) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private List<DataFile> small() {
        table.refresh();
        long small = target() / FRACTION;
        @Nullable Snapshot head = table.currentSnapshot();
        if (head == null) {
            return List.of();
        }
        Map<Integer, StructLikeMap<List<DataFile>>> byPartition = new LinkedHashMap<>();
        try (FileRows all = FileRows.of(table, head.snapshotId(), file -> file.fileSizeInBytes() < small)) {
            for (DataFile file : all.files()) {
                StructLike partition = file.partition();
                byPartition
                        .computeIfAbsent(
                                file.specId(),
                                spec -> StructLikeMap.create(
                                        Objects.requireNonNull(table.specs().get(spec))
                                                .partitionType()))
                        .computeIfAbsent(partition, part -> new ArrayList<>())
                        .add(file);
            }
        }
        return byPartition.values().stream()
                .flatMap(partitions -> partitions.values().stream())
                .filter(files -> files.size() >= LEAST)
                .flatMap(List::stream)
                .toList();
    }

    /** How many snapshots {@link #expire} would remove. */
    public int expirable(Instant before) {
        return unneeded(before).size();
    }

    /**
     * Removes snapshots of main that another one followed before that time, and the files that only they have. What
     * runs they were of is kept; the newest snapshot and those of branches stay.
     *
     * @return how many
     */
    public int expire(Instant before) {
        List<Snapshot> unneeded = unneeded(before);
        if (unneeded.isEmpty()) {
            return 0;
        }
        Snapshot newest = unneeded.get(0);
        ExpiredBatches.add( // also of older ones that stay: they are no longer ancestors of main
                name,
                table,
                SnapshotUtil.currentAncestorIds(table).stream()
                        .map(table::snapshot)
                        .dropWhile(snapshot -> snapshot.snapshotId() != newest.snapshotId())
                        .filter(snapshot -> snapshot.summary().containsKey(SnapshotProperties.RUN))
                        .map(PublishedBatch::of)
                        .toList());
        CommitRetry.update(name, () -> {
            var expire = table.expireSnapshots().expireOlderThan(0); // else it removes other old snapshots too
            unneeded.forEach(snapshot -> expire.expireSnapshotId(snapshot.snapshotId()));
            expire.commit();
        });
        return unneeded.size();
    }

    private List<Snapshot> unneeded(Instant before) {
        table.refresh();
        Set<Long> needed = new HashSet<>();
        for (SnapshotRef ref : table.refs().values()) {
            needed.add(ref.snapshotId());
            @Nullable Snapshot head = table.snapshot(ref.snapshotId());
            if (head != null && head.parentId() != null) {
                needed.add(head.parentId()); // of a held batch: what it was validated against
            }
        }
        @Nullable Snapshot head = table.currentSnapshot();
        if (head == null) {
            return List.of();
        }
        newestPublished(head).ifPresent(published -> needed.add(published.snapshotId()));
        List<Snapshot> unneeded = new ArrayList<>();
        @Nullable Snapshot next = null;
        for (Snapshot snapshot : SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot)) {
            boolean followed =
                    next != null && Instant.ofEpochMilli(next.timestampMillis()).isBefore(before);
            if (followed && !needed.contains(snapshot.snapshotId())) {
                unneeded.add(snapshot);
            }
            next = snapshot;
        }
        return unneeded;
    }

    /** Readers that ask which run the rows are of look behind compactions. */
    private Optional<Snapshot> newestPublished(Snapshot head) {
        @Nullable Snapshot published = head;
        while (published != null && DataOperations.REPLACE.equals(published.operation())) {
            @Nullable Long parent = published.parentId();
            published = parent == null ? null : table.snapshot(parent);
        }
        return Optional.ofNullable(published);
    }

    /** Rows of these runs, in a table that is partitioned by run. */
    public long rowsOf(Set<String> runs) {
        table.refresh();
        @Nullable Snapshot head = table.currentSnapshot();
        if (head == null) {
            return 0;
        }
        try (FileRows rows = FileRows.of(
                table, head.snapshotId(), file -> runs.contains(file.partition().get(0, String.class)))) {
            return rows.count();
        }
    }

    /** Removes the rows of these runs, in a table that is partitioned by run. */
    public void removeRowsOf(Set<String> runs) {
        CommitRetry.update(name, () -> {
            table.refresh();
            table.newDelete()
                    .deleteFromRowFilter(Expressions.in(QuarantineColumns.RUN, runs.toArray()))
                    .set(
                            SnapshotProperties.SEQUENCE,
                            Long.toString(
                                    BaseSnapshot.of(table.currentSnapshot()).sequence()))
                    .commit();
        });
    }

    /** Runs that have a branch whose batch was staged before that time. */
    public List<String> stagedBefore(Instant time) {
        table.refresh();
        return table.refs().entrySet().stream()
                .filter(ref -> ref.getKey().startsWith(StagedBatch.branch("")))
                .filter(ref -> {
                    @Nullable Snapshot head = table.snapshot(ref.getValue().snapshotId());
                    return head != null
                            && Instant.ofEpochMilli(head.timestampMillis()).isBefore(time);
                })
                .map(ref -> ref.getKey().substring(StagedBatch.branch("").length()))
                .sorted()
                .toList();
    }

    /** Drops a run's branch and deletes its files. */
    public void discard(String run) {
        new StagingBranches(name, table).discard(run);
    }
}
