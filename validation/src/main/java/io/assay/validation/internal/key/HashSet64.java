package io.assay.validation.internal.key;

import java.util.Arrays;

/**
 * A set of hashes in one array, at most half of which is filled. No library that Spark brings has a public set of
 * longs, and its Roaring bitmaps are made for values that lie near each other.
 */
final class HashSet64 {
    private long[] slots;
    private int size;
    private boolean hasZero;

    HashSet64(int expected) {
        slots = new long[Integer.highestOneBit(Math.max(8, expected)) * 4];
    }

    /** One for each key. */
    static HashSet64[] ofEach(int keys) {
        HashSet64[] sets = new HashSet64[keys];
        Arrays.setAll(sets, key -> new HashSet64(1_000));
        return sets;
    }

    static long[][] toArrays(HashSet64... sets) {
        return Arrays.stream(sets).map(HashSet64::toArray).toArray(long[][]::new);
    }

    /** Whether it was not there before. */
    boolean add(long hash) {
        if (hash == 0) {
            boolean added = !hasZero;
            hasZero = true;
            return added;
        }
        int slot = slot(hash);
        if (slots[slot] == hash) {
            return false;
        }
        slots[slot] = hash;
        size++;
        if (size * 2 > slots.length) {
            grow();
        }
        return true;
    }

    boolean contains(long hash) {
        return hash == 0 ? hasZero : slots[slot(hash)] == hash;
    }

    int size() {
        return size + (hasZero ? 1 : 0);
    }

    long[] toArray() {
        long[] all = Arrays.stream(slots).filter(hash -> hash != 0).toArray();
        return hasZero ? Arrays.copyOf(all, all.length + 1) : all;
    }

    /** Where it is, or would be. */
    private int slot(long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (long hash : before) {
            if (hash != 0) {
                slots[slot(hash)] = hash;
            }
        }
    }
}
