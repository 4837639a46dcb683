package io.assay.validation.metric;

import java.util.Arrays;

/**
 * Counts of numbers between fixed edges: the first bin is below the first edge, the last one above the last. A value on
 * an edge is in the bin below it. Histograms of equal edges merge.
 */
public final class Histogram {
    private final double[] edges;
    private final long[] counts;

    private Histogram(double[] edges, long[] counts) {
        if (counts.length != edges.length + 1) {
            throw new IllegalArgumentException("%d edges do not make %d bins".formatted(edges.length, counts.length));
        }
        this.edges = edges;
        this.counts = counts;
    }

    public static Histogram of(double[] edges, long[] counts) {
        return new Histogram(edges.clone(), counts.clone());
    }

    public double[] edges() {
        return edges.clone();
    }

    public int bins() {
        return counts.length;
    }

    public long count(int bin) {
        return counts[bin];
    }

    /** The edge above a bin; infinite above the last. */
    public double upper(int bin) {
        return bin == edges.length ? Double.POSITIVE_INFINITY : edges[bin];
    }

    public long total() {
        return Arrays.stream(counts).sum();
    }

    public boolean mergesWith(Histogram other) {
        return Arrays.equals(edges, other.edges);
    }

    /** Both together; they must have equal edges. */
    public Histogram merge(Histogram other) {
        if (!mergesWith(other)) {
            throw new IllegalArgumentException("histograms of different edges do not merge");
        }
        long[] sums = counts.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.counts[i];
        }
        return new Histogram(edges, sums);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that
                && Arrays.equals(edges, that.edges)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges) * 31 + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
