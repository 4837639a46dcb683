package io.assay.aggregation.window;

import io.assay.aggregation.state.State;
import org.jspecify.annotations.Nullable;

/** States merged into one; a single state is passed through uncopied. */
final class Accumulator {
    private @Nullable State state;
    private boolean own;

    void add(@Nullable State more) {
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

    @Nullable State state() {
        return state;
    }
}
