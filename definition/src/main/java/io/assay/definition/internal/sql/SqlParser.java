package io.assay.definition.internal.sql;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.Statements;
import org.jspecify.annotations.Nullable;

/**
 * JSqlParser, with a reason for whatever it does not parse; it reads numbers with suffixes too, as Spark does. Throws
 * StackOverflowError for what is nested too deeply.
 */
final class SqlParser {
    /** Words that are taken for a part of the statement where a column is meant. */
    private static final Set<String> KEYWORDS = Set.of(
            "all",
            "and",
            "as",
            "between",
            "by",
            "case",
            "cross",
            "distinct",
            "else",
            "end",
            "except",
            "exists",
            "from",
            "full",
            "group",
            "having",
            "in",
            "inner",
            "intersect",
            "interval",
            "is",
            "join",
            "left",
            "like",
            "limit",
            "natural",
            "not",
            "null",
            "offset",
            "on",
            "or",
            "order",
            "outer",
            "over",
            "right",
            "select",
            "then",
            "to",
            "union",
            "unique",
            "using",
            "values",
            "when",
            "where",
            "with");

    private SqlParser() {}

    /** SQL that does not parse; the message is the reason. */
    static final class NotParsedException extends Exception {
        NotParsedException(String reason) {
            super(reason);
        }
    }

    static List<Statement> statements(String sql) throws NotParsedException {
        try {
            return parsed(NumberSuffixes.blanked(sql));
        } catch (JSQLParserException | TokenMgrException e) {
            throw new NotParsedException(reason(e, 0, sql));
        }
    }

    static Expression expression(String sql) throws NotParsedException {
        String plain = NumberSuffixes.blanked(sql);
        try {
            @Nullable Expression expression = CCJSqlParserUtil.parseExpression(plain, false);
            if (expression != null) {
                return expression;
            }
        } catch (JSQLParserException | TokenMgrException e) {
            checkDepth(e); // else it may be a condition
        }
        try {
            @Nullable Expression condition = CCJSqlParserUtil.parseCondExpression(plain, false);
            if (condition != null) {
                return condition;
            }
        } catch (JSQLParserException | TokenMgrException e) {
            checkDepth(e);
        }
        String head = "SELECT ";
        try {
            parsed(head + plain);
            throw new NotParsedException("it is more than one expression");
        } catch (JSQLParserException | TokenMgrException e) {
            throw new NotParsedException(reason(e, head.length(), sql));
        }
    }

    /** The parser gives null, without a reason, for what is nested more than ten levels and not plain. */
    private static List<Statement> parsed(String sql) throws JSQLParserException {
        @Nullable Statements statements = CCJSqlParserUtil.parseStatements(sql);
        if (statements != null) {
            return statements;
        }
        try {
            return CCJSqlParserUtil.newParser(sql)
                    .withAllowComplexParsing(false)
                    .Statements();
        } catch (ParseException e) {
            throw new JSQLParserException(e);
        }
    }

    /** The parser's own thread hides the error. */
    private static void checkDepth(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StackOverflowError deep) {
                throw deep;
            }
        }
    }

    private static String reason(Throwable thrown, int headLength, String sql) {
        checkDepth(thrown);
        if (thrown instanceof TokenMgrException) {
            return "a string is not closed, or a character is not SQL";
        }
        Optional<ParseException> syntax = Optional.empty();
        for (Throwable cause = thrown; cause != null && syntax.isEmpty(); cause = cause.getCause()) {
            syntax = cause instanceof ParseException parse ? Optional.of(parse) : Optional.empty();
        }
        return syntax.filter(parse -> parse.currentToken != null)
                .map(parse -> place(parse.currentToken.next, headLength, sql))
                .orElse("it does not parse");
    }

    private static String place(Token token, int headLength, String sql) {
        if (token.kind == 0) {
            return "it ends too early";
        }
        int column = token.beginColumn - (token.beginLine == 1 ? headLength : 0);
        if (column < 1) { // the grammar gives up at our own SELECT, because of what follows it
            return "unexpected '%s' where it begins"
                    .formatted(SqlToken.of(sql).get(0).text());
        }
        String text = NumberSuffixes.written(token.image, sql, token.beginLine, column);
        return "unexpected '%s' at line %d, column %d of it".formatted(text, token.beginLine, column);
    }

    /** What the author may do about a column whose name is also a word of SQL; empty where there is none. */
    static Optional<String> keyword(String sql, Collection<String> columns) {
        return SqlToken.of(sql).stream()
                .filter(token -> token.kind() == SqlToken.Kind.WORD)
                .map(SqlToken::text)
                .filter(word -> KEYWORDS.contains(word.toLowerCase(Locale.ROOT)))
                .filter(word -> columns.stream().anyMatch(word::equalsIgnoreCase))
                .findFirst()
                .map("fix the SQL; write the column '%1$s' as `%1$s`, since that is a word of SQL"::formatted);
    }
}
