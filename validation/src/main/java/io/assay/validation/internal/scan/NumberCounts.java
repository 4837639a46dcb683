package io.assay.validation.internal.scan;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Histogram;
import io.assay.validation.metric.Moments;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is counted of a column's numbers besides their ranks. It takes sorted runs of values, which the quantile sketch
 * makes anyway, so that a row costs nothing.
 */
public final class NumberCounts implements Serializable {
    private static final long serialVersionUID = 1;
    private final double[] edges;
    private final int most;
    private final long[] bins;
    private final Map<Long, Long> values = new HashMap<>();
    private boolean overflow;
    private long zeros;
    private long nans;
    private Moments moments = Moments.NONE;

    public NumberCounts(double[] edges) {
        this(edges, CategoryCounts.MOST);
    }

    /** {@code most}: different numbers that are counted; if there are more, none is. */
    NumberCounts(double[] edges, int most) {
        this.edges = edges;
        this.most = most;
        this.overflow = most == 0;
        this.bins = new long[edges.length + 1];
    }

    /** Takes in values in ascending order; equal values may follow each other. */
    void add(double[] sorted, long[] weights) {
        int bin = 0;
        long count = 0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < sorted.length; i++) {
            double value = sorted[i];
            if (Double.isNaN(value)) {
                nans += weights[i];
                continue;
            }
            while (bin < edges.length && edges[bin] < value) {
                bin++;
            }
            bins[bin] += weights[i];
            if (value == 0) {
                zeros += weights[i];
            }
            if (!Double.isInfinite(value)) {
                count += weights[i];
                double delta = value - mean;
                mean += delta * weights[i] / count;
                squares += delta * (value - mean) * weights[i];
            }
        }
        moments = moments.merge(new Moments(count, mean, squares));
        values(sorted, weights);
    }

    private void values(double[] sorted, long[] weights) {
        for (int i = 0; i < sorted.length && !overflow; i++) {
            values.merge(bits(sorted[i]), weights[i], Long::sum);
            endIfMany();
        }
    }

    private void endIfMany() {
        if (values.size() > most) {
            overflow = true;
            values.clear();
        }
    }

    /** Negative zero is zero. */
    private static long bits(double value) {
        return Double.doubleToLongBits(value == 0 ? 0.0 : value);
    }

    public void merge(NumberCounts other) {
        for (int i = 0; i < bins.length; i++) {
            bins[i] += other.bins[i];
        }
        zeros += other.zeros;
        nans += other.nans;
        moments = moments.merge(other.moments);
        if (overflow || other.overflow) {
            overflow = true;
            values.clear();
        } else {
            other.values.forEach((value, count) -> values.merge(value, count, Long::sum));
            endIfMany();
        }
    }

    void write(DataOutputStream out) throws IOException {
        for (long bin : bins) {
            out.writeLong(bin);
        }
        out.writeLong(zeros);
        out.writeLong(nans);
        out.writeLong(moments.count());
        out.writeDouble(moments.mean());
        out.writeDouble(moments.squares());
        out.writeBoolean(overflow);
        out.writeInt(values.size());
        for (Map.Entry<Long, Long> value : values.entrySet()) {
            out.writeLong(value.getKey());
            out.writeLong(value.getValue());
        }
    }

    void read(DataInputStream in) throws IOException {
        for (int i = 0; i < bins.length; i++) {
            bins[i] = in.readLong();
        }
        zeros = in.readLong();
        nans = in.readLong();
        moments = new Moments(in.readLong(), in.readDouble(), in.readDouble());
        overflow = in.readBoolean();
        for (int left = in.readInt(); left > 0; left--) {
            values.put(in.readLong(), in.readLong());
        }
    }

    public long zeros() {
        return zeros;
    }

    public long nans() {
        return nans;
    }

    public Moments moments() {
        return moments;
    }

    Histogram histogram() {
        return Histogram.of(edges, bins);
    }

    /** How many differ, if they are counted. */
    OptionalInt distinct() {
        return overflow ? OptionalInt.empty() : OptionalInt.of(values.size());
    }

    public CategoryCounts categories() {
        if (overflow || values.size() > CategoryCounts.MOST) {
            return CategoryCounts.overflowed();
        }
        Map<Long, String> labels = new HashMap<>();
        values.keySet().forEach(bits -> labels.put(bits, text(Double.longBitsToDouble(bits))));
        return CategoryCounts.of(values, labels);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
