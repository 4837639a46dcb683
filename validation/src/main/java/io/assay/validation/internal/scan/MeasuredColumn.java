package io.assay.validation.internal.scan;

import java.io.Serializable;
import java.util.Arrays;

/** How one column is measured; {@code edges} are those of its histogram, ascending. */
@SuppressWarnings("ArrayRecordComponent") // compared by equals below
record MeasuredColumn(ColumnKind kind, double[] edges) implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public boolean equals(Object other) {
        return other instanceof MeasuredColumn that && kind.equals(that.kind) && Arrays.equals(edges, that.edges);
    }

    @Override
    public int hashCode() {
        return kind.hashCode() * 31 + Arrays.hashCode(edges);
    }
}
