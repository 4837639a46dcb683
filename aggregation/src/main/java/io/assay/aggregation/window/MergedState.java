package io.assay.aggregation.window;

import io.assay.aggregation.state.AggregateState;
import org.jspecify.annotations.Nullable;

/** States merged into one; a single state is passed through uncopied. */
final class MergedState {
    private @Nullable AggregateState state;
    private boolean own;

    void add(@Nullable AggregateState more) {
        if (more == null) {
            return;
        }
        if (state == null) {
            state = more;
            return;
        }
        if (!own) {
            state = state.copy();
            own = true;
        }
        state.merge(more);
    }

    /** As {@link #add}, of a state that will change: it is copied. */
    void addCopy(@Nullable AggregateState more) {
        add(more);
        if (more != null && !own) {
            state = more.copy();
            own = true;
        }
    }

    @Nullable AggregateState state() {
        return state;
    }
}
