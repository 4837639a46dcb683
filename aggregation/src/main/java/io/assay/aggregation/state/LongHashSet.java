package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** A small set of well mixed 64-bit values, by open addressing. */
final class LongHashSet {
    private long[] slots = new long[8];
    private int size;
    private boolean zero;

    /** Whether the value is new. */
    boolean add(long value) {
        if (value == 0) {
            boolean fresh = !zero;
            zero = true;
            return fresh;
        }
        int at = place(slots, value);
        if (slots[at] == value) {
            return false;
        }
        slots[at] = value;
        size++;
        if (size * 2 > slots.length) {
            grow();
        }
        return true;
    }

    private static int place(long[] slots, long value) {
        int mask = slots.length - 1;
        int at = (int) value & mask;
        while (slots[at] != 0 && slots[at] != value) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long value : slots) {
            if (value != 0) {
                larger[place(larger, value)] = value;
            }
        }
        slots = larger;
    }

    int size() {
        return size + (zero ? 1 : 0);
    }

    void forEach(LongConsumer action) {
        if (zero) {
            action.accept(0);
        }
        for (long value : slots) {
            if (value != 0) {
                action.accept(value);
            }
        }
    }

    /** In ascending order, so that equal sets have equal bytes. */
    void write(ByteWriter out) {
        long[] sorted = new long[size()];
        int[] at = {0};
        forEach(value -> sorted[at[0]++] = value);
        Arrays.sort(sorted);
        out.count(sorted.length);
        for (long value : sorted) {
            out.fixed(value);
        }
    }

    static LongHashSet read(ByteReader in) {
        LongHashSet set = new LongHashSet();
        for (int left = in.size(); left > 0; left--) {
            set.add(in.fixed());
        }
        return set;
    }
}
