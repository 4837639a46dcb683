package io.assay.validation.internal.scan;

import io.assay.validation.metric.DistinctValues;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.HyperLogLogPlusPlusHelper;

/**
 * HyperLogLog++ registers as Deequ's analyzer keeps them: 512 of 6 bits, ten a word, over XXH64 with seed 42 (Heule et
 * al., HyperLogLog in Practice, 2013).
 */
public final class DistinctSketch implements Serializable {
    private static final long serialVersionUID = 1;
    public static final long SEED = 42;
    private static final int PRECISION = 9;
    /** Of {@link #PRECISION}, as Spark and Deequ name it. */
    private static final double RELATIVE_DEVIATION = 0.05;

    private static final int PER_WORD = 10;
    private static final int BITS = 6;
    private static final long REGISTER = 63;
    private static final long PADDING = 1L << (PRECISION - 1);

    final long[] words = new long[((1 << PRECISION) + PER_WORD - 1) / PER_WORD];

    public void add(long hash) {
        int register = (int) (hash >>> (64 - PRECISION));
        long zeros = Long.numberOfLeadingZeros((hash << PRECISION) | PADDING) + 1L;
        int word = register / PER_WORD;
        int shift = BITS * (register - word * PER_WORD);
        if (zeros > ((words[word] >>> shift) & REGISTER)) {
            words[word] = (words[word] & ~(REGISTER << shift)) | (zeros << shift);
        }
    }

    public void merge(DistinctSketch other) {
        DistinctValues.merge(words, other.words);
    }

    /** About how many values differ: within 5 % two times of three. */
    public long estimate() {
        Object[] registers = new Object[words.length];
        for (int i = 0; i < words.length; i++) {
            registers[i] = words[i];
        }
        return new HyperLogLogPlusPlusHelper(RELATIVE_DEVIATION).query(new GenericInternalRow(registers), 0);
    }
}
