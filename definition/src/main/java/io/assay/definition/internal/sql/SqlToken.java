package io.assay.definition.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word, text, quoted name, number or sign of an SQL text, with its place; blanks and comments are left out. */
public record SqlToken(Kind kind, String text, int start, int end) {
    private static final Pattern FORM = Pattern.compile(
            "(?<blank>\\s+|--[^\\n]*|/\\*.*?\\*/)|(?<text>'(?:[^'\\\\]++|\\\\.|'')*'|\"(?:[^\"\\\\]++|\\\\.|\"\")*\")|(?<name>`(?:[^`]++|``)*`)"
                    + "|(?<number>\\d[\\w.]*)|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)|(?<sign>.)",
            Pattern.DOTALL);

    /** Kinds of tokens. */
    public enum Kind {
        WORD,
        NAME,
        TEXT,
        NUMBER,
        SIGN
    }

    public static List<SqlToken> of(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        Matcher matcher = FORM.matcher(sql);
        while (matcher.find()) {
            Kind kind = matcher.group("word") != null
                    ? Kind.WORD
                    : matcher.group("name") != null
                            ? Kind.NAME
                            : matcher.group("text") != null
                                    ? Kind.TEXT
                                    : matcher.group("number") != null ? Kind.NUMBER : Kind.SIGN;
            if (matcher.group("blank") == null) {
                tokens.add(new SqlToken(kind, matcher.group(), matcher.start(), matcher.end()));
            }
        }
        return tokens;
    }

    /** The same text without comments. */
    static String withoutComments(String sql) {
        Matcher matcher = FORM.matcher(sql);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String blank = matcher.group("blank");
            out.append(blank != null && !blank.isBlank() ? " " : matcher.group());
        }
        return out.toString().strip();
    }

    /** Whether a comment is a hint to the engine. */
    static boolean hints(String sql) {
        Matcher matcher = FORM.matcher(sql);
        while (matcher.find()) {
            if (matcher.group("blank") != null && matcher.group().startsWith("/*+")) {
                return true;
            }
        }
        return false;
    }

    /** The text of a word, or of a quoted name without its quotes. */
    String name() {
        return kind == Kind.NAME ? text.substring(1, text.length() - 1).replace("``", "`") : text;
    }

    /** Whether it is this keyword or sign, in any case. */
    public boolean is(String word) {
        return kind != Kind.TEXT && kind != Kind.NAME && text.equalsIgnoreCase(word);
    }

    /** Whether it names this table or column, quoted or not. */
    public boolean names(String name) {
        return (kind == Kind.WORD && text.equalsIgnoreCase(name))
                || (kind == Kind.NAME
                        && text.substring(1, text.length() - 1)
                                .toLowerCase(Locale.ROOT)
                                .equals(name.toLowerCase(Locale.ROOT)));
    }
}
