package io.assay.aggregation.state;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Doubles as integer multiples of a tiny unit, 2 to the minus {@code unit}, and back. */
final class FixedPoint {
    private FixedPoint() {}

    /** A finite double, exactly; {@code unit} is at least 1074. */
    static BigInteger of(double x, int unit) {
        if (x == 0) {
            return BigInteger.ZERO;
        }
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) ((bits >> 52) & 0x7FF);
        long fraction = bits & ((1L << 52) - 1);
        long mantissa = exponent == 0 ? fraction : fraction | (1L << 52);
        int shift = Math.max(exponent, 1) - 1075 + unit;
        BigInteger units = BigInteger.valueOf(bits < 0 ? -mantissa : mantissa);
        return units.shiftLeft(shift);
    }

    /** The nearest double, half to even; infinite where it is too large. */
    static double rounded(BigInteger units, int unit) {
        BigInteger size = units.abs();
        int drop = size.bitLength() - 64;
        if (drop <= 0) {
            return Math.scalb(units.doubleValue(), -unit);
        }
        BigInteger top = size.shiftRight(drop);
        if (size.getLowestSetBit() < drop) {
            top = top.setBit(0);
        }
        double rounded = Math.scalb(top.doubleValue(), drop - unit);
        return units.signum() < 0 ? -rounded : rounded;
    }

    static BigDecimal exact(BigInteger units, int unit) {
        return new BigDecimal(units.multiply(BigInteger.valueOf(5).pow(unit)), unit);
    }
}
