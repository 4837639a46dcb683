package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exact sum of doubles, rounded once at the end: the same for every order of adding and merging.
 *
 * <p>Ordinary sums are kept as Shewchuk's non-overlapping partials ("Adaptive precision floating-point arithmetic",
 * 1997; as Python's {@code fsum}); from 2^1000 on, and for squares outside 2^±960, as one integer number of units of
 * 2^-2148. NaN and infinities follow IEEE: any NaN, or infinities of both signs, give NaN.
 */
final class FloatingPointSum extends ExactSum {
    private static final int UNIT = 2148;
    private static final double WIDE = 0x1p1000;
    private static final double SQUARE_MAX = 0x1p480;
    private static final double SQUARE_MIN = 0x1p-480;
    private static final int NAN = 1;
    private static final int PLUS = 2;
    private static final int MINUS = 4;

    private double[] partials = new double[2];
    private int size;
    private int specials;
    private @Nullable BigInteger wide;

    @Override
    void add(Number value) {
        add(value.doubleValue());
    }

    private void add(double x) {
        if (!Double.isFinite(x)) {
            specials |= Double.isNaN(x) ? NAN : x > 0 ? PLUS : MINUS;
        } else if (wide != null || Math.abs(x) >= WIDE) {
            addWide(FixedPoint.of(x, UNIT));
        } else {
            addPartial(x);
        }
    }

    private void addPartial(double value) {
        double x = value;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            double y = partials[i];
            if (Math.abs(x) < Math.abs(y)) {
                double swap = x;
                x = y;
                y = swap;
            }
            double high = x + y;
            double low = y - (high - x);
            if (low != 0) {
                partials[kept++] = low;
            }
            x = high;
        }
        if (x != 0) {
            if (kept == partials.length) {
                partials = Arrays.copyOf(partials, kept * 2);
            }
            partials[kept++] = x;
        }
        size = kept;
        if (Math.abs(x) >= WIDE) {
            addWide(BigInteger.ZERO);
        }
    }

    private void addWide(BigInteger units) {
        BigInteger sum = wide == null ? BigInteger.ZERO : wide;
        for (int i = 0; i < size; i++) {
            sum = sum.add(FixedPoint.of(partials[i], UNIT));
        }
        size = 0;
        wide = sum.add(units);
    }

    @Override
    void addSquare(Number value) {
        double x = value.doubleValue();
        double size = Math.abs(x);
        if (!Double.isFinite(x)) {
            specials |= Double.isNaN(x) ? NAN : PLUS;
        } else if (size > SQUARE_MAX || (size < SQUARE_MIN && x != 0)) {
            BigInteger units = FixedPoint.of(x, UNIT / 2);
            addWide(units.multiply(units));
        } else {
            double square = x * x;
            add(square);
            add(Math.fma(x, x, -square));
        }
    }

    @Override
    void add(ExactSum other) {
        FloatingPointSum that = (FloatingPointSum) other;
        int count = that.size;
        for (int i = 0; i < count; i++) {
            add(that.partials[i]);
        }
        if (that.wide != null) {
            addWide(that.wide);
        }
        specials |= that.specials;
    }

    @Override
    Object value() {
        return special() ? specialValue() : wide == null ? rounded() : FixedPoint.rounded(wide, UNIT);
    }

    private boolean special() {
        return specials != 0;
    }

    private double specialValue() {
        return specials == PLUS ? Double.POSITIVE_INFINITY : specials == MINUS ? Double.NEGATIVE_INFINITY : Double.NaN;
    }

    /** The partials' sum, rounded half to even. */
    private double rounded() {
        if (size == 0) {
            return 0;
        }
        int rest = size;
        double high = partials[--rest];
        double low = 0;
        while (rest > 0 && low == 0) {
            double x = high;
            double y = partials[--rest];
            high = x + y;
            low = y - (high - x);
        }
        if (rest > 0 && low != 0 && Math.signum(low) == Math.signum(partials[rest - 1])) {
            double twice = low * 2;
            double next = high + twice;
            if (next - high == twice) {
                return next;
            }
        }
        return high;
    }

    @Override
    double mean(long count) {
        if (special()) {
            return specialValue();
        }
        return wide == null ? rounded() / count : mean(exact(), count);
    }

    @Override
    double variance(ExactSum squares, long count) {
        FloatingPointSum that = (FloatingPointSum) squares;
        if (special() || that.special()) {
            return Double.NaN;
        }
        if (wide == null && that.wide == null) {
            double quick = SampleVariance.quick(rounded(), remainder(), that.rounded(), that.remainder(), count);
            if (quick > 0) {
                return quick;
            }
        }
        return variance(exact(), that.exact(), count);
    }

    /** What {@link #rounded()} left out, rounded. */
    private double remainder() {
        double rounded = rounded();
        double rest = -rounded;
        for (int i = size - 1; i >= 0; i--) {
            rest += partials[i];
        }
        return rest;
    }

    private BigDecimal exact() {
        BigDecimal sum = wide == null ? BigDecimal.ZERO : FixedPoint.exact(wide, UNIT);
        for (int i = 0; i < size; i++) {
            sum = sum.add(new BigDecimal(partials[i]));
        }
        return sum;
    }

    @Override
    void write(ByteWriter out) {
        out.raw(specials | (wide == null ? 0 : 8));
        out.count(size);
        for (int i = 0; i < size; i++) {
            out.real(partials[i]);
        }
        if (wide != null) {
            out.integer(wide);
        }
    }

    @Override
    void read(ByteReader in) {
        int flags = in.raw();
        specials = flags & 7;
        size = in.size();
        partials = new double[Math.max(2, size)];
        for (int i = 0; i < size; i++) {
            partials[i] = in.real();
        }
        wide = (flags & 8) == 0 ? null : in.integer();
    }
}
