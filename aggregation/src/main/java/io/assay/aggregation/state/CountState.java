package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.definition.feature.Aggregate;

/** How many values there were. */
final class CountState extends AggregateState {
    private long count;

    CountState(ValueType type) {
        super(Aggregate.COUNT, type);
    }

    @Override
    void take(Object value, EventOrder order) {
        count++;
    }

    @Override
    void mergeSame(AggregateState other) {
        count = Math.addExact(count, ((CountState) other).count);
    }

    @Override
    public Object finish() {
        return count;
    }

    @Override
    void writeTo(ByteWriter out) {
        out.count(count);
    }

    @Override
    void readFrom(ByteReader in, int format) {
        count = in.count();
    }
}
