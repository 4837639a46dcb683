package io.assay.validation.internal.profile;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.sql.catalyst.expressions.XXH64;

/** A random sample of rows, of each only its values' hashes: what tells whether columns can be a key. */
final class RowSample implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_VALUES = 1_000_000;

    private final int size;
    private final PriorityQueue<long[]> rows = new PriorityQueue<>(new LargestFirst());

    private static final class LargestFirst implements Comparator<long[]>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public int compare(long[] a, long[] b) {
            return Long.compare(b[0], a[0]);
        }
    }

    RowSample(int columns) {
        this.size = Math.min(MOST_ROWS, MOST_VALUES / Math.max(1, columns));
    }

    /** Takes a row in, or not; {@code place} tells rows apart. */
    void add(long place, long[] hashes) {
        long priority = XXH64.hashLong(place, 7);
        long[] largest = rows.peek();
        if (rows.size() < size || (largest != null && priority < largest[0])) {
            long[] row = new long[hashes.length + 1];
            row[0] = priority;
            System.arraycopy(hashes, 0, row, 1, hashes.length);
            put(row);
        }
    }

    private void put(long[] row) {
        rows.add(row);
        if (rows.size() > size) {
            rows.poll();
        }
    }

    void merge(RowSample other) {
        other.rows.forEach(this::put);
    }

    /** The hashes of each row's values, in the order of the columns; 0 is null. */
    List<long[]> hashes() {
        return rows.stream()
                .sorted(Comparator.comparingLong(row -> row[0]))
                .map(row -> Arrays.copyOfRange(row, 1, row.length))
                .toList();
    }
}
