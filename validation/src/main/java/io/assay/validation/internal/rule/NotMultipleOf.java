package io.assay.validation.internal.rule;

import java.math.BigDecimal;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** Whether a number, given as text, is not a multiple of a factor; true for NaN and infinities. */
record NotMultipleOf(BigDecimal factor) implements UDF1<@Nullable String, @Nullable Boolean> {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean call(@Nullable String number) {
        if (number == null) {
            return null;
        }
        try {
            return new BigDecimal(number).remainder(factor).signum() != 0;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
