package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import java.math.BigDecimal;

/** Exact sum of decimals. */
final class DecimalSum extends ExactSum {
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
    void add(ExactSum other) {
        sum = sum.add(((DecimalSum) other).sum);
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
    double variance(ExactSum squares, long count) {
        return variance(sum, ((DecimalSum) squares).sum, count);
    }

    @Override
    void write(ByteWriter out) {
        out.decimal(sum);
    }

    @Override
    void read(ByteReader in) {
        sum = in.decimal();
    }
}
