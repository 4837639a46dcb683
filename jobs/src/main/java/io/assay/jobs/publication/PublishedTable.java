package io.assay.jobs.publication;

import io.assay.jobs.failure.ExternalException;
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
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.expressions.Expression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * An Iceberg table whose readers see whole batches or nothing. A batch is written as files, staged on the branch
 * {@code run_<id>}, audited there, and fast-forwarded.
 */
public final class PublishedTable {
    private static final int TRIES = 20;

    private final String name;
    private final Table table;

    PublishedTable(String name, Table table) {
        this.name = name;
        this.table = table;
    }

    /** Name for messages: {@code datasets.flights}. */
    public String name() {
        return name;
    }

    /** Its folder. */
    public String location() {
        return table.location();
    }

    /** Property of the table itself, such as the contract that was published last. */
    public Optional<String> property(String key) {
        return Optional.ofNullable(table.properties().get(key));
    }

    /** What main is now. */
    public BaseSnapshot base() {
        table.refresh();
        return BaseSnapshot.of(table.currentSnapshot());
    }

    /** The run's snapshot on main, if it was published. */
    public Optional<PublishedBatch> publication(String run) {
        table.refresh();
        return PublishedBatch.all(table)
                .filter(publication -> publication.run().equals(run))
                .findFirst();
    }

    /** Every publication on main, newest first. */
    public List<PublishedBatch> publications() {
        table.refresh();
        return PublishedBatch.all(table).toList();
    }

    /** The run's batch on its branch, if there is one; its base is what the branch stands on. */
    public Optional<StagedBatch> staged(String run) {
        table.refresh();
        return Optional.ofNullable(table.snapshot(StagedBatch.branch(run))).map(head -> {
            @Nullable Long parent = head.parentId();
            return StagedBatch.of(run, BaseSnapshot.of(parent == null ? null : table.snapshot(parent)), head);
        });
    }

    /** Writes rows, their columns found by name, as files that no reader sees; the one Spark action here. */
    public WrittenFiles write(Dataset<Row> rows, WrittenFiles.WriteMode placing, WrittenFiles.DistributionMode moving) {
        table.refresh();
        return WrittenFiles.write(table, rows, placing, moving);
    }

    /** Stages files beside what {@code base} has, on a fresh branch of the run. */
    public StagedBatch stage(String run, BaseSnapshot base, WrittenFiles files, Map<String, String> summary)
            throws MainMovedException {
        return stage(run, base, files.files(), Optional.empty(), files.schema(), summary);
    }

    /** Stages files in place of the rows that {@code replaced} matches, on a fresh branch of the run. */
    public StagedBatch stageInPlaceOf(
            Expression replaced, String run, BaseSnapshot base, WrittenFiles files, Map<String, String> summary)
            throws MainMovedException {
        return stage(run, base, files.files(), Optional.of(replaced), files.schema(), summary);
    }

    /**
     * Stages the files of a staged batch once more on what main is now, in place of the rows {@code replaced} matches.
     */
    public StagedBatch restage(StagedBatch staged, Optional<Expression> replaced) throws MainMovedException {
        table.refresh();
        Iterable<DataFile> files = SnapshotChanges.builderFor(table)
                .snapshot(table.snapshot(staged.snapshot()))
                .build()
                .addedDataFiles();
        return stage(staged.run(), base(), files, replaced, table.schema(), SummaryKeys.own(staged.summary()));
    }

    private static SnapshotUpdate<?> update(
            Transaction transaction, Iterable<DataFile> files, Optional<Expression> replaced, String branch) {
        if (replaced.isPresent()) {
            OverwriteFiles overwrite = transaction.newOverwrite().overwriteByRowFilter(replaced.get());
            files.forEach(overwrite::addFile);
            return overwrite.toBranch(branch);
        }
        AppendFiles append = transaction.newAppend();
        files.forEach(append::appendFile);
        return append.toBranch(branch);
    }

