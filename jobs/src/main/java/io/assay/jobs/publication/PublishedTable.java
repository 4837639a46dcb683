package io.assay.jobs.publication;

import io.assay.jobs.fault.OutsideFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.spark.SparkTableCache;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * An Iceberg table whose readers see whole batches or nothing. A batch is written as files, staged on the branch
 * {@code run_<id>}, audited there, and fast-forwarded.
 *
 * <p>Files are written inside a transaction that is never committed: an Iceberg branch does not branch the schema, so a
 * column that is new with the batch reaches the table in the same commit as the batch, and the counts of the write can
 * stand in the snapshot's summary.
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

    public String location() {
        return table.location();
    }

    /** Property of the table itself, such as the contract that was published last. */
    public Optional<String> property(String key) {
        return Optional.ofNullable(table.properties().get(key));
    }

    /** What main is now. */
    public Base base() {
        table.refresh();
        return Base.of(table.currentSnapshot());
    }

    /** The run's snapshot on main, if it was published; newest first is searched. */
    public Optional<Publication> publication(String run) {
        table.refresh();
        return Publication.all(table).filter(p -> p.run().equals(run)).findFirst();
    }

    /** Every publication on main, newest first. */
    public List<Publication> publications() {
        table.refresh();
        return Publication.all(table).toList();
    }

    /** The run's batch on its branch, if there is one; its base is what the branch stands on. */
    public Optional<StagedBatch> staged(String run) {
        table.refresh();
        @Nullable SnapshotRef ref = table.refs().get(StagedBatch.branch(run));
        if (ref == null) {
            return Optional.empty();
        }
        Snapshot head = table.snapshot(ref.snapshotId());
        @Nullable Long parent = head.parentId();
        Base base = Base.of(parent == null ? null : table.snapshot(parent));
        return Optional.of(StagedBatch.of(run, base, head));
    }

    /** The files that a staged batch added, to be staged again elsewhere. */
    public WrittenFiles filesOf(StagedBatch staged) {
        List<DataFile> files = new ArrayList<>();
        table.snapshot(staged.snapshot()).addedDataFiles(table.io()).forEach(files::add);
        return new WrittenFiles(files, table.schema());
    }

    /**
     * Writes rows as files that no reader sees; the one Spark action here.
     *
     * @param rows columns by name; those the table lacks are added, wider types widen it, when the batch is published
     */
    public WrittenFiles write(Dataset<Row> rows) {
        table.refresh();
        Transaction scratch = table.newTransaction();
        evolve(scratch, SparkSchemaUtil.convert(nullable(rows.schema())));
        Table target = scratch.table();
        @Nullable Snapshot before = target.currentSnapshot();
        String key = "assay-" + UUID.randomUUID();
        SparkTableCache.get().add(key, target);
        try {
            rows.write().format("iceberg").mode("append").save(key);
        } finally {
            SparkTableCache.get().remove(key);
        }
        @Nullable Snapshot written = target.currentSnapshot();
        List<DataFile> files = new ArrayList<>();
        if (written != null && !written.equals(before)) {
            written.addedDataFiles(target.io()).forEach(files::add);
            forget(target, written);
        }
        return new WrittenFiles(files, target.schema());
    }

    /** Removes the metadata of a snapshot that is never committed. */
    private static void forget(Table target, Snapshot snapshot) {
        for (ManifestFile manifest : snapshot.allManifests(target.io())) {
            if (Objects.equals(manifest.snapshotId(), snapshot.snapshotId())) {
                target.io().deleteFile(manifest.path());
            }
        }
        target.io().deleteFile(snapshot.manifestListLocation());
    }

    /** Stages files on top of {@code base}, in place of whatever the run's branch held. */
    public StagedBatch stage(String run, Base base, WrittenFiles files, Map<String, String> summary)
            throws MainMovedException {
        return stage(run, base, files, summary, Optional.empty());
    }

    /** The same, in place of the rows of main that {@code replaced} matches. */
    public StagedBatch stageInPlaceOf(
            Expression replaced, String run, Base base, WrittenFiles files, Map<String, String> summary)
            throws MainMovedException {
        return stage(run, base, files, summary, Optional.of(replaced));
    }

    private StagedBatch stage(
            String run, Base base, WrittenFiles files, Map<String, String> summary, Optional<Expression> replaced)
            throws MainMovedException {
        drop(run);
        Map<String, String> told = new LinkedHashMap<>(summary);
        told.put(Summary.RUN, run);
        told.put(Summary.SEQUENCE, Long.toString(base.sequence() + 1));
        if (!files.schema().sameSchema(table.schema())) {
            told.put(Summary.SCHEMA, SchemaParser.toJson(files.schema()));
        }
        String branch = StagedBatch.branch(run);
        SnapshotUpdate<?> update = replaced.<SnapshotUpdate<?>>map(rows -> overwrite(rows, files, branch))
                .orElseGet(() -> append(files, branch));
        told.forEach(update::set);
        update.commit();
        table.refresh();
        Snapshot head = table.snapshot(branch);
        if (!base.isParentOf(head)) {
            drop(run);
            throw new MainMovedException(name, branch);
        }
        return StagedBatch.of(run, base, head);
    }

    private SnapshotUpdate<?> append(WrittenFiles files, String branch) {
        var append = table.newAppend().toBranch(branch);
        files.files().forEach(append::appendFile);
        return append;
    }

    private SnapshotUpdate<?> overwrite(Expression replaced, WrittenFiles files, String branch) {
        OverwriteFiles overwrite = table.newOverwrite().overwriteByRowFilter(replaced).toBranch(branch);
        files.files().forEach(overwrite::addFile);
        return overwrite;
    }

    /**
     * Makes a staged batch main's head, with the schema it brings and {@code properties}, and drops its branch: all in
     * one commit.
     *
     * @throws MainMovedException if main is no longer what the batch was judged against
     */
    public void publish(StagedBatch staged, Map<String, String> properties) throws MainMovedException {
        for (int attempt = 1; ; attempt++) {
            table.refresh();
            Transaction publication = table.newTransaction();
            checkUnmoved(publication.table(), staged);
            @Nullable String schema = staged.summary().get(Summary.SCHEMA);
            if (schema != null) {
                evolve(publication, SchemaParser.fromJson(schema));
            }
            UpdateProperties update = publication.updateProperties();
            properties.forEach(update::set);
            update.commit();
            publication
                    .manageSnapshots()
                    .fastForwardBranch(SnapshotRef.MAIN_BRANCH, staged.branch())
                    .removeBranch(staged.branch())
                    .commit();
            try {
                publication.commitTransaction();
                return;
            } catch (CommitFailedException e) { // something else in the table changed; look again whether it was main
                backOff(attempt, e);
            }
        }
    }

    private void checkUnmoved(Table now, StagedBatch staged) throws MainMovedException {
        if (!Objects.equals(Base.of(now.currentSnapshot()).snapshot(), staged.base().snapshot())) {
            throw new MainMovedException(name, staged.branch());
        }
        @Nullable SnapshotRef ref = now.refs().get(staged.branch());
        if (ref == null || ref.snapshotId() != staged.snapshot()) {
            throw new OutsideFault(
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
            throw new OutsideFault(
                    name, "other writers were quicker %d times in a row".formatted(TRIES), "try again later", cause);
        }
        Backoff.sleep(attempt);
    }

    private static void evolve(Transaction transaction, Schema wanted) {
        transaction.updateSchema().unionByNameWith(wanted).commit();
    }

    private static StructType nullable(StructType schema) {
        return schema.asNullable();
    }

}
