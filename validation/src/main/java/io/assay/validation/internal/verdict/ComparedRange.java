package io.assay.validation.internal.verdict;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;

/**
 * A value of any other type with an order is beyond a bound: strings by their bytes, decimals exactly.
 *
 * @param bound by {@link ComparedValue}
 * @param sign what comparing a value that passes with the bound gives: 1 for a minimum, -1 for a maximum
 */
record ComparedRange(DataType type, Comparable<?> bound, int sign, boolean inclusive)
        implements ValueTest, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("unchecked") // values of one type are of one class
    public boolean broken(SpecializedGetters from, int at) {
        Comparable<Object> value = (Comparable<Object>) ComparedValue.of(from.get(at, type), type);
        int compared = value.compareTo(bound);
        return compared == 0 ? !inclusive : (compared > 0) != (sign > 0);
    }
}
