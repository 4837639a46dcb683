package io.assay.definition.contract;

import io.assay.definition.InvalidDefinitionException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites an ECMA-262 pattern into the syntax that RE2 and {@code java.util.regex} share, so that both find the same:
 * one pass, left to right. Look-around and back-references only the latter knows. Source: ECMA-262, 22.2.1, with annex
 * B's literal braces.
 */
final class EcmaTranslation {
    private static final String SPACE =
            "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
    private static final String NOT_SPACE =
            "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"
                    + "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}";
    private static final String ANY = "[\\x{0}-\\x{10ffff}]";
    private static final String NOTHING = "[^\\x{0}-\\x{10ffff}]";
    private static final String NOT_LINE_END = "[^\\n\\r\\x{2028}\\x{2029}]";
    private static final Pattern QUANTIFIER = Pattern.compile("\\{([0-9]{1,5})(,[0-9]{0,5})?}");
    private static final Pattern GROUP_NAME = Pattern.compile("\\(\\?<([A-Za-z_$][A-Za-z0-9_$]*)>");
    private static final Pattern REFERENCE = Pattern.compile("\\\\(?:([1-9][0-9]?)|k<([A-Za-z_$][A-Za-z0-9_$]*)>)");
    /** More repetitions than RE2 allows. */
    private static final Pattern MANY =
            Pattern.compile("\\{(?:[0-9]+,)?(?:100[1-9]|10[1-9][0-9]|1[1-9][0-9]{2}|[2-9][0-9]{3}|[0-9]{5})[,}]");

    private static final String BOUNDARY = "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))";
    private static final String NO_BOUNDARY = "(?:(?<=\\w)(?=\\w)|(?<!\\w)(?!\\w))";
    /** Repetitions of nothing are steps that nobody counts. */
    private static final long MOST_REPETITIONS = 100_000;

    private static final Map<String, String> CATEGORIES = Map.of(
            "Letter",
            "L",
            "Uppercase_Letter",
            "Lu",
            "Lowercase_Letter",
            "Ll",
            "Number",
            "N",
            "Decimal_Number",
            "Nd",
            "Punctuation",
            "P",
            "Symbol",
            "S",
            "Separator",
            "Z",
            "Mark",
            "M",
            "Control",
            "Cc");

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private final List<String> groups;
    private final boolean backtracks;
    private final boolean alike;
    private int at;
    private int repeated;
    private long repetitions = 1;

    EcmaTranslation(String source) {
        this.source = source;
        PatternScan scan = PatternScan.of(source);
        this.groups = scan.groups();
        this.alike = scan.alike();
        this.backtracks = scan.backtracks() || MANY.matcher(source).find();
    }

    /** Whether it needs an engine that backtracks. */
    boolean backtracks() {
        return backtracks;
    }

    /** Whether both engines are sure to find it in the same ASCII texts. */
    boolean alike() {
        return alike;
    }

    String translated() {
        while (at < source.length()) {
            char c = source.charAt(at);
            repeat(c);
            switch (c) {
                case '\\' -> escape(false);
                case '[' -> brackets();
                case '(' -> group();
                case '$' -> take("\\z");
                case '.' -> take(NOT_LINE_END);
                case '{' -> brace();
                case '}', ']' -> take("\\" + c);
                default -> literal();
            }
        }
        return out.toString();
    }

    /** {@code a++} repeats a repetition, which is no pattern in ECMA-262 and another one in Java. */
    private void repeat(char c) {
        boolean sign = c == '*' || c == '+' || c == '?';
        if (sign && repeated > 0 && !(c == '?' && repeated == 1)) {
            throw fault(
                    "nothing to repeat before '%s'".formatted(source.substring(at)),
                    "write \\" + c + " for the character");
        }
        repeated = sign ? repeated + 1 : 0;
    }

    private void take(String translation) {
        out.append(translation);
        at++;
    }

    private void literal() {
        int point = source.codePointAt(at);
        out.appendCodePoint(point);
        at += Character.charCount(point);
    }

    private void brace() {
        Matcher quantifier = QUANTIFIER.matcher(source).region(at, source.length());
        if (quantifier.lookingAt()) {
            out.append(quantifier.group());
            at = quantifier.end();
            repeated = 1;
            repetitions *= Math.max(1, Integer.parseInt(quantifier.group(1)));
            if (backtracks && repetitions > MOST_REPETITIONS) {
                throw fault("it repeats more than %,d times".formatted(MOST_REPETITIONS), "repeat less");
            }
        } else {
            take("\\{");
        }
    }

    private void group() {
        Matcher named = GROUP_NAME.matcher(source).region(at, source.length());
        if (named.lookingAt()) {
            out.append('(');
            at = named.end();
        } else if (source.startsWith("(?:", at) || source.startsWith("(?i:", at)) {
            int end = source.indexOf(':', at) + 1;
            out.append(source, at, end);
            at = end;
        } else if (source.startsWith("(?=", at)
                || source.startsWith("(?!", at)
                || source.startsWith("(?<=", at)
                || source.startsWith("(?<!", at)) {
            int end = at + (source.charAt(at + 2) == '<' ? 4 : 3);
            out.append(source, at, end);
            at = end;
        } else if (source.startsWith("(?", at)) {
            throw fault("'%s' opens no group of ECMA-262".formatted(head(4)), "use (?:...) or (...)");
        } else {
            take("(");
        }
    }

