package io.assay.validation.internal.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Keys that many rows have, by their hashes, as far as the first rows of each task show: to read all rows costs as much
 * as what it would save.
 *
 * @param hashes of keys with at least {@value #SHARE} of the rows that were looked at
 * @param share of the rows that the most frequent key has
 * @param rows that were looked at
 * @param complete whether these are all there are
 */
record HotKeys(List<Long> hashes, double share, long rows, boolean complete) {
    static final double SHARE = 0.1;

    private static final int MOST_OF_A_TASK = 20_000;
    private static final int MOST = 2_000_000;

    HotKeys {
        hashes = List.copyOf(hashes);
    }

    /** Of one column, bigint. One action, which reads the first rows of each task. */
    static HotKeys of(Dataset<Row> keys) {
        JavaRDD<InternalRow> read = keys.queryExecution().toRdd().toJavaRDD();
        int most = Math.min(MOST_OF_A_TASK, Math.max(100, MOST / Math.max(1, read.getNumPartitions())));
        List<long[]> parts = read.mapPartitions(
                        part -> List.of(first(part, most)).iterator())
                .collect();
        boolean complete = parts.stream().allMatch(part -> part.length < most);
        Map<Long, Long> counts = new HashMap<>();
        long rows = 0;
        for (long[] part : parts) {
            rows += part.length;
            for (long hash : part) {
                counts.merge(hash, 1L, Long::sum);
            }
        }
        List<Long> hot = new ArrayList<>();
        long greatest = 0;
        for (Map.Entry<Long, Long> key : counts.entrySet()) {
            greatest = Math.max(greatest, key.getValue());
            if (key.getValue() >= SHARE * rows) {
                hot.add(key.getKey());
            }
        }
        hot.sort(null);
        return new HotKeys(hot, rows == 0 ? 0 : (double) greatest / rows, rows, complete);
    }

    private static long[] first(Iterator<InternalRow> rows, int most) {
        long[] taken = new long[most];
        int size = 0;
        while (size < most && rows.hasNext()) {
            taken[size++] = rows.next().getLong(0);
        }
        return Arrays.copyOf(taken, size);
    }
}
