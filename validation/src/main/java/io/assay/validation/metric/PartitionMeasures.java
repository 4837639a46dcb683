package io.assay.validation.metric;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured of the rows of one partition; a state that merges over runs and over partitions, so that days add
 * up to months.
 *
 * @param columns by name
 */
public record PartitionMeasures(Map<String, Column> columns) {
    private static final int VERSION = 1;

    /** Fewer distinct values of a column are counted here than of a batch: there are many partitions. */
    private static final int MOST_CATEGORIES = 100;

    /** What the values of a column look like, and how many differ. */
    public record Column(Distribution distribution, DistinctValues distinct) {
        Column merge(Column other) {
            return new Column(distribution.merge(other.distribution), distinct.merge(other.distinct));
        }
    }

    public PartitionMeasures {
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    /** {@code distinct}: the words of each column's sketch; none where values cannot be compared. */
    public static PartitionMeasures of(Map<String, Distribution> distributions, Map<String, long[]> distinct) {
        Map<String, Column> columns = new TreeMap<>();
        distributions.forEach((name, distribution) -> columns.put(
                name,
                new Column(
                        distribution.withCategories(categories -> categories.ofAtMost(MOST_CATEGORIES)),
                        DistinctValues.of(distinct.getOrDefault(name, new long[0])))));
        return new PartitionMeasures(columns);
    }

    public long rows() {
        return columns.values().stream()
                .mapToLong(column -> column.distribution().rows())
                .max()
                .orElse(0);
    }

    /** Of some columns only; of all if none is named. */
    public PartitionMeasures of(Collection<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        Map<String, Column> some = new TreeMap<>(columns);
        some.keySet().retainAll(names);
        return new PartitionMeasures(some);
    }

    public PartitionMeasures merge(PartitionMeasures other) {
        Map<String, Column> sums = new TreeMap<>(columns);
        other.columns.forEach((name, column) -> sums.merge(name, column, Column::merge));
        return new PartitionMeasures(sums);
    }

    /** Version (byte, 1), then of each column its name, its distribution and its sketch, big-endian. */
    public MetricState state() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(columns.size());
            for (Map.Entry<String, Column> column : columns.entrySet()) {
                out.writeUTF(column.getKey());
                byte[] distribution = DistributionCodec.write(column.getValue().distribution())
                        .bytes();
                out.writeInt(distribution.length);
                out.write(distribution);
                column.getValue().distinct().write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is none in memory
        }
        return MetricState.of(bytes.toByteArray());
    }

    /**
     * The measures that were stored.
     *
     * @throws IllegalArgumentException if another version wrote them
     */
    public static PartitionMeasures of(MetricState state) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.bytes()))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "measures of a partition of version %d; this version of Assay reads version %d"
                                .formatted(version, VERSION));
            }
            Map<String, Column> columns = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                Distribution distribution = DistributionCodec.read(MetricState.of(in.readNBytes(in.readInt())));
                columns.put(name, new Column(distribution, DistinctValues.read(in)));
            }
            return new PartitionMeasures(columns);
        } catch (IOException e) {
            throw new UncheckedIOException("measures of a partition end early", e);
        }
    }
}
