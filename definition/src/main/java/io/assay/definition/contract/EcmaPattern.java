package io.assay.definition.contract;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.assay.definition.InvalidDefinitionException;

/**
 * An ECMA-262 pattern as our engines run it: found anywhere in the text unless anchored, {@code $} only the very end,
 * {@code \d \w \b} ASCII, texts as code points. Runs in time linear in the text ({@code re2j}), so no pattern can hang
 * a job. Threadsafe.
 */
public final class EcmaPattern {
    private final String source;
    private final Pattern compiled;

    private EcmaPattern(String source, Pattern compiled) {
        this.source = source;
        this.compiled = compiled;
    }

    /**
     * Reads a pattern.
     *
     * @throws InvalidDefinitionException if it is not a pattern, or needs a feature that cannot run in linear time
     */
    public static EcmaPattern of(String source) {
        String translated = new EcmaTranslation(source).translated();
        try {
            return new EcmaPattern(source, Pattern.compile(translated));
        } catch (PatternSyntaxException e) {
            throw new InvalidDefinitionException(
                    "pattern",
                    "'%s' is not a pattern: %s".formatted(source, e.getMessage()),
                    "write an ECMA-262 pattern without look-around and back-references");
        }
    }

    /** Whether it is found in the text. */
    public boolean found(CharSequence text) {
        Matcher matcher = compiled.matcher(text);
        return matcher.find();
    }

    /** The same pattern in the syntax that {@code java.util.regex} (and Spark's RLIKE) and RE2 share. */
    public String java() {
        return compiled.pattern();
    }

    @Override
    public String toString() {
        return source;
    }
}
