package io.assay.definition.internal.sql;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.SpellingSuggestion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/** Reports what is wrong in SQL texts: syntax, names of columns, functions that definitions may not call. */
public final class SqlChecker {
    private SqlChecker() {}

    /** An expression over the columns of one dataset, evaluated row by row; {@code noun} is its name in messages. */
    public static void expression(
            String sql, Collection<String> columns, String noun, DocumentNode place, FaultCollector faults) {
        if (FunctionCheck.refused(sql, columns, noun, place, faults)) {
            return;
        }
        Optional<Expression> parsed = parsed(sql, noun, place, faults);
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
    public static Optional<Select> query(String sql, String noun, DocumentNode place, FaultCollector faults) {
        try {
            List<Statement> statements = CCJSqlParserUtil.parseStatements(sql);
            if (statements.size() != 1
                    || !(statements.get(0) instanceof Select select)
                    || SqlCalls.of(select).writes()) {
                faults.add(place, "%s is not a single SELECT".formatted(noun), "write one SELECT and nothing else");
                return Optional.empty();
            }
            FunctionCheck.listed(SqlCalls.of(select).functions(), noun, place, faults);
            return Optional.of(select);
        } catch (JSQLParserException | TokenMgrException e) {
            faults.add(place, "%s is not SQL: %s".formatted(noun, reason("", sql)), "fix the SQL");
            return Optional.empty();
        }
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

    private static Optional<Expression> parsed(String sql, String noun, DocumentNode place, FaultCollector faults) {
        if (sql.isBlank()) {
            faults.add(place, "%s is empty".formatted(noun), "write an expression");
            return Optional.empty();
        }
        try {
            return Optional.of(CCJSqlParserUtil.parseExpression(sql, false));
        } catch (JSQLParserException | TokenMgrException first) {
            try {
                return Optional.of(CCJSqlParserUtil.parseCondExpression(sql, false));
            } catch (JSQLParserException | TokenMgrException e) {
                faults.add(place, "%s is not SQL: %s".formatted(noun, reason("SELECT ", sql)), "fix the SQL");
                return Optional.empty();
            }
        }
    }

    /** Where the grammar gives up, in {@code sql} after {@code head}. */
    private static String reason(String head, String sql) {
        try {
            CCJSqlParserUtil.parseStatements(head + sql);
            return "it is more than one expression";
        } catch (TokenMgrException e) {
            return "a string is not closed, or a character is not SQL";
        } catch (JSQLParserException e) {
            Throwable cause = e;
            while (cause != null && !(cause instanceof ParseException)) {
                cause = cause.getCause();
            }
            return cause instanceof ParseException parse && parse.currentToken != null
                    ? place(parse.currentToken.next, head.length())
                    : "it does not parse";
        }
    }

    private static String place(Token token, int headLength) {
        if (token.kind == 0) {
            return "it ends too early";
        }
        int column = token.beginColumn - (token.beginLine == 1 ? headLength : 0);
        return "unexpected '%s' at line %d, column %d of it".formatted(token.image, token.beginLine, column);
    }
}
