package io.assay.validation.internal.rule;

import io.assay.definition.contract.EcmaPattern;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** Whether a pattern is found in a text, in time linear in the text; null for null. */
final class PatternMatch implements UDF1<@Nullable String, @Nullable Boolean> {
    private static final long serialVersionUID = 1;
    private final String source;
    private transient volatile @Nullable EcmaPattern pattern;

    /** @throws io.assay.definition.InvalidDefinitionException if it is not a pattern */
    PatternMatch(String source) {
        this.source = source;
        this.pattern = EcmaPattern.of(source);
    }

    @Override
    public @Nullable Boolean call(@Nullable String text) {
        if (text == null) {
            return null;
        }
        EcmaPattern ready = pattern;
        if (ready == null) {
            ready = EcmaPattern.of(source);
            pattern = ready;
        }
        return ready.found(text);
    }
}
