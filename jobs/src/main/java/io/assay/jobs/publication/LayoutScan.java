package io.assay.jobs.publication;

import io.assay.validation.layout.PartitionTimeUnit;
import io.assay.validation.layout.TimeShape;
import io.assay.warehouse.dataset.DatasetColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** What the statistics of a snapshot's files say about its times and its batches; no data is read. */
final class LayoutScan {
    private static final double MICROS_PER_HOUR = 3.6e9;
    private static final double HOURS_PER_DAY = 24;
    /** Batches that show how the next one will be. */
    private static final int RECENT = 20;

    private final Table table;
    private final List<DataFile> files = new ArrayList<>();

    LayoutScan(Table table, long snapshot, List<String> times) {
        this.table = table;
        List<String> columns = new ArrayList<>(times);
        columns.add(DatasetColumns.SEQUENCE);
        columns.removeIf(column -> table.schema().findField(column) == null); // new with this batch
        try (CloseableIterable<FileScanTask> tasks = table.newScan()
                .useSnapshot(snapshot)
                .includeColumnStats(columns)
                .planFiles()) {
            for (FileScanTask task : tasks) {
                files.add(task.file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hours since the epoch. */
    private record Range(double from, double until, long bytes) {
        double hours() {
            return until - from;
        }

        Range with(Range other) {
            return new Range(Math.min(from, other.from), Math.max(until, other.until), bytes + other.bytes);
        }
    }

    /** Bytes of a recent batch, on average; those of the whole table if no file is of one batch alone. */
    long batchBytes() {
        Map<Long, Long> bytes = new TreeMap<>(Comparator.reverseOrder());
        files.forEach(file -> batch(file).ifPresent(batch -> bytes.merge(batch, file.fileSizeInBytes(), Long::sum)));
        return (long) bytes.values().stream()
                .limit(RECENT)
                .mapToLong(Long::longValue)
                .average()
                .orElseGet(() ->
                        files.stream().mapToLong(DataFile::fileSizeInBytes).sum());
    }

    /** Empty if no file says anything about it. */
    Optional<TimeShape> time(String column) {
        Types.@Nullable NestedField field = table.schema().findField(column);
        if (field == null) {
            return Optional.empty();
        }
        List<Range> all = new ArrayList<>();
        Map<Long, Range> batches = new TreeMap<>(Comparator.reverseOrder());
        long rows = 0;
        long missing = 0;
        for (DataFile file : files) {
            rows += file.recordCount();
            missing += nulls(file, field);
            range(file, field).ifPresent(range -> {
                all.add(range);
                batch(file).ifPresent(batch -> batches.merge(batch, range, Range::with));
            });
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Range> merged = merged(all);
        List<Range> recent = batches.values().stream().limit(RECENT).toList();
        OptionalDouble batchHours = recent.stream().mapToDouble(Range::hours).average();
        return Optional.of(new TimeShape(
                column,
                field.type().typeId() == Type.TypeID.DATE ? PartitionTimeUnit.DAYS : PartitionTimeUnit.HOURS,
                1 - (double) missing / Math.max(1, rows),
                merged.get(merged.size() - 1).until() - merged.get(0).from(),
                merged.stream().mapToDouble(Range::hours).sum(),
                merged.size(),
                batchHours,
                overlap(recent)));
    }

    private static OptionalDouble overlap(List<Range> batches) {
        double hours = batches.stream().mapToDouble(Range::hours).sum();
        if (batches.size() < 2 || hours == 0) {
            return batches.size() < 2 ? OptionalDouble.empty() : OptionalDouble.of(0);
        }
        double union = merged(batches).stream().mapToDouble(Range::hours).sum();
        return OptionalDouble.of(Math.max(0, 1 - union / hours));
    }

    /** In order; ranges that overlap, or are at most an hour apart, as one. */
    private static List<Range> merged(List<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparingDouble(Range::from)).toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && range.from() <= merged.get(last).until() + 1) {
                merged.set(last, merged.get(last).with(range));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    /** The batch that all rows of a file are of; empty for files that were written again from several. */
    private Optional<Long> batch(DataFile file) {
        Types.@Nullable NestedField field = table.schema().findField(DatasetColumns.SEQUENCE);
        if (field == null) {
            return Optional.empty();
        }
        @Nullable Object least = bound(file.lowerBounds(), field);
        @Nullable Object greatest = bound(file.upperBounds(), field);
        return least instanceof Long batch && least.equals(greatest) ? Optional.of(batch) : Optional.empty();
    }

    private static Optional<Range> range(DataFile file, Types.NestedField field) {
        @Nullable Object least = bound(file.lowerBounds(), field);
        @Nullable Object greatest = bound(file.upperBounds(), field);
        return least instanceof Number from && greatest instanceof Number until
                ? Optional.of(new Range(hours(from, field), hours(until, field), file.fileSizeInBytes()))
                : Optional.empty();
    }

    private static double hours(Number value, Types.NestedField field) {
        return field.type().typeId() == Type.TypeID.DATE
                ? value.doubleValue() * HOURS_PER_DAY
                : value.doubleValue() / MICROS_PER_HOUR;
    }

    private static @Nullable Object bound(@Nullable Map<Integer, ByteBuffer> bounds, Types.NestedField field) {
        @Nullable ByteBuffer bound = bounds == null ? null : bounds.get(field.fieldId());
        return bound == null ? null : Conversions.fromByteBuffer(field.type(), bound);
    }

    private static long nulls(DataFile file, Types.NestedField field) {
        @Nullable Map<Integer, Long> counts = file.nullValueCounts();
        return counts == null ? 0 : counts.getOrDefault(field.fieldId(), 0L);
    }
}
