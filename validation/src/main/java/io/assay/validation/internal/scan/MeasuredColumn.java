package io.assay.validation.internal.scan;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How one column is measured.
 *
 * @param edges of its histogram, ascending
 * @param counted most different values that are counted; if there are more, none is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by equals below
record MeasuredColumn(ColumnKind kind, double[] edges, int counted) implements Serializable {
    private static final long serialVersionUID = 2;

    /** The same, if no more values are counted. */
    MeasuredColumn countingAtMost(int most) {
        return new MeasuredColumn(kind, edges, Math.min(counted, most));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MeasuredColumn that
                && kind.equals(that.kind)
                && counted == that.counted
                && Arrays.equals(edges, that.edges);
    }

    @Override
    public int hashCode() {
        return (kind.hashCode() * 31 + counted) * 31 + Arrays.hashCode(edges);
    }
}
