package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import java.math.BigDecimal;
import java.math.MathContext;

/** An exact sum of numbers, or of their squares. */
abstract sealed class ExactSum permits IntegerSum, FloatingPointSum, DecimalSum {
    private static final MathContext DIGITS = new MathContext(25);

    static ExactSum of(ValueType type) {
        return switch (type) {
            case INTEGER -> new IntegerSum();
            case FLOATING_POINT -> new FloatingPointSum();
            case DECIMAL -> new DecimalSum();
            case BOOLEAN, STRING, BYTES, TIMESTAMP -> throw new IllegalArgumentException("no total of " + type);
        };
    }

    abstract void add(Number value);

    abstract void addSquare(Number value);

    abstract void add(ExactSum other);

    /** The sum in the type's own kind. */
    abstract Object value();

    abstract double mean(long count);

    /** Sample variance of {@code count} numbers whose sum is this and whose squares sum up to {@code squares}. */
    abstract double variance(ExactSum squares, long count);

    static double mean(BigDecimal sum, long count) {
        return sum.divide(BigDecimal.valueOf(count), DIGITS).doubleValue();
    }

    static double variance(BigDecimal sum, BigDecimal squares, long count) {
        BigDecimal n = BigDecimal.valueOf(count);
        BigDecimal numerator = n.multiply(squares).subtract(sum.multiply(sum));
        return numerator
                .divide(n.multiply(BigDecimal.valueOf(count - 1)), DIGITS)
                .doubleValue();
    }

    abstract void write(ByteWriter out);

    abstract void read(ByteReader in);
}
