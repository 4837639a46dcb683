package io.assay.validation.internal.key;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of one key of many rows: Spark keeps and moves arrays for a fraction of what rows cost.
 *
 * @param key its number among those that are looked at together
 * @param hashes are not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HashBlock(int key, long[] hashes) implements Serializable {
    private static final int LENGTH = 8_192;

    /**
     * Those of all rows; no action.
     *
     * @param rows a column, bigint, for each key; null where a row has none
     */
    static JavaRDD<HashBlock> of(Dataset<Row> rows) {
        int keys = rows.columns().length;
        return rows.queryExecution().toRdd().toJavaRDD().mapPartitions(part -> new Blocks(part, keys));
    }

    private static final class Blocks implements Iterator<HashBlock> {
        private final Iterator<InternalRow> rows;
        private final long[][] hashes;
        private final int[] sizes;
        private @Nullable HashBlock next;

        Blocks(Iterator<InternalRow> rows, int keys) {
            this.rows = rows;
            this.hashes = new long[keys][LENGTH];
            this.sizes = new int[keys];
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext() && !anyFull()) {
                InternalRow row = rows.next();
                for (int key = 0; key < sizes.length; key++) {
                    if (!row.isNullAt(key)) {
                        hashes[key][sizes[key]++] = row.getLong(key);
                    }
                }
            }
            for (int key = 0; next == null && key < sizes.length; key++) {
                if (sizes[key] == LENGTH || (sizes[key] > 0 && !rows.hasNext())) {
                    next = new HashBlock(key, Arrays.copyOf(hashes[key], sizes[key]));
                    sizes[key] = 0;
                }
            }
            return next != null;
        }

        private boolean anyFull() {
            for (int size : sizes) {
                if (size == LENGTH) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public HashBlock next() {
            HashBlock block = hasNext() ? next : null;
            if (block == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return block;
        }
    }
}
