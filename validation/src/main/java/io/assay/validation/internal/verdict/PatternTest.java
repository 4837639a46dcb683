package io.assay.validation.internal.verdict;

import io.assay.definition.contract.EcmaPattern;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.jspecify.annotations.Nullable;

/** A pattern is not found in a value's text. */
public final class PatternTest implements ValueTest {
    private static final long serialVersionUID = 1;
    private final String source;
    private final ValueText text;
    private final boolean backtracks;
    private transient volatile @Nullable EcmaPattern pattern;

    /** @throws io.assay.definition.InvalidDefinitionException if it is not a pattern */
    public PatternTest(String source, ValueText text) {
        this.source = source;
        this.text = text;
        EcmaPattern compiled = EcmaPattern.of(source);
        this.pattern = compiled;
        this.backtracks = compiled.backtracks();
    }

    @Override
    public boolean broken(SpecializedGetters from, int at) {
        EcmaPattern ready = pattern;
        if (ready == null) {
            ready = EcmaPattern.of(source);
            pattern = ready;
        }
        try {
            return !ready.found(text.of(from, at));
        } catch (EcmaPattern.TooManyStepsException e) {
            throw new NotEvaluatedException();
        }
    }

    @Override
    public boolean mayFail() {
        return backtracks;
    }
}
