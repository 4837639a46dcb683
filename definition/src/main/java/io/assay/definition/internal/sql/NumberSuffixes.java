package io.assay.definition.internal.sql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The letters with which Spark's numbers name their types, as in {@code 1L}, {@code 0D} and {@code .5F}. JSqlParser
 * does not know them.
 */
final class NumberSuffixes {
    private static final Pattern WHOLE = Pattern.compile("(?i)\\d+(?<suffix>[LSY])");
    private static final Pattern FRACTION = Pattern.compile("(?i)\\d+(?:\\.\\d*)?(?:E\\d+)?(?<suffix>BD|[DF])");

    private NumberSuffixes() {}

    /** The SQL with blanks in their place, so that everything else stays where it is. */
    static String blanked(String sql) {
        List<SqlToken> tokens = SqlToken.of(sql);
        StringBuilder out = new StringBuilder(sql);
        for (int i = 0; i < tokens.size(); i++) {
            int length = length(tokens, i);
            int end = tokens.get(i).end();
            out.replace(end - length, end, " ".repeat(length));
        }
        return out.toString();
    }

    /** The number at a place in the SQL as it was written; the number itself if it has no suffix there. */
    static String written(String number, String sql, int line, int column) {
        int begin = 0;
        for (int i = 1; i < line; i++) {
            begin = sql.indexOf('\n', begin) + 1;
        }
        int start = begin + column - 1;
        List<SqlToken> tokens = SqlToken.of(sql);
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            int length = length(tokens, i);
            int bare = token.end() - length;
            if (length > 0 && bare - start == number.length() && sql.startsWith(number, start)) {
                return sql.substring(start, token.end());
            }
        }
        return number;
    }

    private static int length(List<SqlToken> tokens, int number) {
        SqlToken token = tokens.get(number);
        if (token.kind() != SqlToken.Kind.NUMBER || isField(tokens, number) || isLonger(tokens, number)) {
            return 0;
        }
        Matcher whole = WHOLE.matcher(token.text());
        if (whole.matches()) {
            return isAfterPoint(tokens, number) ? 0 : 1; // .5L is not one number
        }
        Matcher fraction = FRACTION.matcher(token.text());
        return fraction.matches() ? fraction.group("suffix").length() : 0;
    }

    /** Whether it is the name of a field or table's column, as in {@code x.1d}. */
    private static boolean isField(List<SqlToken> tokens, int number) {
        if (!isAfterPoint(tokens, number) || number < 2) {
            return false;
        }
        SqlToken before = tokens.get(number - 2);
        boolean value = before.kind() == SqlToken.Kind.WORD
                || before.kind() == SqlToken.Kind.NAME
                || before.kind() == SqlToken.Kind.NUMBER
                || before.is(")")
                || before.is("]");
        return value && before.end() == tokens.get(number - 1).start();
    }

    private static boolean isAfterPoint(List<SqlToken> tokens, int number) {
        return number > 0
                && tokens.get(number - 1).is(".")
                && tokens.get(number - 1).end() == tokens.get(number).start();
    }

    /** Whether it is the beginning of a name with other letters, as in {@code 1dé}. */
    private static boolean isLonger(List<SqlToken> tokens, int number) {
        return number + 1 < tokens.size()
                && tokens.get(number + 1).kind() == SqlToken.Kind.WORD
                && tokens.get(number + 1).start() == tokens.get(number).end();
    }
}
