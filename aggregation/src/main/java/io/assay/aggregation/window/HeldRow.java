package io.assay.aggregation.window;

import io.assay.aggregation.state.State;
import io.assay.aggregation.value.RowKind;
import org.jspecify.annotations.Nullable;

/** A row in memory. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not seen outside
record HeldRow(
        long tile,
        long known,
        RowKind kind,
        long sequence,
        @Nullable State[] states) implements WindowRow {
    @Override
    public @Nullable State state(int column) {
        return states[column];
    }
}
