package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.definition.feature.Aggregate;
import org.jspecify.annotations.Nullable;

/** The least or greatest value; see {@link ValueType#compare} for the order. */
final class MinMaxState extends AggregateState {
    private @Nullable Object best;

    MinMaxState(Aggregate aggregate, ValueType type) {
        super(aggregate, type);
    }

    @Override
    void take(Object value, EventOrder order) {
        offer(type().keep(value));
    }

    private void offer(Object kept) {
        if (best == null) {
            best = kept;
        } else {
            int order = type().compare(kept, best);
            if (aggregate() == Aggregate.MIN ? order < 0 : order > 0) {
                best = kept;
            }
        }
    }

    @Override
    void mergeSame(AggregateState other) {
        Object that = ((MinMaxState) other).best;
        if (that != null) {
            offer(that);
        }
    }

    @Override
    public @Nullable Object finish() {
        return best;
    }

    @Override
    void writeTo(ByteWriter out) {
        out.raw(best == null ? 0 : 1);
        if (best != null) {
            type().write(out, best);
        }
    }

    @Override
    void readFrom(ByteReader in, int format) {
        best = in.raw() == 0 ? null : type().read(in);
    }
}
