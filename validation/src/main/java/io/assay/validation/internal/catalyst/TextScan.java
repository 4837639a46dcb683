package io.assay.validation.internal.catalyst;

import io.assay.validation.internal.catalyst.TextParts.Packing;
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
    /** Opening a file costs as much as reading this many bytes. */
    private static final long OPENING = 1L << 20;

    private final List<TextFile> files;
    private final RowLayout layout;
    private final TextParts parts;
    private final Packing packing;
    private final LeftOutFields leftOut;
    private final Broadcast<SerializableConfiguration> hadoop;
    private StructType required;

    TextScan(
            List<TextFile> files,
            RowLayout layout,
            TextParts parts,
            Packing packing,
            LeftOutFields leftOut,
            Broadcast<SerializableConfiguration> hadoop) {
        this.files = files;
        this.layout = layout;
        this.parts = parts;
        this.packing = packing;
        this.leftOut = leftOut;
        this.hadoop = hadoop;
        this.required = layout.schema();
    }

    @Override
    public void pruneColumns(StructType columns) {
        required = columns;
    }

    @Override
    public Scan build() {
        return this;
    }

    @Override
    public StructType readSchema() {
        return required;
    }

    @Override
    public String description() {
        return "%d source files".formatted(files.size());
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        List<TextFile> read = parts.of(files);
        int tasks = parts.tasks(files);
        List<List<TextFile>> packed = packing == Packing.IN_ORDER ? inOrder(read, tasks) : even(read, tasks);
        return packed.stream()
                .filter(task -> !task.isEmpty())
                .map(task -> new TextPartition(task.toArray(TextFile[]::new)))
                .toArray(InputPartition[]::new);
    }

    /** Tasks of even size: the largest part goes where there is most room. */
    private static List<List<TextFile>> even(List<TextFile> parts, int tasks) {
        List<List<TextFile>> packed = new ArrayList<>();
        PriorityQueue<long[]> room =
                new PriorityQueue<>(Comparator.<long[]>comparingLong(t -> t[0]).thenComparingLong(t -> t[1]));
        for (int i = 0; i < tasks; i++) {
            packed.add(new ArrayList<>());
            room.add(new long[] {0, i});
        }
        List<TextFile> largestFirst = new ArrayList<>(parts);
        largestFirst.sort(Comparator.comparingLong(TextFile::bytes).reversed());
        for (TextFile file : largestFirst) {
            long[] task = room.remove();
            packed.get((int) task[1]).add(file);
            room.add(new long[] {task[0] + file.bytes() + OPENING, task[1]});
        }
        return packed;
    }

    /** Each task reads what follows on what the one before reads. */
    private static List<List<TextFile>> inOrder(List<TextFile> parts, int tasks) {
        long total = parts.stream().mapToLong(file -> file.bytes() + OPENING).sum();
        List<List<TextFile>> packed = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            packed.add(new ArrayList<>());
        }
        long before = 0;
        for (TextFile file : parts) {
            packed.get((int) (before * tasks / total)).add(file);
            before += file.bytes() + OPENING;
        }
        return packed;
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new TextReaderFactory(layout, required, leftOut, hadoop);
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