    private void brackets() {
        int end = source.startsWith("[^", at) ? at + 2 : at + 1;
        boolean negated = end == at + 2;
        if (end < source.length() && source.charAt(end) == ']') {
            out.append(negated ? ANY : NOTHING);
            at = end + 1;
            return;
        }
        out.append(source, at, end);
        at = end;
        boolean afterClass = false;
        while (at < source.length() && source.charAt(at) != ']') {
            char c = source.charAt(at);
            boolean dashBeforeClass = c == '-' && at + 2 < source.length() && classEscape(at + 1);
            if (c == '\\') {
                afterClass = classEscape(at);
                escape(true);
            } else {
                if (c == '-' && (afterClass || dashBeforeClass)) {
                    take("\\-");
                } else if (c == '[' || c == '&' || c == '^') {
                    take("\\" + c);
                } else {
                    literal();
                }
                afterClass = false;
            }
        }
        if (at >= source.length()) {
            throw fault("a [ is not closed", "close it with ], or write \\[ for the character");
        }
        take("]");
    }

    private boolean classEscape(int position) {
        return source.charAt(position) == '\\'
                && position + 1 < source.length()
                && "dDwWsSpP".indexOf(source.charAt(position + 1)) >= 0;
    }

    private void escape(boolean inBrackets) {
        if (at + 1 >= source.length()) {
            throw fault("it ends in a single \\", "write \\\\ for the character");
        }
        char c = source.charAt(at + 1);
        switch (c) {
            case 'd', 'D', 'w', 'W', 'n', 'r', 't', 'f' -> replace(2, "\\" + c);
            case 's' -> replace(2, inBrackets ? SPACE : "[" + SPACE + "]");
            case 'S' -> replace(2, inBrackets ? NOT_SPACE : "[" + NOT_SPACE + "]");
            case 'v' -> replace(2, "\\x{b}");
            case 'b', 'B' -> replace(2, inBrackets && c == 'b' ? "\\x{8}" : boundary(c));
            case 'x' -> code(hexadecimal(2, 2), 4);
            case 'u' -> unicode();
            case 'c' -> code(control(), 3);
            case 'p', 'P' -> category(c);
            case '0' -> code(0, 2);
            default -> {
                if ((c >= '1' && c <= '9') || c == 'k') {
                    reference();
                    return;
                }
                if (letter(c)) {
                    throw fault(
                            "\\%s is not a valid escape of ECMA-262".formatted(c),
                            "use ^ and $ for the ends of the text");
                }
                int point = source.codePointAt(at + 1);
                code(point, 1 + Character.charCount(point));
            }
        }
    }

    /** Java's own is not ASCII. */
    private String boundary(char c) {
        return backtracks ? c == 'b' ? BOUNDARY : NO_BOUNDARY : "\\" + c;
    }

    private void reference() {
        Matcher reference = REFERENCE.matcher(source).region(at, source.length());
        int group = !reference.lookingAt()
                ? 0
                : reference.group(2) != null
                        ? groups.indexOf(reference.group(2)) + 1
                        : Integer.parseInt(reference.group(1));
        if (group == 0 || group > groups.size()) {
            throw fault(
                    "'%s' refers to no group".formatted(head(4)),
                    "refer to one of its %d groups".formatted(groups.size()));
        }
        replace(reference.end() - at, "\\" + group + "(?:)");
    }

    private void unicode() {
        if (source.startsWith("\\u{", at)) {
            int end = source.indexOf('}', at);
            code(hexadecimal(3, (end < 0 ? at + 3 : end) - at - 3), end - at + 1);
            return;
        }
        int point = hexadecimal(2, 4);
        int taken = 6;
        if (Character.isHighSurrogate((char) point) && source.startsWith("\\u", at + 6)) {
            int low = hexadecimal(8, 4);
            if (Character.isLowSurrogate((char) low)) {
                point = Character.toCodePoint((char) point, (char) low);
                taken = 12;
            }
        }
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw fault("%s is half a character".formatted(head(6)), "write the complete one, as \\u{...}");
        }
        code(point, taken);
    }

    private int hexadecimal(int skip, int digits) {
        int from = at + skip;
        try {
            return Integer.parseInt(source, from, from + digits, 16);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw fault(
                    "'%s' needs hexadecimal digits".formatted(head(skip + digits)), "write \\xHH, \\uHHHH or \\u{H}");
        }
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private int control() {
        char letter = at + 2 < source.length() ? source.charAt(at + 2) : ' ';
        if (!letter(letter)) {
            throw fault("\\c needs a letter", "write \\cA to \\cZ");
        }
        return letter % 32;
    }

    private void category(char kind) {
        int end = source.indexOf('}', at);
        if (end < 0 || !source.startsWith("{", at + 2)) {
            throw fault("\\%s needs a category in braces".formatted(kind), "write \\p{L}");
        }
        String name = source.substring(at + 3, end).replaceFirst("^(gc|General_Category)=", "");
        String category = CATEGORIES.getOrDefault(name, name);
        if (!category.matches("[A-Z][a-z]?")) {
            throw fault(
                    "\\p{%s} is not known here".formatted(name), "use a general category, such as \\p{L} or \\p{Nd}");
        }
        replace(end - at + 1, "\\" + kind + "{" + category + "}");
    }

    private void code(int point, int taken) {
        replace(taken, "\\x{" + Integer.toHexString(point) + "}");
    }

    private void replace(int taken, String translation) {
        out.append(translation);
        at += taken;
    }

    private String head(int length) {
        return source.substring(at, Math.min(source.length(), at + length));
    }

    private InvalidDefinitionException fault(String what, String fix) {
        return new InvalidDefinitionException("pattern", "'%s': %s".formatted(source, what), fix);
    }
}
