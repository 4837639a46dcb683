package io.assay.validation.internal.key;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Hashes of keys with the event times of their rows, by which rows are found that are near in time: in constant time,
 * also where a key has many rows that are not. 28 bytes a row. Times are in microseconds; {@link #NONE} is near to
 * itself alone.
 */
final class SpanIndex implements Serializable {
    /** The time of a row that has none. */
    static final long NONE = Long.MIN_VALUE;

    private static final long serialVersionUID = 1;
    private static final int EMPTY = -1;

    private final long span;
    private int[] heads = newHeads(1 << 10);
    private int[] next = new int[1 << 9];
    private long[] hashes = new long[1 << 9];
    private long[] times = new long[1 << 9];
    private int size;

    SpanIndex(long span) {
        this.span = span;
    }

    int size() {
        return size;
    }

    void add(long hash, long time) {
        if (size == hashes.length) {
            grow();
        }
        hashes[size] = hash;
        times[size] = time;
        link(size);
        size++;
    }

    /** Whether there is a row with that hash, at most the span earlier or later. */
    boolean near(long hash, long time) {
        if (time == NONE) {
            return near(hash, time, 0);
        }
        long bucket = Math.floorDiv(time, span);
        return near(hash, time, bucket) || near(hash, time, bucket - 1) || near(hash, time, bucket + 1);
    }

    /** The same rows without those before a time. */
    SpanIndex from(long earliest) {
        SpanIndex later = new SpanIndex(span);
        for (int i = 0; i < size; i++) {
            if (times[i] >= earliest) {
                later.add(hashes[i], times[i]);
            }
        }
        return later;
    }

    LongStream distinctHashes() {
        return Arrays.stream(hashes, 0, size).distinct();
    }

    private boolean near(long hash, long time, long bucket) {
        for (int at = heads[slot(hash, bucket)]; at != EMPTY; at = next[at]) {
            if (hashes[at] == hash
                    && (time == NONE ? times[at] == NONE : times[at] != NONE && Math.abs(times[at] - time) <= span)) {
                return true;
            }
        }
        return false;
    }

    private void link(int row) {
        int slot = slot(hashes[row], times[row] == NONE ? 0 : Math.floorDiv(times[row], span));
        next[row] = heads[slot];
        heads[slot] = row;
    }

    private int slot(long hash, long bucket) {
        long mixed = (hash ^ bucket * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 32) & (heads.length - 1);
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, size * 2);
        times = Arrays.copyOf(times, size * 2);
        next = Arrays.copyOf(next, size * 2);
        heads = newHeads(size * 4);
        for (int row = 0; row < size; row++) {
            link(row);
        }
    }

    private static int[] newHeads(int length) {
        int[] heads = new int[length];
        Arrays.fill(heads, EMPTY);
        return heads;
    }
}
