package io.assay.validation.internal.profile;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * How often each text occurs: exactly while at most {@value #EXACT} differ; after that the frequent ones, with counts
 * that are too low by at most {@link #error} (Misra and Gries, 1982).
 */
final class TextFrequencies implements Serializable {
    private static final long serialVersionUID = 1;
    /** Texts that are counted exactly. */
    static final int EXACT = 500;

    private static final int MOST = 1_000;
    private static final int LONGEST = 200;

    private int[] slots = new int[64]; // 0: free, else the entry's number + 1
    private long[] hashes = new long[32];
    private long[] counts = new long[32];
    private @Nullable UTF8String[] texts = new UTF8String[32];
    private int used;
    private boolean exact = true;
    private long error;

    /** Counts a text it knows; false if it does not know it. */
    boolean count(long hash, long times) {
        int entry = slots[slot(hash)];
        if (entry == 0) {
            return false;
        }
        counts[entry - 1] += times;
        return true;
    }

    /** Whether a new text can be counted exactly. */
    boolean takes(UTF8String text) {
        return exact && used < EXACT && text.numBytes() <= LONGEST;
    }

    /** Adds a text that is not there. */
    void insert(UTF8String text, long hash, long times) {
        if (text.numBytes() > LONGEST) {
            return; // among the others
        }
        if (used == MOST) {
            purge();
            if (error > 0 && used == MOST) {
                return;
            }
        }
        if (used == counts.length) {
            int size = Math.min(MOST, used * 2);
            hashes = Arrays.copyOf(hashes, size);
            counts = Arrays.copyOf(counts, size);
            texts = Arrays.copyOf(texts, size);
        }
        hashes[used] = hash;
        counts[used] = times;
        texts[used] = text.copy();
        used++;
        if (used * 2 > slots.length) {
            index(slots.length * 4);
        } else {
            slots[slot(hash)] = used;
        }
    }

    /** From now on counts are estimates. */
    void estimate() {
        exact = false;
    }

    boolean exact() {
        return exact;
    }

    /** How many rows a text may have that is not listed, and how much too low a count may be. */
    long error() {
        return error;
    }

    int size() {
        return used;
    }

    /** Takes the median from all counts; texts that have no more are left out. */
    private void purge() {
        long[] sorted = Arrays.copyOf(counts, used);
        Arrays.sort(sorted);
        long median = sorted[used / 2];
        error += median;
        int kept = 0;
        for (int i = 0; i < used; i++) {
            if (counts[i] > median) {
                hashes[kept] = hashes[i];
                counts[kept] = counts[i] - median;
                texts[kept] = texts[i];
                kept++;
            }
        }
        Arrays.fill(texts, kept, used, null);
        used = kept;
        index(slots.length);
    }

    private void index(int size) {
        slots = new int[size];
        for (int i = 0; i < used; i++) {
            slots[slot(hashes[i])] = i + 1;
        }
    }

    private int slot(long hash) {
        int slot = (int) (hash >>> 40) & (slots.length - 1);
        while (slots[slot] != 0 && hashes[slots[slot] - 1] != hash) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** Each text and its count. */
    void forEach(ObjLongConsumer<UTF8String> consumer) {
        for (int i = 0; i < used; i++) {
            UTF8String text = texts[i];
            if (text != null) {
                consumer.accept(text, counts[i]);
            }
        }
    }

    /** Takes in what another one counted; neither of the two is exact any more if too many differ. */
    void merge(TextFrequencies other) {
        error += other.error;
        for (int i = 0; i < other.used; i++) {
            UTF8String text = other.texts[i];
            if (text != null && !count(other.hashes[i], other.counts[i])) {
                insert(text, other.hashes[i], other.counts[i]);
            }
        }
    }
}
