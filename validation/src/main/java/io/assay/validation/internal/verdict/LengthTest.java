package io.assay.validation.internal.verdict;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** A string's code points are too few or too many. */
record LengthTest(int least, int most) implements ValueTest {
    private static final long serialVersionUID = 1;

    @Override
    public boolean broken(SpecializedGetters from, int at) {
        int length = from.getUTF8String(at).numChars();
        return length < least || length > most;
    }
}
