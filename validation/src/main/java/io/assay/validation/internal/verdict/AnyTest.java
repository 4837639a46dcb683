package io.assay.validation.internal.verdict;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Broken by what breaks one of two. */
record AnyTest(ValueTest first, ValueTest second) implements ValueTest {
    private static final long serialVersionUID = 1;

    @Override
    public boolean broken(SpecializedGetters from, int at) {
        return first.broken(from, at) || second.broken(from, at);
    }
}
