package io.assay.validation.internal.verdict;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/**
 * An array has too few or too many items, or an object fields with a value.
 *
 * @param fields how many an object has; 0 for an array
 */
record CountTest(int fields, int least, int most) implements ValueTest {
    private static final long serialVersionUID = 1;

    @Override
    public boolean broken(SpecializedGetters from, int at) {
        int count = fields == 0 ? from.getArray(at).numElements() : filled(from.getStruct(at, fields));
        return count < least || count > most;
    }

    private int filled(InternalRow struct) {
        int count = 0;
        for (int i = 0; i < fields; i++) {
            count += struct.isNullAt(i) ? 0 : 1;
        }
        return count;
    }
}
