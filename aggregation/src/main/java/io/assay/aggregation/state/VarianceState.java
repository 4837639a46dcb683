package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.definition.feature.Aggregate;
import org.jspecify.annotations.Nullable;

/** Sample variance or standard deviation: the number of values, their exact sum and the exact sum of their squares. */
final class VarianceState extends AggregateState {
    private final ExactSum total;
    private final ExactSum squares;
    private long count;

    VarianceState(Aggregate aggregate, ValueType type) {
        super(aggregate, type);
        this.total = ExactSum.of(type);
        this.squares = ExactSum.of(type);
    }

    @Override
    void take(Object value, EventOrder order) {
        total.add((Number) value);
        squares.addSquare((Number) value);
        count++;
    }

    @Override
    void mergeSame(AggregateState other) {
        VarianceState that = (VarianceState) other;
        count = Math.addExact(count, that.count);
        total.add(that.total);
        squares.add(that.squares);
    }

    @Override
    public @Nullable Object finish() {
        if (count < 2) {
            return null;
        }
        double variance = total.variance(squares, count);
        return aggregate() == Aggregate.VARIANCE ? variance : Math.sqrt(variance);
    }

    @Override
    void writeTo(ByteWriter out) {
        out.count(count);
        if (count > 0) {
            total.write(out);
            squares.write(out);
        }
    }

    @Override
    void readFrom(ByteReader in, int format) {
        count = in.count();
        if (count > 0) {
            total.read(in);
            squares.read(in);
        }
    }
}
