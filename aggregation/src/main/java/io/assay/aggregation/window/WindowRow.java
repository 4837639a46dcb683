package io.assay.aggregation.window;

import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.value.LogRow;
import io.assay.aggregation.value.RowKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of a window log, of one key. Times in microseconds since the epoch. */
public interface WindowRow extends LogRow {
    /** Start of the tile; {@link #EVERY_TIME} of an erase of a complete key. */
    long tile();

    /** The state in column {@code column} of {@link WindowPlan#columns()}; null where there is none. Never changed. */
    @Nullable AggregateState state(int column);

    default boolean erasesKey() {
        return kind() == RowKind.ERASE && tile() == EVERY_TIME;
    }

    /** A row that holds its states. */
    static WindowRow of(
            long tile, long known, RowKind kind, long sequence, List<? extends @Nullable AggregateState> states) {
        return new BufferedRow(tile, known, kind, sequence, states.toArray(AggregateState[]::new));
    }
}
