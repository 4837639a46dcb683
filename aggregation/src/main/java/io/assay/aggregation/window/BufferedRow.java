package io.assay.aggregation.window;

import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.value.RowKind;
import org.jspecify.annotations.Nullable;

/** A row in memory. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not seen outside
record BufferedRow(
        long tile,
        long known,
        RowKind kind,
        long sequence,
        @Nullable AggregateState[] states) implements WindowRow {
    @Override
    public @Nullable AggregateState state(int column) {
        return states[column];
    }
}
