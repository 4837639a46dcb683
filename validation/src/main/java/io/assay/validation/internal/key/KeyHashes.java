package io.assay.validation.internal.key;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Hashes that more than one row has, found in memory: eight bytes for each row of the batch, and of the published rows
 * only those with an equal hash. Without a shuffle.
 */
final class KeyHashes {
    /** Up to this many hashes are kept in memory, in the driver and in each task: 32 MB. */
    static final int MOST = 4_000_000;

    private final long[] own;

    private KeyHashes(long[] own) {
        this.own = own;
    }

    /**
     * The hashes of a batch; empty if there are too many to look at. One action.
     *
     * @param batch one column, bigint
     */
    static Optional<KeyHashes> of(Dataset<Row> batch) {
        return sorted(batch).map(KeyHashes::new);
    }

    int rows() {
        return own.length;
    }

    /**
     * The hashes that two rows of the batch have, or one of it and a published one. One action with published rows.
     *
     * @param published one column, bigint
     */
    long[] shared(Optional<Dataset<Row>> published) {
        LongStream shared =
                published.map(rows -> Arrays.stream(shared(own, rows))).orElse(LongStream.empty());
        return LongStream.concat(repeated(own), shared).distinct().toArray();
    }

    private static LongStream repeated(long[] sorted) {
        LongStream.Builder repeated = LongStream.builder();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                repeated.add(sorted[i]);
            }
        }
        return repeated.build();
    }

    private static Optional<long[]> sorted(Dataset<Row> hashes) {
        JavaRDD<InternalRow> rows = hashes.queryExecution().toRdd().toJavaRDD();
        int most = MOST / Math.max(1, rows.getNumPartitions());
        List<long[]> parts = rows.mapPartitions(
                        part -> List.of(taken(part, most)).iterator())
                .collect();
        if (parts.stream().anyMatch(part -> part.length > most)) {
            return Optional.empty();
        }
        long[] all = parts.stream().flatMapToLong(Arrays::stream).toArray();
        Arrays.parallelSort(all);
        return Optional.of(all);
    }

    /** All of them, or one more than {@code most}. */
    private static long[] taken(Iterator<InternalRow> rows, int most) {
        long[] taken = new long[1024];
        int size = 0;
        while (rows.hasNext() && size <= most) {
            if (size == taken.length) {
                taken = Arrays.copyOf(taken, size * 2);
            }
            taken[size++] = rows.next().getLong(0);
        }
        return Arrays.copyOf(taken, size);
    }

    private static long[] shared(long[] sorted, Dataset<Row> published) {
        Broadcast<long[]> own = JavaSparkContext.fromSparkContext(
                        published.sparkSession().sparkContext())
                .broadcast(sorted);
        try {
            List<long[]> parts = published
                    .queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .mapPartitions(part -> List.of(shared(own.value(), part)).iterator())
                    .collect();
            return parts.stream().flatMapToLong(Arrays::stream).toArray();
        } finally {
            own.unpersist();
        }
    }

    private static long[] shared(long[] sorted, Iterator<InternalRow> rows) {
        LongStream.Builder shared = LongStream.builder();
        while (rows.hasNext()) {
            long hash = rows.next().getLong(0);
            if (Arrays.binarySearch(sorted, hash) >= 0) {
                shared.add(hash);
            }
        }
        return shared.build().distinct().toArray();
    }
}
