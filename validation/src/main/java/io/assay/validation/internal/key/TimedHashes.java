package io.assay.validation.internal.key;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Hashes of rows' keys, each followed by the row's event time, brought to the driver. */
final class TimedHashes {
    /** A task may bring this many, however many tasks there are. */
    private static final int MOST_OF_A_TASK = 50_000;

    private final long[] pairs;

    private TimedHashes(long[] pairs) {
        this.pairs = pairs;
    }

    /**
     * Of a table of two columns, bigint and timestamp; empty if there are too many rows. One action.
     *
     * @param rows hash and event time
     * @param limit to the number of rows, 16 bytes each
     */
    static Optional<TimedHashes> of(Dataset<Row> rows, int limit) {
        JavaRDD<InternalRow> read = rows.queryExecution().toRdd().toJavaRDD();
        int most = Math.max(MOST_OF_A_TASK, limit / Math.max(1, read.getNumPartitions()));
        List<long[]> parts = read.mapPartitions(
                        part -> List.of(taken(part, most)).iterator())
                .collect();
        if (parts.stream().anyMatch(part -> part.length > 2 * most)) {
            return Optional.empty();
        }
        return Optional.of(
                new TimedHashes(parts.stream().flatMapToLong(Arrays::stream).toArray()));
    }

    /** All of them, or one row more than {@code most}. */
    private static long[] taken(Iterator<InternalRow> rows, int most) {
        long[] taken = new long[1024];
        int size = 0;
        while (rows.hasNext() && size <= 2 * most) {
            if (size == taken.length) {
                taken = Arrays.copyOf(taken, size * 2);
            }
            InternalRow row = rows.next();
            taken[size++] = row.getLong(0);
            taken[size++] = row.isNullAt(1) ? SpanIndex.NONE : row.getLong(1);
        }
        return Arrays.copyOf(taken, size);
    }

    int size() {
        return pairs.length / 2;
    }

    long hash(int row) {
        return pairs[2 * row];
    }

    /** In microseconds, or {@link SpanIndex#NONE}. */
    long time(int row) {
        return pairs[2 * row + 1];
    }

    /** The earliest and the latest event time; empty if no row has one. */
    Optional<long[]> range() {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < size(); i++) {
            if (time(i) != SpanIndex.NONE) {
                earliest = Math.min(earliest, time(i));
                latest = Math.max(latest, time(i));
            }
        }
        return earliest > latest ? Optional.empty() : Optional.of(new long[] {earliest, latest});
    }

    SpanIndex index(long span) {
        SpanIndex index = new SpanIndex(span);
        for (int i = 0; i < size(); i++) {
            index.add(hash(i), time(i));
        }
        return index;
    }
}
