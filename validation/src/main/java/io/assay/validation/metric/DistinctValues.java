package io.assay.validation.metric;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * An estimate of how many values differ, as the registers of a HyperLogLog++ sketch: ten registers of 6 bits a word.
 *
 * @param words none where values cannot be compared
 */
public record DistinctValues(List<Long> words) {
    private static final int BITS = 6;
    private static final int PER_WORD = 10;
    private static final long REGISTER = (1L << BITS) - 1;

    public DistinctValues {
        words = List.copyOf(words);
    }

    public static DistinctValues of(long... words) {
        return new DistinctValues(Arrays.stream(words).boxed().toList());
    }

    /** The words, to be changed by the caller. */
    public long[] registers() {
        return words.stream().mapToLong(Long::longValue).toArray();
    }

    DistinctValues merge(DistinctValues other) {
        if (words.size() != other.words.size()) { // a column that changed its kind
            return new DistinctValues(List.of());
        }
        long[] merged = registers();
        merge(merged, other.registers());
        return of(merged);
    }

    /** Takes {@code more} into {@code words}: of each register the greater one stays. */
    public static void merge(long[] words, long[] more) {
        for (int i = 0; i < words.length; i++) {
            long merged = 0;
            for (int shift = 0; shift < PER_WORD * BITS; shift += BITS) {
                long mask = REGISTER << shift;
                merged |= Math.max(words[i] & mask, more[i] & mask);
            }
            words[i] = merged;
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(words.size());
        for (long word : words) {
            out.writeLong(word);
        }
    }

    static DistinctValues read(DataInputStream in) throws IOException {
        long[] words = new long[in.readInt()];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readLong();
        }
        return of(words);
    }
}
