package io.assay.validation.internal.catalyst;

import io.assay.validation.internal.text.TextFile;
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

/** A scan of text files. Large files are read by several tasks, small ones share a task. */
final class TextScan implements ScanBuilder, SupportsPushDownRequiredColumns, Scan, Batch, SupportsReportStatistics {
    /** Opening a file costs as much as reading so many bytes. */
    private static final long OPENING = 1L << 20;

    private final List<TextFile> files;
    private final RowLayout layout;
    private final TextParts parts;
    private final Broadcast<SerializableConfiguration> hadoop;
    private StructType asked;

    TextScan(List<TextFile> files, RowLayout layout, TextParts parts, Broadcast<SerializableConfiguration> hadoop) {
        this.files = files;
        this.layout = layout;
        this.parts = parts;
        this.hadoop = hadoop;
        this.asked = layout.schema();
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

    /** Tasks of even size: the largest part goes where there is most room. */
    @Override
    public InputPartition[] planInputPartitions() {
        List<TextFile> largestFirst = new ArrayList<>(parts.of(files));
        int tasks = parts.tasks(files);
        List<List<TextFile>> packed = new ArrayList<>();
        PriorityQueue<long[]> room =
                new PriorityQueue<>(Comparator.<long[]>comparingLong(t -> t[0]).thenComparingLong(t -> t[1]));
        for (int i = 0; i < tasks; i++) {
            packed.add(new ArrayList<>());
            room.add(new long[] {0, i});
        }
        largestFirst.sort(Comparator.comparingLong(TextFile::bytes).reversed());
        for (TextFile file : largestFirst) {
            long[] task = room.remove();
            packed.get((int) task[1]).add(file);
            room.add(new long[] {task[0] + file.bytes() + OPENING, task[1]});
        }
        return packed.stream()
                .filter(task -> !task.isEmpty())
                .map(task -> new TextPartition(task.toArray(TextFile[]::new)))
                .toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new TextReaderFactory(layout, asked, hadoop);
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
