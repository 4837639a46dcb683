package io.assay.validation.internal.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A scan of text files. A file is read by one task: a line end inside quotes cannot be told from one between rows
 * without reading from the start. Small files share a task.
 */
final class TextScan implements ScanBuilder, SupportsPushDownRequiredColumns, Scan, Batch, SupportsReportStatistics {
    /** As Spark's own {@code spark.sql.files.maxPartitionBytes}. */
    private static final long LARGEST_TASK = 128L << 20;
    /** Opening a file costs as much as reading so many bytes. */
    private static final long OPENING = 1L << 20;

    private final List<TextFile> files;
    private final RowPlan plan;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final int parallelism;
    private StructType asked;

    TextScan(List<TextFile> files, RowPlan plan, Broadcast<SerializableConfiguration> hadoop, int parallelism) {
        this.files = files;
        this.plan = plan;
        this.hadoop = hadoop;
        this.parallelism = parallelism;
        this.asked = plan.schema;
    }

    @Override
    public void pruneColumns(StructType required) {
        asked = required;
    }

    @Override
    public Scan build() {
        return this;
    }

    @Override
    public StructType readSchema() {
        return asked;
    }

    @Override
    public String description() {
        return "%d source files".formatted(files.size());
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    /** As many as can run at once, or more where they would be too large. */
    static int tasks(List<TextFile> files, int parallelism) {
        long total = files.stream().mapToLong(TextScan::size).sum();
        return (int) Math.max(Math.min(parallelism, files.size()), (total + LARGEST_TASK - 1) / LARGEST_TASK);
    }

    /** Tasks of even size: the largest file goes where there is most room. */
    @Override
    public InputPartition[] planInputPartitions() {
        int tasks = tasks(files, parallelism);
        List<List<TextFile>> packed = new ArrayList<>();
        PriorityQueue<long[]> room =
                new PriorityQueue<>(Comparator.<long[]>comparingLong(t -> t[0]).thenComparingLong(t -> t[1]));
        for (int i = 0; i < tasks; i++) {
            packed.add(new ArrayList<>());
            room.add(new long[] {0, i});
        }
        List<TextFile> largestFirst = new ArrayList<>(files);
        largestFirst.sort(Comparator.comparingLong(TextScan::size).reversed());
        for (TextFile file : largestFirst) {
            long[] task = room.remove();
            packed.get((int) task[1]).add(file);
            room.add(new long[] {task[0] + size(file), task[1]});
        }
        return packed.stream()
                .filter(task -> !task.isEmpty())
                .map(task -> new TextPartition(task.toArray(TextFile[]::new)))
                .toArray(InputPartition[]::new);
    }

    private static long size(TextFile file) {
        return file.bytes() + OPENING;
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new TextReaderFactory(plan, asked, hadoop);
    }

    @Override
    public Statistics estimateStatistics() {
        long bytes = files.stream().mapToLong(TextFile::bytes).sum();
        return new Statistics() {
            @Override
            public OptionalLong sizeInBytes() {
                return OptionalLong.of(Math.max(1, bytes * 4)); // text is often compressed
            }

            @Override
            public OptionalLong numRows() {
                return OptionalLong.empty();
            }
        };
    }
}
