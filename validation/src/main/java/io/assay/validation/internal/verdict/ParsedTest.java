package io.assay.validation.internal.verdict;

import io.assay.validation.internal.value.ValueParser;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** A value's text is not one of another type. */
record ParsedTest(ValueParser parser, ValueText text) implements ValueTest {
    private static final long serialVersionUID = 1;

    @Override
    public boolean broken(SpecializedGetters from, int at) {
        return ValueParser.isFault(parser.parse(text.of(from, at)));
    }
}
