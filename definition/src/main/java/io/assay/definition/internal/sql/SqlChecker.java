package io.assay.definition.internal.sql;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.SpellingSuggestion;
import io.assay.definition.internal.sql.SqlParser.NotParsedException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/** Reports what is wrong in SQL texts: syntax, names of columns, functions that definitions may not call. */
public final class SqlChecker {
    private SqlChecker() {}

    /** An expression over the columns of one dataset, evaluated row by row; {@code noun} is its name in messages. */
    public static void expression(
            String sql, Collection<String> columns, String noun, DocumentNode place, FaultCollector faults) {
        guarded(noun, place, faults, () -> {
            check(sql, columns, noun, place, faults);
            return Optional.empty();
        });
    }

    /**
     * What {@code reading} gives; empty and a fault if SQL is nested too deeply for the parser or what walks its tree.
     */
    public static <T> Optional<T> guarded(
            String noun, DocumentNode place, FaultCollector faults, Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (StackOverflowError e) {
            faults.add(place, "%s is nested too deeply to be read".formatted(noun), "split it");
            return Optional.empty();
        }
    }

    private static void check(
            String sql, Collection<String> columns, String noun, DocumentNode place, FaultCollector faults) {
        if (FunctionCheck.refused(sql, columns, noun, place, faults)) {
            return;
        }
        Optional<Expression> parsed = parsed(sql, columns, noun, place, faults);
        if (parsed.isEmpty()) {
            return;
        }
        if (!SqlToken.withoutComments(sql).equals(sql.strip())) {
            faults.add(
                    place, "%s has a comment inside".formatted(noun), "write the comment outside the SQL, after a #");
        }
        SqlNames names = SqlNames.of(parsed.get());
        FunctionCheck.listed(names.functions(), noun, place, faults);
        if (names.hasQuery()) {
            faults.add(place, "%s has a subquery".formatted(noun), "write an expression over the columns alone");
        }
        if (names.hasWindow()) {
            faults.add(place, "%s has a window function".formatted(noun), "write an expression over one row");
        }
        unknown(names.columns(), columns, noun, place, faults);
    }

    /** One SELECT; empty and a fault if it is something else. */
    public static Optional<Select> query(
            String sql, Collection<String> columns, String noun, DocumentNode place, FaultCollector faults) {
        if (SqlToken.of(sql).isEmpty()) {
            faults.add(place, "%s is empty".formatted(noun), "write a SELECT");
            return Optional.empty();
        }
        try {
            List<Statement> statements = SqlParser.statements(sql);
            if (statements.size() != 1
                    || !(statements.get(0) instanceof Select select)
                    || SqlCalls.of(select).writes()) {
                faults.add(place, "%s is not a single SELECT".formatted(noun), "write one SELECT and nothing else");
                return Optional.empty();
            }
            FunctionCheck.listed(SqlCalls.of(select).functions(), noun, place, faults);
            return Optional.of(select);
        } catch (NotParsedException e) {
            notParsed(e, sql, columns, noun, place, faults);
            return Optional.empty();
        }
    }

    /** The words and quoted names of an SQL text in lower case, and {@code *} where it has one. */
    public static Set<String> words(String sql) {
        Set<String> words = new LinkedHashSet<>();
        for (SqlToken token : SqlToken.of(sql)) {
            if (token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.NAME || token.is("*")) {
                words.add(token.name().toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    /** Reports each name that is not a column. */
    public static void unknown(
            Collection<String> used,
            Collection<String> columns,
            String noun,
            DocumentNode place,
            FaultCollector faults) {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(columns);
        for (String name : used) {
            if (!known.contains(name)) {
                String fix = SpellingSuggestion.nearest(name, columns)
                        .map("did you mean '%s'?"::formatted)
                        .orElseGet(() -> "use one of: " + String.join(", ", known));
                faults.add(place, "%s names the column '%s', which does not exist".formatted(noun, name), fix);
            }
        }
    }

    /** Whether the text calls what definitions may not call; a fault if so. */
    public static boolean refused(
            String sql, Collection<String> columns, String noun, DocumentNode place, FaultCollector faults) {
        return FunctionCheck.refused(sql, columns, noun, place, faults);
    }

    private static Optional<Expression> parsed(
            String sql, Collection<String> columns, String noun, DocumentNode place, FaultCollector faults) {
        if (SqlToken.of(sql).isEmpty()) {
            faults.add(place, "%s is empty".formatted(noun), "write an expression");
            return Optional.empty();
        }
        try {
            return Optional.of(SqlParser.expression(sql));
        } catch (NotParsedException e) {
            notParsed(e, sql, columns, noun, place, faults);
            return Optional.empty();
        }
    }

    private static void notParsed(
            NotParsedException e,
            String sql,
            Collection<String> columns,
            String noun,
            DocumentNode place,
            FaultCollector faults) {
        faults.add(
                place,
                "%s is not SQL: %s".formatted(noun, e.getMessage()),
                SqlParser.keyword(sql, columns).orElse("fix the SQL"));
    }
}
