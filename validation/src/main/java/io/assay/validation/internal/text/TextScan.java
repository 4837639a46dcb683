package io.assay.validation.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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

    /** Files in their order, packed into tasks of even size. */
    @Override
    public InputPartition[] planInputPartitions() {
        long total = files.stream().mapToLong(f -> f.bytes() + OPENING).sum();
        long most = Math.min(LARGEST_TASK, Math.max(OPENING, total / parallelism));
        List<InputPartition> tasks = new ArrayList<>();
        List<TextFile> task = new ArrayList<>();
        long size = 0;
        for (TextFile file : files) {
            if (!task.isEmpty() && size + file.bytes() + OPENING > most) {
                tasks.add(new TextPartition(task.toArray(TextFile[]::new)));
                task.clear();
                size = 0;
            }
            task.add(file);
            size += file.bytes() + OPENING;
        }
        if (!task.isEmpty()) {
            tasks.add(new TextPartition(task.toArray(TextFile[]::new)));
        }
        return tasks.toArray(InputPartition[]::new);
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
