package io.assay.definition.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many parts an ECMA-262 pattern has once its repetitions are written out, which is what RE2 does:
 * {@code (a{9}){9}} has more than 81.
 */
final class PatternSize {
    private static final Pattern QUANTIFIER = Pattern.compile("\\{([0-9]{1,5})(?:,([0-9]{0,5}))?}");
    /** Sizes are cut at this number, so that a repetition of one fits a long. */
    private static final long MOST = 1_000_000_000_000L;

    private final String source;
    /** Sizes of the groups around, as far as they are read. */
    private final Deque<Long> outer = new ArrayDeque<>();

    private long group;
    private long last;
    private int at;

    private PatternSize(String source) {
        this.source = source;
    }

    /** The number of parts; without meaning for a text that is not a pattern. */
    static long of(String source) {
        PatternSize size = new PatternSize(source);
        while (size.at < source.length()) {
            size.next();
        }
        return size.group;
    }

    private void next() {
        char c = source.charAt(at++);
        switch (c) {
            case '(' -> {
                outer.push(group);
                group = 1;
                last = 0;
            }
            case ')' -> {
                last = group;
                group = Math.min(MOST, last + (outer.isEmpty() ? 0 : outer.pop()));
            }
            case '{' -> repeat();
            default -> {
                skip(c);
                last = 1;
                group = Math.min(MOST, group + 1);
            }
        }
    }

    private void repeat() {
        Matcher quantifier = QUANTIFIER.matcher(source).region(at - 1, source.length());
        if (!quantifier.lookingAt()) {
            return;
        }
        at = quantifier.end();
        long least = Long.parseLong(quantifier.group(1));
        String most = quantifier.group(2);
        long times = Math.max(1, most == null || most.isEmpty() ? least : Math.max(least, Long.parseLong(most)));
        group = Math.min(MOST, group + last * (times - 1));
        last = Math.min(MOST, last * times);
    }

    /** The rest of an escape or of a class of characters. */
    private void skip(char c) {
        if (c == '\\') {
            boolean braces = source.startsWith("u{", at) || source.startsWith("p{", at) || source.startsWith("P{", at);
            int end = braces ? source.indexOf('}', at) : at;
            at = Math.max(at, end) + 1;
        } else if (c == '[') {
            while (at < source.length() && source.charAt(at) != ']') {
                at += source.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        }
    }
}
