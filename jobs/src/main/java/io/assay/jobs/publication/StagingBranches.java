package io.assay.jobs.publication;

import io.assay.warehouse.dataset.SnapshotProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.jspecify.annotations.Nullable;

/** The branches of a table on which batches are staged, one for each run. */
final class StagingBranches {
    private final String name;
    private final Table table;

    StagingBranches(String name, Table table) {
        this.name = name;
        this.table = table;
    }

    /** What is staged. */
    record Content(
            String run,
            Iterable<DataFile> files,
            ReplacedContent replaced,
            Schema schema,
            Map<String, String> summary) {
        static Content of(RunLease lease, WrittenFiles files, Map<String, String> summary, ReplacedContent replaced) {
            Map<String, String> more = new LinkedHashMap<>(summary);
            more.put(SnapshotProperties.LEASE, lease.token());
            return new Content(lease.run(), files.files(), replaced, files.schema(), more);
        }
    }

    Optional<StagedBatch> find(String run) {
        return Optional.ofNullable(table.snapshot(StagedBatch.branch(run))).map(head -> {
            @Nullable Long parent = head.parentId();
            return StagedBatch.of(run, BaseSnapshot.of(parent == null ? null : table.snapshot(parent)), head);
        });
    }

    /** Stages on a fresh branch; what is on the run's branch was never published and is deleted. */
    StagedBatch stage(Content content, BaseSnapshot base) throws MainMovedException {
        discard(content.run());
        return CommitRetry.run(name, () -> commit(content, base));
    }

    /** Drops the run's branch and deletes its files. */
    void discard(String run) {
        table.refresh();
        @Nullable Snapshot head = table.snapshot(StagedBatch.branch(run));
        if (head != null) {
            drop(run);
            UnpublishedSnapshot.of(table, head.snapshotId()).ifPresent(UnpublishedSnapshot::delete);
        }
    }

    /** The same if it was staged under that lease. */
    void discard(String run, String token) {
        @Nullable Snapshot head = table.snapshot(StagedBatch.branch(run));
        if (head != null && token.equals(head.summary().get(SnapshotProperties.LEASE))) {
            discard(run);
        }
    }

    private void drop(String run) {
        String branch = StagedBatch.branch(run);
        CommitRetry.update(name, () -> {
            table.refresh();
            if (table.refs().containsKey(branch)) {
                table.manageSnapshots().removeBranch(branch).commit();
            }
        });
    }

    /** Stages the same files on another base. */
    StagedBatch restage(StagedBatch staged, ReplacedContent replaced, BaseSnapshot base) throws MainMovedException {
        List<DataFile> files = UnpublishedSnapshot.addedFiles(table, table.snapshot(staged.snapshot()));
        Content content =
                new Content(staged.run(), files, replaced, table.schema(), SnapshotSummaries.own(staged.summary()));
        StagedBatch again = CommitRetry.run(name, () -> commit(content, base));
        UnpublishedSnapshot.of(table, staged.snapshot()).ifPresent(UnpublishedSnapshot::removeMetadata);
        return again;
    }

    private StagedBatch commit(Content content, BaseSnapshot base) throws MainMovedException {
        table.refresh();
        Map<String, String> summary = new LinkedHashMap<>(content.summary());
        summary.put(SnapshotProperties.RUN, content.run());
        summary.put(SnapshotProperties.SEQUENCE, Long.toString(base.sequence() + 1));
        if (!content.schema().sameSchema(table.schema())) {
            summary.put(SnapshotProperties.SCHEMA, SchemaParser.toJson(content.schema()));
        }
        Transaction transaction = table.newTransaction();
        @Nullable Snapshot main = transaction.table().currentSnapshot();
        if (!BaseSnapshot.of(main).equals(base)) {
            throw new MainMovedException(name, content.run());
        }
        String branch = StagedBatch.branch(content.run());
        if (transaction.table().refs().containsKey(branch)) {
            transaction.manageSnapshots().removeBranch(branch).commit();
        }
        if (main != null) { // of a branch that does not exist yet, Iceberg counts the table's totals from nothing
            transaction
                    .manageSnapshots()
                    .createBranch(branch, main.snapshotId())
                    .commit();
        }
        SnapshotUpdate<?> update = update(transaction, content, branch);
        summary.forEach(update::set);
        update.commit();
        transaction.commitTransaction();
        table.refresh();
        Snapshot head = table.snapshot(branch);
        if (!base.isParentOf(head)) { // the first batch's branch starts at main, wherever that is by now
            drop(content.run()); // not the files: they may be staged again
            UnpublishedSnapshot.of(table, head.snapshotId()).ifPresent(UnpublishedSnapshot::removeMetadata);
            throw new MainMovedException(name, content.run());
        }
        return StagedBatch.of(content.run(), base, head);
    }

    private static SnapshotUpdate<?> update(Transaction transaction, Content content, String branch) {
        if (!content.replaced().isNothing()) {
            OverwriteFiles overwrite = transaction.newOverwrite();
            content.replaced().rows().ifPresent(overwrite::overwriteByRowFilter);
            content.replaced().files().forEach(overwrite::deleteFile);
            content.files().forEach(overwrite::addFile);
            return overwrite.toBranch(branch);
        }
        AppendFiles append = transaction.newAppend();
        content.files().forEach(append::appendFile);
        return append.toBranch(branch);
    }
}
