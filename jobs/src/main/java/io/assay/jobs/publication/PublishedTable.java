package io.assay.jobs.publication;

import io.assay.definition.contract.WriteMode;
import io.assay.jobs.failure.ExternalException;
import io.assay.validation.layout.TableShape;
import io.assay.warehouse.dataset.SnapshotProperties;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * An Iceberg table whose readers see complete batches or nothing. A batch is written as files, staged on the branch
 * {@code run_<id>}, audited there, and fast-forwarded.
 */
public final class PublishedTable {
    /** A tenth of Iceberg's default. */
    private static final String SMALL_PAGE_ROWS = "2000";

    private final String name;
    private final Table table;
    private final StagingBranches branches;

    PublishedTable(String name, Table table) {
        this.name = name;
        this.table = table;
        this.branches = new StagingBranches(name, table);
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

    /**
     * Gives a table from which nothing was published, and of which no batch is held, the types of these columns: it was
     * made for a batch that failed, under another contract.
     */
    public void retypeUnused(StructType columns) {
        table.refresh();
        if (table.currentSnapshot() != null || !table.refs().isEmpty()) {
            return;
        }
        Schema wanted = SparkSchemaUtil.convert(columns.asNullable());
        List<String> others = table.schema().columns().stream()
                .filter(column -> clashes(column, wanted))
                .map(Types.NestedField::name)
                .toList();
        if (!others.isEmpty()) {
            CommitRetry.update(name, () -> {
                Transaction transaction = table.newTransaction();
                Partitioning.change(transaction.updateSpec(), table, without(others));
                UpdateSchema schema = transaction.updateSchema();
                others.forEach(schema::deleteColumn);
                schema.commit();
                transaction.updateSchema().unionByNameWith(wanted).commit();
                transaction.commitTransaction();
            });
        }
    }

    /** Its partition transforms, those of these columns left out: Iceberg does not delete what it partitions by. */
    private List<String> without(List<String> columns) {
        Schema schema = table.schema();
        return table.spec().fields().stream()
                .filter(field -> !field.transform().isVoid())
                .filter(field -> !columns.contains(schema.findColumnName(field.sourceId())))
                .map(field -> Partitioning.text(table, field))
                .toList();
    }

    private static boolean clashes(Types.NestedField column, Schema wanted) {
        Types.@Nullable NestedField other = wanted.findField(column.name());
        return other != null
                && !TypeUtil.assignIncreasingFreshIds(new Schema(column))
                        .sameSchema(TypeUtil.assignIncreasingFreshIds(new Schema(other)));
    }

    /** Its partition transforms, as a contract writes them. */
    public List<String> partitioning() {
        return Partitioning.of(table);
    }

    /**
     * What its files' statistics say of it, with a staged batch.
     *
     * @param times columns that are dates or timestamps
     */
    public TableShape shape(
            StagedBatch staged, List<String> times, List<TableShape.WordShape> words, Optional<String> key) {
        LayoutScan scan = new LayoutScan(table, staged.snapshot(), times);
        return new TableShape(
                staged.tableBytes(),
                SnapshotSummaries.total(table.snapshot(staged.snapshot())),
                scan.batchBytes(),
                times.stream().flatMap(column -> scan.time(column).stream()).toList(),
                words,
                key);
    }

    /** Whether it has partitions. */
    public boolean isPartitioned() {
        return table.spec().isPartitioned();
    }

    /** What keeps it small. */
    public TableUpkeep upkeep() {
        return new TableUpkeep(name, table);
    }

    /** Whether it has that column at its top level; a table that an older version made may lack it. */
    public boolean hasColumn(String column) {
        return table.schema().findField(column) != null;
    }

    /** The current head of main. */
    public BaseSnapshot base() {
        table.refresh();
        return BaseSnapshot.of(table.currentSnapshot());
    }

    /** What readers see; empty before the first publication. */
    public Optional<TableHead> head() {
        table.refresh();
        return Optional.ofNullable(table.currentSnapshot())
                .map(snapshot -> new TableHead(
                        snapshot.snapshotId(),
                        Instant.ofEpochMilli(snapshot.timestampMillis()),
                        SnapshotSummaries.total(snapshot),
                        SnapshotSummaries.sequence(snapshot)));
    }

    /** The run's snapshot on main, if it was published. */
    public Optional<PublishedBatch> publication(String run) {
        table.refresh();
        return PublishedBatch.find(table, run);
    }

    /** Every publication on main, newest first. */
    public List<PublishedBatch> publications() {
        table.refresh();
        return PublishedBatch.all(table).toList();
    }

    /** The run's batch on its branch, if there is one; its base is the branch's parent snapshot. */
    public Optional<StagedBatch> staged(String run) {
        table.refresh();
        return branches.find(run);
    }

    /**
     * The rows of one snapshot, read in this JVM.
     *
     * @param columns those to be read
     */
    public CloseableIterable<Record> rows(long snapshot, Expression where, Collection<String> columns) {
        return IcebergGenerics.read(table)
                .useSnapshot(snapshot)
                .where(where)
                .select(columns.toArray(String[]::new))
                .build();
    }

    /**
     * Writes rows, their columns found by name, as files that no reader sees; the one Spark action here. The files are
     * in a folder of the lease.
     */
    public WrittenFiles write(Dataset<Row> rows, WriteMode mode, DistributionMode distribution, RunLease lease) {
        return write(rows, mode, distribution, lease.token(), Map.of());
    }

    /**
     * Appends the same as files of few rows. Whether a dictionary makes a column smaller is decided with the first
     * page: in pages of the usual size most rows of such a file would go through dictionaries that are then thrown
     * away.
     */
    public WrittenFiles writeSmall(Dataset<Row> rows, DistributionMode distribution, RunLease lease) {
        Map<String, String> settings = Map.of(TableProperties.PARQUET_PAGE_ROW_LIMIT, SMALL_PAGE_ROWS);
        return write(rows, WriteMode.APPEND, distribution, lease.token(), settings);
    }

    /**
     * The same in a folder of its own: rows that are read again before what is published is written. They are deleted
     * with {@link WrittenFiles#discard}, before anything else that was written under the lease is closed.
     */
    public WrittenFiles writeIncoming(Dataset<Row> rows, DistributionMode distribution, RunLease lease) {
        return write(rows, WriteMode.APPEND, distribution, lease.token() + "/incoming", Map.of());
    }

    private WrittenFiles write(
            Dataset<Row> rows,
            WriteMode mode,
            DistributionMode distribution,
            String folder,
            Map<String, String> settings) {
        table.refresh();
        return WrittenFiles.write(table, rows, mode, distribution, LeaseFiles.of(table, folder), settings);
    }

    /** The rows of these files of a snapshot. */
    public FileRows rowsOf(long snapshot, Set<String> paths) {
        return FileRows.of(table, snapshot, paths);
    }

    /** The values of its only partition column in a snapshot, as of {@link DatasetTables#findOrMakeByRun}. */
    public Set<String> partitions(long snapshot) {
        try (FileRows all = FileRows.of(table, snapshot, file -> true)) {
            return all.files().stream()
                    .map(file -> file.partition().get(0, String.class))
                    .collect(Collectors.toSet());
        }
    }

    /** The files of a snapshot in the partitions that {@code written} has files in. */
    public List<DataFile> filesInPartitionsOf(WrittenFiles written, long snapshot) {
        return PartitionFiles.of(name, table, snapshot, written.files());
    }

    /**
     * Stages files in addition to the rows of {@code base}, or in place of those that they were written in place of, on
     * a fresh branch of the run.
     */
    public StagedBatch stage(RunLease lease, BaseSnapshot base, WrittenFiles files, Map<String, String> summary)
            throws MainMovedException {
        return branches.stage(
                StagingBranches.Content.of(lease, files, summary, ReplacedContent.of(files.removed())), base);
    }

    /** Stages files in place of the rows that {@code replaced} matches, on a fresh branch of the run. */
    public StagedBatch stageInPlaceOf(
            Expression replaced, RunLease lease, BaseSnapshot base, WrittenFiles files, Map<String, String> summary)
            throws MainMovedException {
        return branches.stage(
                StagingBranches.Content.of(lease, files, summary, ReplacedContent.of(Optional.of(replaced))), base);
    }

    /**
     * Stages the files of a staged batch once more on what main is now, in place of the rows {@code replaced} matches.
     */
    StagedBatch restage(StagedBatch staged, Optional<Expression> replaced) throws MainMovedException {
        return branches.restage(staged, ReplacedContent.of(replaced), base());
    }

    /**
     * Makes a staged batch main's head, with the schema it brings and what changes of the table, and drops its branch:
     * all in one commit.
     *
     * @return the publication on main
     * @throws MainMovedException if main is no longer what the batch was validated against
     */
    public PublishedBatch publish(StagedBatch staged, TableSettingsChange change) throws MainMovedException {
        return CommitRetry.run(name, () -> {
            table.refresh();
            Transaction transaction = table.newTransaction();
            checkUnmoved(transaction.table(), staged);
            @Nullable String schema = staged.summary().get(SnapshotProperties.SCHEMA);
            if (schema != null) {
                transaction
                        .updateSchema()
                        .unionByNameWith(SchemaParser.fromJson(schema))
                        .commit();
            }
            change.partitioning()
                    .ifPresent(wanted -> Partitioning.change(transaction.updateSpec(), transaction.table(), wanted));
            if (!change.properties().isEmpty()) {
                UpdateProperties update = transaction.updateProperties();
                change.properties().forEach(update::set);
                update.commit();
            }
            transaction
                    .manageSnapshots()
                    .fastForwardBranch(SnapshotRef.MAIN_BRANCH, staged.branch())
                    .removeBranch(staged.branch())
                    .commit();
            transaction.commitTransaction();
            table.refresh();
            return PublishedBatch.of(table.snapshot(staged.snapshot()));
        });
    }

    /** The same with nothing but properties. */
    public PublishedBatch publish(StagedBatch staged, Map<String, String> properties) throws MainMovedException {
        return publish(staged, TableSettingsChange.of(properties));
    }

    /** Fails if the staged batch can no longer be published as it is. */
    void checkUnmoved(StagedBatch staged) throws MainMovedException {
        table.refresh();
        checkUnmoved(table, staged);
    }

    private void checkUnmoved(Table now, StagedBatch staged) throws MainMovedException {
        if (!BaseSnapshot.of(now.currentSnapshot()).equals(staged.base())) {
            throw new MainMovedException(name, staged.run());
        }
        @Nullable Snapshot head = now.snapshot(staged.branch());
        if (head == null || head.snapshotId() != staged.snapshot()) {
            throw new ExternalException(
                    name,
                    "another process works on run %s and replaced its branch".formatted(staged.run()),
                    "wait for it to end, then run the batch again");
        }
    }

    /** Removes the branch and the files that were written under that lease and not published. */
    public void removeLeftOvers(String run, String token) {
        table.refresh();
        branches.discard(run, token);
        LeaseFiles.of(table, token).removeUnused();
    }
}
