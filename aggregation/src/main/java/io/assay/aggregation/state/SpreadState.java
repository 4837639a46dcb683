package io.assay.aggregation.state;

import io.assay.definition.feature.Aggregate;
import org.jspecify.annotations.Nullable;

/** Sample variance or standard deviation: the number of values, their exact sum and the exact sum of their squares. */
final class SpreadState extends State {
    private final Total total;
    private final Total squares;
    private long count;

    SpreadState(Aggregate aggregate, ValueType type) {
        super(aggregate, type);
        this.total = Total.of(type);
        this.squares = Total.of(type);
    }

    @Override
    void take(Object value, long eventTime, long sequence, long position) {
        total.add((Number) value);
        squares.addSquare((Number) value);
        count++;
    }

    @Override
    void mergeSame(State other) {
        SpreadState that = (SpreadState) other;
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
    void writeTo(StateWriter out) {
        out.count(count);
        if (count > 0) {
            total.write(out);
            squares.write(out);
        }
    }

    @Override
    void readFrom(StateReader in) {
        count = in.count();
        if (count > 0) {
            total.read(in);
            squares.read(in);
        }
    }
}
