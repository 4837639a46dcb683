package io.assay.validation.internal.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.util.QuantileSummaries;

/**
 * Quantiles of a column with a rank error of 1 %: Greenwald and Khanna's summary as Spark keeps it, made from runs of
 * values whose exact ranks are known.
 *
 * <p>As long as few values differ they are counted, not kept; then a run is a block of values, sorted when it is full.
 */
public final class QuantileSketch implements Serializable {
    private static final long serialVersionUID = 1;
    static final double ERROR = 0.01;

    /** How much it keeps before it makes a run: so many different values that are counted, so many in a block. */
    enum Size {
        LARGE(4096, 50_000),
        SMALL(256, 2_000);

        private final int few;
        private final int block;

        Size(int few, int block) {
            this.few = few;
            this.block = block;
        }
    }

    private final int few;
    private final int blockSize;
    private double[] values = new double[64];
    private long[] counts = new long[64]; // 0: the slot is free
    private int used;
    private double[] block = {};
    private int filled;
    private QuantileSummaries runs = summary(new QuantileSummaries.Stats[0], 0);
    private final NumberCounts counted;

    /** {@code counted} gets all values in sorted runs. */
    QuantileSketch(NumberCounts counted, Size size) {
        this(counted, size.few, size.block);
    }

    /** {@code counted} gets all values in sorted runs; {@code memory} values are kept at most. */
    public QuantileSketch(NumberCounts counted, int memory) {
        this(counted, Math.max(64, memory / 16), memory);
    }

    private QuantileSketch(NumberCounts counted, int few, int blockSize) {
        this.counted = counted;
        this.few = few;
        this.blockSize = blockSize;
    }

    public void add(double value, long times) {
        if (counts.length > 0) {
            count(value, times);
        } else {
            for (long i = 0; i < times; i++) {
                add(value);
            }
        }
    }

    void add(double value) {
        if (counts.length > 0) {
            count(value, 1);
        } else {
            block[filled++] = value;
            if (filled == block.length) {
                endBlock();
            }
        }
    }

    private void count(double value, long times) {
        int slot = slot(value);
        boolean first = counts[slot] == 0;
        counts[slot] += times;
        if (first) {
            values[slot] = value;
            used++;
            if (used == few) {
                endCounting();
            } else if (used * 4 > counts.length && counts.length < few * 4) {
                grow();
            }
        }
    }

    private int slot(double value) {
        long bits = Double.doubleToLongBits(value);
        long mixed = (bits ^ (bits >>> 32)) * 0x9E3779B97F4A7C15L; // its upper bits depend on all of them
        int slot = (int) (mixed >>> 48) & (counts.length - 1);
        while (counts[slot] != 0 && Double.doubleToLongBits(values[slot]) != bits) {
            slot = (slot + 1) & (counts.length - 1);
        }
        return slot;
    }

    private void grow() {
        double[] oldValues = values;
        long[] oldCounts = counts;
        values = new double[oldValues.length * 4];
        counts = new long[oldCounts.length * 4];
        for (int i = 0; i < oldCounts.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldValues[i]);
                values[slot] = oldValues[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** From now on blocks. */
    private void endCounting() {
        endRun();
        values = new double[0];
        counts = new long[0];
        block = new double[blockSize];
    }

    private void endRun() {
        double[] sorted = new double[used];
        int next = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                sorted[next++] = values[i];
            }
        }
        Arrays.sort(sorted);
        long[] weights = new long[used];
        for (int i = 0; i < used; i++) {
            weights[i] = counts[slot(sorted[i])];
        }
        counted.add(sorted, weights);
        runs = runs.merge(run(sorted, weights));
        Arrays.fill(counts, 0);
        used = 0;
    }

    private void endBlock() {
        double[] sorted = Arrays.copyOf(block, filled);
        Arrays.sort(sorted);
        long[] weights = new long[filled];
        Arrays.fill(weights, 1);
        counted.add(sorted, weights);
        runs = runs.merge(run(sorted, weights));
        filled = 0;
    }

    /** The value at every n-th rank: its rank is exact, so its delta is 0. */
    private static QuantileSummaries run(double[] sorted, long[] weights) {
        long total = Arrays.stream(weights).sum();
        if (total == 0) {
            return summary(new QuantileSummaries.Stats[0], 0);
        }
        long step = Math.max(1, (long) Math.floor(ERROR * total));
        List<QuantileSummaries.Stats> samples = new ArrayList<>();
        samples.add(new QuantileSummaries.Stats(sorted[0], 1, 0));
        long since = 0;
        for (int i = 0; i < sorted.length; i++) {
            long left = i == 0 ? weights[i] - 1 : weights[i];
            while (since + left >= step) {
                samples.add(new QuantileSummaries.Stats(sorted[i], step, 0));
                left -= step - since;
                since = 0;
            }
            since += left;
        }
        if (since > 0) {
            samples.add(new QuantileSummaries.Stats(sorted[sorted.length - 1], since, 0));
        }
        return summary(samples.toArray(QuantileSummaries.Stats[]::new), total);
    }

    private static QuantileSummaries summary(QuantileSummaries.Stats[] samples, long count) {
        return new QuantileSummaries(QuantileSummaries.defaultCompressThreshold(), ERROR, samples, count, true);
    }

    public void merge(QuantileSketch other) {
        merge(other.summary());
    }

    void merge(QuantileSummaries more) {
        runs = runs.merge(more);
    }

    /** All values so far. */
    public QuantileSummaries summary() {
        if (used > 0) {
            endRun();
        }
        if (filled > 0) {
            endBlock();
        }
        return runs;
    }
}
