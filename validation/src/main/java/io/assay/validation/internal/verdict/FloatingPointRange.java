package io.assay.validation.internal.verdict;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** A floating point number is outside of a range; NaN and infinities are outside of every one. */
record FloatingPointRange(
        boolean single, double least, boolean includesLeast, double greatest, boolean includesGreatest)
        implements ValueTest {
    private static final long serialVersionUID = 1;

    @Override
    public boolean broken(SpecializedGetters from, int at) {
        double value = single ? from.getFloat(at) : from.getDouble(at);
        boolean low = includesLeast ? value >= least : value > least;
        boolean high = includesGreatest ? value <= greatest : value < greatest;
        return !(low && high) || Double.isInfinite(value); // so written that NaN is outside
    }
}
