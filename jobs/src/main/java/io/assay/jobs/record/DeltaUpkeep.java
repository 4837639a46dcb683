package io.assay.jobs.record;

import static org.apache.spark.sql.functions.col;

import io.assay.jobs.publication.TableUpkeep.Compacted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Keeps a Delta table small that every run appends a file to. Delta's own compaction would put all rows into one file,
 * in any order; here each file has the rows of a span of time, so that a reader of the newest rows opens few files. A
 * reader that follows the table commit by commit sees no change.
 */
public final class DeltaUpkeep {
    private static final long TARGET = 32L << 20;

    /** A file is small below this fraction of what it should have. */
    private static final int FRACTION = 4;

    /** Fewer small files are left as they are. */
    private static final int LEAST = 5;

    /** A file that no commit has named by then never will be. */
    private static final Duration UNCOMMITTED = Duration.ofDays(1);

    private final DeltaLog table;
    private final Path folder;
    private final SparkSession spark;
    private final String time;

    /** @param time the column by which a file's rows are sorted */
    public DeltaUpkeep(SparkSession spark, String path, String time) {
        this.spark = spark;
        this.folder = new Path(path);
        this.table = DeltaLog.forTable(spark, path);
        this.time = time;
    }

    public boolean exists() {
        return table.tableExists();
    }

    /** What {@link #compact} would write again. */
    public Compacted compactable() {
        return compacted(groups(newest()));
    }

    /**
     * Writes small files again as fewer ones, in one commit; an action for each of them.
     *
     * @throws java.util.ConcurrentModificationException if another process rewrote files meanwhile
     */
    public Compacted compact() {
        OptimisticTransaction begun = table.startTransaction(Option.empty(), Option.empty());
        List<List<AddFile>> groups = groups(begun.snapshot());
        if (groups.isEmpty()) {
            return Compacted.NOTHING;
        }
        List<Action> actions = new ArrayList<>();
        long now = System.currentTimeMillis();
        for (List<AddFile> group : groups) {
            Dataset<Row> rows = table.createDataFrame(
                            begun.snapshot(),
                            JavaConverters.asScalaBuffer(group).toSeq(),
                            false,
                            Option.empty())
                    .coalesce(1)
                    .sortWithinPartitions(col(time));
            for (FileAction file : JavaConverters.seqAsJavaList(begun.writeFiles(rows))) {
                actions.add(unchanged((AddFile) file));
            }
            group.forEach(file -> actions.add(file.removeWithTimestamp(now, false)));
        }
        begun.commit(
                JavaConverters.asScalaBuffer(actions).toSeq(),
                new DeltaOperations.Optimize(none(), none(), false, Option.empty(), false));
        return compacted(groups);
    }

    private static <T> Seq<T> none() {
        return JavaConverters.asScalaBuffer(List.<T>of()).toSeq();
    }

    private static Compacted compacted(List<List<AddFile>> groups) {
        return new Compacted(
                groups.stream().mapToInt(List::size).sum(),
                0,
                OptionalInt.of(groups.size()),
                groups.stream().flatMap(List::stream).mapToLong(AddFile::size).sum());
    }

    /** The same rows as other files had. */
    private static AddFile unchanged(AddFile file) {
        return file.copy(
                file.path(),
                file.partitionValues(),
                file.size(),
                file.modificationTime(),
                false,
                file.stats(),
                file.tags(),
                file.deletionVector(),
                file.baseRowId(),
                file.defaultRowCommitVersion(),
                file.clusteringProvider());
    }

    /** Small files, the oldest first, together as many as a file should have. */
    private static List<List<AddFile>> groups(Snapshot snapshot) {
        List<AddFile> small = snapshot.allFiles().collectAsList().stream()
                .filter(file -> file.size() < TARGET / FRACTION)
                .sorted(Comparator.comparingLong(AddFile::modificationTime).thenComparing(AddFile::path))
                .toList();
        List<List<AddFile>> groups = new ArrayList<>();
        if (small.size() < LEAST) {
            return groups;
        }
        long bytes = TARGET;
        for (AddFile file : small) {
            if (bytes >= TARGET) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            groups.get(groups.size() - 1).add(file);
            bytes += file.size();
        }
        groups.removeIf(group -> group.size() == 1);
        return groups;
    }

    /**
     * Deletes the files that no version since {@code before} has, and those that a process which died did not commit.
     */
    public void removeUnneeded(Instant before, Instant now) {
        Instant uncommitted = now.minus(UNCOMMITTED);
        Instant neverNamed = uncommitted.isBefore(before) ? uncommitted : before;
        Snapshot newest = newest();
        Set<String> named = names(newest);
        Map<String, Long> removed = new HashMap<>();
        newest.tombstones().collectAsList().forEach(file -> removed.put(file.path(), file.delTimestamp()));
        List<Path> unneeded = new ArrayList<>();
        List<Path> unknown = new ArrayList<>();
        try {
            FileSystem files = folder.getFileSystem(spark.sessionState().newHadoopConf());
            for (FileStatus file :
                    files.listStatus(folder, path -> path.getName().endsWith(".parquet"))) {
                String name = file.getPath().getName();
                @Nullable Long deleted = removed.get(name);
                if (deleted != null && deleted < before.toEpochMilli()) {
                    unneeded.add(file.getPath());
                } else if (deleted == null
                        && !named.contains(name)
                        && file.getModificationTime() < neverNamed.toEpochMilli()) {
                    unknown.add(file.getPath());
                }
            }
            if (!unknown.isEmpty()) { // Delta forgets after a week that it removed a file
                Set<String> then = names(snapshotAt(before));
                unknown.removeIf(file -> then.contains(file.getName()));
            }
            unneeded.addAll(unknown);
            for (Path file : unneeded) {
                files.delete(file, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Snapshot newest() {
        return table.update(false, Option.empty(), Option.empty());
    }

    private Snapshot snapshotAt(Instant time) {
        long version = table.history()
                .getActiveCommitAtTime(Timestamp.from(time), true, true, true)
                .version();
        return table.getSnapshotAt(version, Option.empty(), Option.empty());
    }

    private static Set<String> names(Snapshot snapshot) {
        return snapshot.allFiles().collectAsList().stream().map(AddFile::path).collect(Collectors.toSet());
    }
}
