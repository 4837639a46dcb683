package io.assay.jobs.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.ScanTaskSetManager;
import org.apache.iceberg.spark.SparkReadOptions;
import org.apache.iceberg.spark.SparkTableCache;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows of some files of a snapshot; the others are not opened. They can be read until it is closed. */
public final class FileRows implements AutoCloseable {
    private final Table table;
    private final String key = "assay-" + UUID.randomUUID();
    private final List<FileScanTask> tasks;

    private FileRows(Table table, List<FileScanTask> tasks) {
        this.table = table;
        this.tasks = List.copyOf(tasks);
    }

    static FileRows of(Table table, long snapshot, Predicate<DataFile> wanted) {
        List<FileScanTask> tasks = new ArrayList<>();
        try (CloseableIterable<FileScanTask> all =
                table.newScan().useSnapshot(snapshot).planFiles()) {
            for (FileScanTask task : all) {
                if (wanted.test(task.file())) {
                    tasks.add(task);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FileRows(table, tasks);
    }

    static FileRows of(Table table, long snapshot, Set<String> paths) {
        if (paths.isEmpty()) {
            return new FileRows(table, List.of());
        }
        return of(table, snapshot, file -> paths.contains(file.location()));
    }

    /** The files. */
    public List<DataFile> files() {
        return tasks.stream().map(FileScanTask::file).toList();
    }

    /** Rows that the files have. */
    public long count() {
        return tasks.stream().mapToLong(task -> task.file().recordCount()).sum();
    }

    /** Their bytes. */
    public long bytes() {
        return tasks.stream()
                .map(FileScanTask::file)
                .mapToLong(ContentFile::fileSizeInBytes)
                .sum();
    }

    /** The rows, with all columns of the table; empty if there are no files. */
    public Optional<Dataset<Row>> rows(SparkSession spark) {
        if (tasks.isEmpty()) {
            return Optional.empty();
        }
        SparkTableCache.get().add(key, table);
        ScanTaskSetManager.get().stageTasks(table, key, tasks);
        Map<String, String> options = new HashMap<>();
        options.put(SparkReadOptions.SCAN_TASK_SET_ID, key);
        return Optional.of(spark.read().format("iceberg").options(options).load(key));
    }

    @Override
    public void close() {
        SparkTableCache.get().remove(key);
        ScanTaskSetManager.get().removeTasks(table, key);
    }
}
