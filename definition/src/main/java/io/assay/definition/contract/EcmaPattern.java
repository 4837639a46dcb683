package io.assay.definition.contract;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.assay.definition.InvalidDefinitionException;
import org.jspecify.annotations.Nullable;

/**
 * An ECMA-262 pattern as our engines run it: found anywhere in the text unless anchored, {@code $} only the very end,
 * {@code \d \w \b} ASCII, texts as code points. Runs in time linear in the text ({@code re2j}), so no pattern can hang
 * a job. One with look-around, back-references or more than 1,000 repetitions runs on an engine that backtracks
 * ({@code java.util.regex}), and each text costs it {@value #MOST_STEPS} steps at most. That engine is several times
 * faster on most texts, so it is asked first for the others too, where both are sure to agree, for a few steps a
 * character. Threadsafe.
 */
public final class EcmaPattern {
    /** Characters that an engine which backtracks may look at for one text. */
    public static final int MOST_STEPS = 1_000_000;

    /** Parts of a pattern with its repetitions written out, which are held in memory; each costs a step a character. */
    private static final int MOST_PARTS = 100_000;

    /** Characters that the engine which backtracks looks at for each of a text before the linear one is asked. */
    private static final int QUICK_STEPS = 16;

    private final String source;
    private final @Nullable Pattern linear;
    private final java.util.regex.@Nullable Pattern backtracking;

    private EcmaPattern(String source, @Nullable Pattern linear, java.util.regex.@Nullable Pattern backtracking) {
        this.source = source;
        this.linear = linear;
        this.backtracking = backtracking;
    }

    private static EcmaPattern linear(String source, String translated, boolean alike) {
        Pattern linear = Pattern.compile(translated);
        try {
            return new EcmaPattern(source, linear, alike ? java.util.regex.Pattern.compile(translated) : null);
        } catch (java.util.regex.PatternSyntaxException e) {
            return new EcmaPattern(source, linear, null);
        }
    }

    /** A text on which the pattern takes more steps than it may. */
    public static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooManyStepsException() {
            super("more than %,d steps".formatted(MOST_STEPS), null, false, false);
        }
    }

    /**
     * Reads a pattern.
     *
     * @throws InvalidDefinitionException if it is not a pattern
     */
    public static EcmaPattern of(String source) {
        EcmaTranslation translation = new EcmaTranslation(source);
        String translated = translation.translated();
        if (!translation.backtracks() && PatternSize.of(source) > Math.max(MOST_PARTS, source.length())) {
            throw new InvalidDefinitionException(
                    "pattern",
                    "'%s' has more than %,d parts with its repetitions written out".formatted(source, MOST_PARTS),
                    "repeat less, or use minLength and maxLength");
        }
        try {
            return translation.backtracks()
                    ? new EcmaPattern(source, null, java.util.regex.Pattern.compile(translated))
                    : linear(source, translated, translation.alike());
        } catch (PatternSyntaxException | java.util.regex.PatternSyntaxException e) {
            throw new InvalidDefinitionException(
                    "pattern",
                    "'%s' is not a pattern: %s"
                            .formatted(
                                    source,
                                    String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")),
                    "write an ECMA-262 pattern");
        } catch (StackOverflowError e) {
            throw new InvalidDefinitionException("pattern", "it is nested too deeply", "write a simpler pattern");
        }
    }

    /** Whether it has look-around or back-references, so that a text may cost too many steps. */
    public boolean backtracks() {
        return linear == null;
    }

    /**
     * Whether it is found in the text.
     *
     * @throws TooManyStepsException if that costs more than {@value #MOST_STEPS} steps; never if it does not backtrack
     */
    public boolean found(CharSequence text) {
        if (linear == null) {
            return foundWithin(MOST_STEPS, text);
        }
        if (backtracking != null && isAscii(text)) {
            try {
                return foundWithin(QUICK_STEPS * Math.min(text.length() + 1, MOST_STEPS), text);
            } catch (TooManyStepsException e) {
                return linear.matcher(text).find();
            }
        }
        return linear.matcher(text).find();
    }

    private boolean foundWithin(int steps, CharSequence text) {
        try {
            return backtracking != null
                    && backtracking.matcher(new CountedText(text, steps)).find();
        } catch (StackOverflowError e) { // the engine recurses
            throw new TooManyStepsException();
        }
    }

    private static boolean isAscii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** The same pattern in the syntax of {@code java.util.regex}. */
    public String java() {
        return linear != null ? linear.pattern() : String.valueOf(backtracking);
    }

    @Override
    public String toString() {
        return source;
    }

    /** Counts how often a character is looked at. */
    private static final class CountedText implements CharSequence {
        private final CharSequence text;
        private int left;

        CountedText(CharSequence text, int steps) {
            this.text = text;
            this.left = steps;
        }

        @Override
        public char charAt(int at) {
            if (--left < 0) {
                throw new TooManyStepsException();
            }
            return text.charAt(at);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
