package io.assay.definition.internal.sql;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in the placeholders of a rule's SQL: {@code {object}} is the batch, {@code {property}} the rule's column. */
final class SqlPlaceholders {
    private static final Set<String> OBJECT = Set.of("object", "table", "model", "schema", "dataset");
    /** Where a table is, in standards' words: here it is named alone. */
    private static final Pattern QUALIFIER =
            Pattern.compile("(?i)[\"'`]?\\$?\\{(?:schema|dataset|database|catalog|project)}[\"'`]?\\s*\\.\\s*");

    private static final Set<String> PROPERTY = Set.of("property", "column", "field");
    private static final Pattern PLACEHOLDER = Pattern.compile("[\"'`]?\\$?\\{(\\w+)}[\"'`]?");

    private SqlPlaceholders() {}

    /** The SQL without comments; empty and a fault if a placeholder is not known, or stands inside of a text. */
    static Optional<String> filled(String written, Optional<String> column, DocumentNode place, FaultCollector faults) {
        String sql = QUALIFIER.matcher(SqlToken.withoutComments(written)).replaceAll("");
        List<SqlToken> texts = SqlToken.of(sql).stream()
                .filter(token -> token.kind() == SqlToken.Kind.TEXT)
                .toList();
        Matcher matcher = PLACEHOLDER.matcher(sql);
        StringBuilder filled = new StringBuilder();
        boolean all = true;
        while (matcher.find()) {
            String word = matcher.group(1).toLowerCase(Locale.ROOT);
            boolean known = OBJECT.contains(word) || PROPERTY.contains(word);
            boolean inside = texts.stream()
                    .anyMatch(token -> token.start() <= matcher.start()
                            && matcher.end() <= token.end()
                            && token.end() - token.start() > matcher.end() - matcher.start());
            String value = matcher.group();
            if (inside && !known) {
                matcher.appendReplacement(filled, Matcher.quoteReplacement(value)); // a text with braces
                continue;
            }
            if (!inside && OBJECT.contains(word)) {
                value = SqlQuery.BATCH;
            } else if (!inside && PROPERTY.contains(word) && column.isPresent()) {
                value = quoted(column.get());
            } else {
                String at = position(written, sql, matcher);
                if (inside) {
                    faults.add(
                            place,
                            "{%s} is inside of a text, where it is not filled in%s".formatted(word, at),
                            "write it outside of the quotes, such as concat('%', {property}, '%')");
                } else {
                    faults.add(
                            place,
                            known
                                    ? "{%s} in a rule of the schema object%s".formatted(word, at)
                                    : "the placeholder {%s} is not known here%s".formatted(word, at),
                            known ? "write the column's name" : "use {object} or {property}");
                }
                all = false;
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(filled);
        return all ? Optional.of(filled.toString().strip().replaceFirst(";\\s*$", "")) : Optional.empty();
    }

    /** Where a placeholder is in the SQL as it was written; nothing if a comment has the same one. */
    private static String position(String written, String sql, Matcher matcher) {
        String word = "{" + matcher.group(1) + "}";
        List<Integer> here = places(sql, word);
        List<Integer> there = places(written, word);
        int number = here.indexOf(sql.indexOf(word, matcher.start()));
        if (here.size() != there.size() || number < 0) {
            return "";
        }
        int at = there.get(number);
        int line = 1
                + (int) written.substring(0, at).chars().filter(c -> c == '\n').count();
        int begin = written.lastIndexOf('\n', at) + 1;
        return ", at line %d, column %d of it".formatted(line, at - begin + 1);
    }

    private static List<Integer> places(String text, String word) {
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            places.add(at);
        }
        return places;
    }

    private static String quoted(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : Pattern.compile("\\.").split(path, -1)) {
            parts.add(part.matches("[A-Za-z_][A-Za-z0-9_]*") ? part : "`" + part + "`");
        }
        return String.join(".", parts);
    }
}
