package io.assay.aggregation.window;

import io.assay.aggregation.state.State;
import io.assay.aggregation.value.RowKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of a window log, of one key. Times in microseconds since the epoch. */
public interface WindowRow {
    /** The {@link #tile()} of an erase of the whole key, null in the table. */
    long WHOLE_KEY = Long.MIN_VALUE;

    /** Start of the tile. */
    long tile();

    /** The instant from which the row counts. */
    long known();

    RowKind kind();

    /** Publication order of the source snapshot the row was made from. */
    long sequence();

    /** The state in column {@code column} of {@link WindowPlan#columns()}; null where there is none. Never changed. */
    @Nullable State state(int column);

    default boolean erasesKey() {
        return kind() == RowKind.ERASE && tile() == WHOLE_KEY;
    }

    /** A row that holds its states. */
    static WindowRow of(long tile, long known, RowKind kind, long sequence, List<? extends @Nullable State> states) {
        return new HeldRow(tile, known, kind, sequence, states.toArray(State[]::new));
    }
}
