package io.assay.validation.internal.verdict;

import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/**
 * A number is not a multiple of a factor. Floating point numbers are taken by their shortest decimal form: 0.3 is a
 * multiple of 0.1; NaN and infinities are multiples of nothing.
 */
record MultipleTest(ValueText text, BigDecimal factor) implements ValueTest {
    private static final long serialVersionUID = 1;

    @Override
    public boolean broken(SpecializedGetters from, int at) {
        try {
            return new BigDecimal(text.of(from, at)).remainder(factor).signum() != 0;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
