package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Exact sum of integers: a long, and what overflowed it as a big integer beside it. */
final class IntegerSum extends ExactSum {
    private static final long SQUARE_FITS = 3_037_000_499L;

    private long low;
    private @Nullable BigInteger high;

    @Override
    void add(Number value) {
        add(value.longValue());
    }

    @Override
    void addSquare(Number value) {
        long x = value.longValue();
        if (x <= SQUARE_FITS && x >= -SQUARE_FITS) {
            add(x * x);
        } else {
            BigInteger big = BigInteger.valueOf(x);
            addHigh(big.multiply(big));
        }
    }

    private void add(long x) {
        long sum = low + x;
        if (((low ^ sum) & (x ^ sum)) < 0) {
            addHigh(BigInteger.valueOf(low));
            low = x;
        } else {
            low = sum;
        }
    }

    private void addHigh(BigInteger more) {
        high = high == null ? more : high.add(more);
    }

    @Override
    void add(ExactSum other) {
        IntegerSum that = (IntegerSum) other;
        add(that.low);
        if (that.high != null) {
            addHigh(that.high);
        }
    }

    /** A {@link Long} where it fits, else a {@link BigInteger}. */
    @Override
    Object value() {
        BigInteger exact = exact();
        return exact.bitLength() < Long.SIZE ? (Object) exact.longValue() : exact;
    }

    private BigInteger exact() {
        BigInteger exact = BigInteger.valueOf(low);
        return high == null ? exact : exact.add(high);
    }

    @Override
    double mean(long count) {
        if (high == null && Math.abs(low) < 1L << 53 && low != Long.MIN_VALUE) {
            return (double) low / count;
        }
        return mean(new BigDecimal(exact()), count);
    }

    @Override
    double variance(ExactSum squares, long count) {
        BigInteger sum = exact();
        BigInteger numerator = BigInteger.valueOf(count)
                .multiply(((IntegerSum) squares).exact())
                .subtract(sum.multiply(sum));
        return numerator.doubleValue() / ((double) count * (count - 1));
    }

    @Override
    void write(ByteWriter out) {
        out.signed(low);
        out.raw(high == null ? 0 : 1);
        if (high != null) {
            out.integer(high);
        }
    }

    @Override
    void read(ByteReader in) {
        low = in.signed();
        high = in.raw() == 0 ? null : in.integer();
    }
}
