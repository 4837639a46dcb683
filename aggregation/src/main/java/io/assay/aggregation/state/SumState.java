package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.definition.feature.Aggregate;
import org.jspecify.annotations.Nullable;

/** Sum or mean: the number of values and their exact sum. */
final class SumState extends AggregateState {
    private final ExactSum total;
    private long count;

    SumState(Aggregate aggregate, ValueType type) {
        super(aggregate, type);
        this.total = ExactSum.of(type);
    }

    @Override
    void take(Object value, EventOrder order) {
        total.add((Number) value);
        count++;
    }

    @Override
    void mergeSame(AggregateState other) {
        SumState that = (SumState) other;
        count = Math.addExact(count, that.count);
        total.add(that.total);
    }

    @Override
    public @Nullable Object finish() {
        if (count == 0) {
            return null;
        }
        return aggregate() == Aggregate.SUM ? total.value() : (Object) total.mean(count);
    }

    @Override
    void writeTo(ByteWriter out) {
        out.count(count);
        if (count > 0) {
            total.write(out);
        }
    }

    @Override
    void readFrom(ByteReader in, int format) {
        count = in.count();
        if (count > 0) {
            total.read(in);
        }
    }
}
