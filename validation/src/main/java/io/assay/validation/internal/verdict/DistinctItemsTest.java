package io.assay.validation.internal.verdict;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** An array has two equal items; two nulls are equal. */
record DistinctItemsTest(DataType item) implements ValueTest {
    private static final long serialVersionUID = 1;

    @Override
    public boolean broken(SpecializedGetters from, int at) {
        ArrayData array = from.getArray(at);
        Set<@Nullable Object> seen = new HashSet<>();
        for (int i = 0; i < array.numElements(); i++) {
            if (!seen.add(array.isNullAt(i) ? null : ComparedValue.of(array.get(i, item), item))) {
                return true;
            }
        }
        return false;
    }
}
