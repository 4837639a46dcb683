package io.assay.definition.internal.odcs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many code points a text has in which an ECMA-262 pattern is found, as far as it is certain. A pattern is found
 * anywhere in a text, so only one that is anchored at both ends says how many there are at most.
 */
final class PatternLength {
    private static final Pattern QUANTIFIER = Pattern.compile("(?:\\*|\\+|\\?|\\{([0-9]{1,5})(,([0-9]{1,5})?)?})\\??");
    /** Characters that mean something, so that they are no literals. */
    private static final String SYNTAX = "^$*+?)]{}|";

    private static final String CLASSES = "dDwWsS";

    private final String source;
    private int at;
    private int depth;
    private boolean begins;
    private boolean ends;

    private PatternLength(String source) {
        this.source = source;
    }

    /**
     * A range of lengths, both ends included.
     *
     * @param most {@link Integer#MAX_VALUE} where there is no end
     */
    record Range(int least, int most) {
        private static final Range ONE = new Range(1, 1);
        private static final Range NOTHING = new Range(0, 0);

        private Range then(Range other) {
            return new Range(sum(least, other.least), sum(most, other.most));
        }

        private Range or(Range other) {
            return new Range(Math.min(least, other.least), Math.max(most, other.most));
        }

        private Range times(Range count) {
            return new Range(product(least, count.least), product(most, count.most));
        }

        private static int sum(int a, int b) {
            return (int) Math.min((long) a + b, Integer.MAX_VALUE);
        }

        private static int product(int a, int b) {
            return (int) Math.min((long) a * b, Integer.MAX_VALUE);
        }
    }

    /** Something in a pattern whose length is not known here, such as look-around. */
    private static final class UnknownException extends Exception {
        private static final long serialVersionUID = 1;

        UnknownException() {
            super("unknown", null, false, false);
        }
    }

    /** The lengths of the texts that have the pattern; empty if they are not known. */
    static Optional<Range> of(String pattern) {
        PatternLength read = new PatternLength(pattern);
        try {
            Range first = read.sequence();
            Range all = first;
            while (read.next('|')) {
                all = all.or(read.sequence());
                read.begins = false; // an anchor is one of its alternative
            }
            if (read.at < pattern.length()) {
                return Optional.empty();
            }
            return Optional.of(read.begins && read.ends ? all : new Range(all.least(), Integer.MAX_VALUE));
        } catch (UnknownException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private Range sequence() throws UnknownException {
        Range all = Range.NOTHING;
        while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            if (!anchor()) {
                Range one = atom();
                all = all.then(one.times(count()));
            }
        }
        return all;
    }

    /** An anchor at one end of the whole pattern; elsewhere it is not understood. */
    private boolean anchor() throws UnknownException {
        if (at == 0 && next('^')) {
            begins = true;
            if (at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0) {
                throw new UnknownException();
            }
            return true;
        }
        if (depth == 0 && at == source.length() - 1 && next('$')) {
            ends = true;
            return true;
        }
        return false;
    }

    private Range atom() throws UnknownException {
        int c = source.codePointAt(at);
        at += Character.charCount(c);
        return switch (c) {
            case '\\' -> escaped();
            case '[' -> brackets();
            case '(' -> group();
            default -> character(SYNTAX.indexOf(c) < 0);
        };
    }

    private static Range character(boolean known) throws UnknownException {
        if (!known) {
            throw new UnknownException();
        }
        return Range.ONE;
    }

    /** A class of characters, or a punctuation mark that stands for itself; other escapes are not understood. */
    private Range escaped() throws UnknownException {
        char c = at < source.length() ? source.charAt(at) : 'x';
        at++;
        return character(CLASSES.indexOf(c) >= 0 || (c > ' ' && c < 0x7F && c != '_' && !Character.isLetterOrDigit(c)));
    }

    private Range brackets() throws UnknownException {
        int begin = at;
        while (at < source.length() && source.charAt(at) != ']') {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        boolean empty = at == begin || (at == begin + 1 && source.charAt(begin) == '^');
        if (at >= source.length() || empty) {
            throw new UnknownException();
        }
        at++;
        return Range.ONE;
    }

    private Range group() throws UnknownException {
        if (next('?') && !next(':')) {
            throw new UnknownException();
        }
        depth++;
        Range all = sequence();
        while (next('|')) {
            all = all.or(sequence());
        }
        depth--;
        if (!next(')')) {
            throw new UnknownException();
        }
        return all;
    }

    /** How often what was read last is there. */
    private Range count() {
        Matcher quantifier = QUANTIFIER.matcher(source).region(at, source.length());
        if (!quantifier.lookingAt()) {
            return Range.ONE;
        }
        at = quantifier.end();
        return switch (source.charAt(quantifier.start())) {
            case '*' -> new Range(0, Integer.MAX_VALUE);
            case '+' -> new Range(1, Integer.MAX_VALUE);
            case '?' -> new Range(0, 1);
            default -> {
                int least = Integer.parseInt(quantifier.group(1));
                String most = quantifier.group(3);
                yield new Range(
                        least,
                        most != null
                                ? Integer.parseInt(most)
                                : quantifier.group(2) == null ? least : Integer.MAX_VALUE);
            }
        };
    }

    private boolean next(char c) {
        boolean there = at < source.length() && source.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }
}
