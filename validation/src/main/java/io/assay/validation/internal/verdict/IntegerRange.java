package io.assay.validation.internal.verdict;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;

/**
 * Values that are integers inside are outside of a range, ends included: dates are days, timestamps microseconds,
 * decimals units of their last place.
 *
 * @param precision of a decimal, 0 of others
 */
record IntegerRange(boolean isLong, int precision, int scale, long least, long greatest) implements ValueTest {
    private static final long serialVersionUID = 1;

    /** How values of a type are read, all of them passing; empty if they are not integers inside. */
    static Optional<IntegerRange> of(DataType type) {
        if (type.equals(DataTypes.IntegerType) || type.equals(DataTypes.DateType)) {
            return Optional.of(new IntegerRange(false, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE));
        }
        if (type.equals(DataTypes.LongType) || type.equals(DataTypes.TimestampType)) {
            return Optional.of(new IntegerRange(true, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE));
        }
        if (type instanceof DecimalType decimal && decimal.precision() <= Decimal.MAX_LONG_DIGITS()) {
            return Optional.of(
                    new IntegerRange(true, decimal.precision(), decimal.scale(), Long.MIN_VALUE, Long.MAX_VALUE));
        }
        return Optional.empty();
    }

    /** The same with the least value that passes. */
    IntegerRange from(BigDecimal bound, boolean inclusive) {
        BigDecimal inside = bound.scaleByPowerOfTen(scale);
        BigInteger first = inclusive
                ? inside.setScale(0, RoundingMode.CEILING).toBigInteger()
                : inside.setScale(0, RoundingMode.FLOOR).toBigInteger().add(BigInteger.ONE);
        return first.compareTo(BigInteger.valueOf(Long.MAX_VALUE)) > 0
                ? nothing()
                : new IntegerRange(isLong, precision, scale, clamped(first), greatest);
    }

    /** The same with the greatest value that passes. */
    IntegerRange to(BigDecimal bound, boolean inclusive) {
        BigDecimal inside = bound.scaleByPowerOfTen(scale);
        BigInteger last = inclusive
                ? inside.setScale(0, RoundingMode.FLOOR).toBigInteger()
                : inside.setScale(0, RoundingMode.CEILING).toBigInteger().subtract(BigInteger.ONE);
        return last.compareTo(BigInteger.valueOf(Long.MIN_VALUE)) < 0
                ? nothing()
                : new IntegerRange(isLong, precision, scale, least, clamped(last));
    }

    private IntegerRange nothing() {
        return new IntegerRange(isLong, precision, scale, 1, 0);
    }

    private static long clamped(BigInteger value) {
        return value.max(BigInteger.valueOf(Long.MIN_VALUE))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    @Override
    public boolean broken(SpecializedGetters from, int at) {
        long value = precision > 0
                ? from.getDecimal(at, precision, scale).toUnscaledLong()
                : isLong ? from.getLong(at) : from.getInt(at);
        return value < least || value > greatest;
    }
}
