package io.assay.aggregation.state;

import java.math.BigDecimal;

/** Exact sum of decimals. */
final class DecimalTotal extends Total {
    private BigDecimal sum = BigDecimal.ZERO;

    @Override
    void add(Number value) {
        sum = sum.add(decimal(value));
    }

    @Override
    void addSquare(Number value) {
        BigDecimal decimal = decimal(value);
        sum = sum.add(decimal.multiply(decimal));
    }

    private static BigDecimal decimal(Number value) {
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    @Override
    void add(Total other) {
        sum = sum.add(((DecimalTotal) other).sum);
    }

    @Override
    Object value() {
        return sum;
    }

    @Override
    double mean(long count) {
        return mean(sum, count);
    }

    @Override
    double variance(Total squares, long count) {
        return variance(sum, ((DecimalTotal) squares).sum, count);
    }

    @Override
    void write(StateWriter out) {
        out.decimal(sum);
    }

    @Override
    void read(StateReader in) {
        sum = in.decimal();
    }
}