    private StagedBatch stage(
            String run,
            BaseSnapshot base,
            Iterable<DataFile> files,
            Optional<Expression> replaced,
            Schema schema,
            Map<String, String> summary)
            throws MainMovedException {
        drop(run);
        Map<String, String> told = new LinkedHashMap<>(summary);
        told.put(SummaryKeys.RUN, run);
        told.put(SummaryKeys.SEQUENCE, Long.toString(base.sequence() + 1));
        if (!schema.sameSchema(table.schema())) {
            told.put(SummaryKeys.SCHEMA, SchemaParser.toJson(schema));
        }
        Transaction transaction = table.newTransaction();
        @Nullable Snapshot main = transaction.table().currentSnapshot();
        if (!BaseSnapshot.of(main).equals(base)) {
            throw new MainMovedException(name, run);
        }
        String branch = StagedBatch.branch(run);
        if (main != null) { // of a branch that is not there yet, Iceberg counts the table's totals from nothing
            transaction
                    .manageSnapshots()
                    .createBranch(branch, main.snapshotId())
                    .commit();
        }
        SnapshotUpdate<?> update = update(transaction, files, replaced, branch);
        told.forEach(update::set);
        update.commit();
        transaction.commitTransaction();
        table.refresh();
        Snapshot head = table.snapshot(branch);
        if (!base.isParentOf(head)) { // the first batch's branch starts at main, wherever that is by now
            drop(run);
            throw new MainMovedException(name, run);
        }
        return StagedBatch.of(run, base, head);
    }

    /**
     * Makes a staged batch main's head, with the schema it brings and {@code properties}, and drops its branch: all in
     * one commit.
     *
     * @return what stands on main now
     * @throws MainMovedException if main is no longer what the batch was judged against
     */
    public PublishedBatch publish(StagedBatch staged, Map<String, String> properties) throws MainMovedException {
        for (int attempt = 1; ; attempt++) {
            table.refresh();
            Transaction transaction = table.newTransaction();
            checkUnmoved(transaction.table(), staged);
            @Nullable String schema = staged.summary().get(SummaryKeys.SCHEMA);
            if (schema != null) {
                transaction
                        .updateSchema()
                        .unionByNameWith(SchemaParser.fromJson(schema))
                        .commit();
            }
            if (!properties.isEmpty()) {
                UpdateProperties update = transaction.updateProperties();
                properties.forEach(update::set);
                update.commit();
            }
            transaction
                    .manageSnapshots()
                    .fastForwardBranch(SnapshotRef.MAIN_BRANCH, staged.branch())
                    .removeBranch(staged.branch())
                    .commit();
            try {
                transaction.commitTransaction();
                table.refresh();
                return PublishedBatch.of(table.snapshot(staged.snapshot()));
            } catch (CommitFailedException e) { // something in the table changed; look again whether it was main
                backOff(attempt, e);
            }
        }
    }

    /** Whether a batch that was judged against {@code base} may still be published on it. */
    public void checkUnmoved(BaseSnapshot base, String run) throws MainMovedException {
        if (!base().equals(base)) {
            throw new MainMovedException(name, run);
        }
    }

    private void checkUnmoved(Table now, StagedBatch staged) throws MainMovedException {
        if (!BaseSnapshot.of(now.currentSnapshot()).equals(staged.base())) {
            throw new MainMovedException(name, staged.run());
        }
        @Nullable Snapshot head = now.snapshot(staged.branch());
        if (head == null || head.snapshotId() != staged.snapshot()) {
            throw new ExternalException(
                    name,
                    "another process works on run %s and took its branch".formatted(staged.run()),
                    "wait for it to end, then run the batch again");
        }
    }

    /** Drops the run's branch, if there is one. */
    public void drop(String run) {
        String branch = StagedBatch.branch(run);
        for (int attempt = 1; ; attempt++) {
            table.refresh();
            if (!table.refs().containsKey(branch)) {
                return;
            }
            try {
                table.manageSnapshots().removeBranch(branch).commit();
                return;
            } catch (CommitFailedException e) {
                backOff(attempt, e);
            }
        }
    }

    private void backOff(int attempt, CommitFailedException cause) {
        if (attempt >= TRIES) {
            throw new ExternalException(
                    name, "other writers were quicker %d times in a row".formatted(TRIES), "try again later", cause);
        }
        Backoff.sleep(attempt);
    }
}
