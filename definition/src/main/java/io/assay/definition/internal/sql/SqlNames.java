package io.assay.definition.internal.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LambdaExpression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;

/** The column names an expression uses, and whether it holds a query or a window function. */
final class SqlNames extends ExpressionVisitorAdapter<Void> {
    private static final Set<String> CONSTANTS =
            Set.of("true", "false", "null", "current_date", "current_timestamp", "unknown");
    private static final Set<String> WITH_UNIT =
            Set.of("timestampdiff", "timestampadd", "datediff", "dateadd", "date_add", "date_diff");
    private final Set<String> columns = new LinkedHashSet<>();
    private final List<List<String>> paths = new ArrayList<>();
    private final List<Select> queries = new ArrayList<>();
    private final Set<String> parameters = new LinkedHashSet<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private boolean query;
    private boolean window;

    static SqlNames of(Expression expression) {
        SqlNames names = new SqlNames();
        expression.accept(names, null);
        names.columns.removeAll(names.parameters);
        names.paths.removeIf(path -> names.parameters.contains(path.get(0)));
        return names;
    }

    /** The first part of each name: of {@code who.name} it is {@code who}. */
    Set<String> columns() {
        return columns;
    }

    /** All parts of each name. */
    List<List<String>> paths() {
        return paths;
    }

    /** The queries inside of it, whose names are not among the others. */
    List<Select> queries() {
        return queries;
    }

    /** Names of the functions it calls. */
    Set<String> functions() {
        return functions;
    }

    boolean hasQuery() {
        return query;
    }

    boolean hasWindow() {
        return window;
    }

    @Override
    public <S> Void visit(Column column, S context) {
        String first = column.getFullyQualifiedName();
        if (!first.startsWith("\"") && !first.startsWith("'")) {
            String name = firstPart(first);
            if (!CONSTANTS.contains(name.toLowerCase(Locale.ROOT))) {
                columns.add(name);
                paths.add(parts(first));
            }
        }
        return null;
    }

    /** {@code a}, {@code b c} of {@code a.`b c`[1]}. */
    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        for (SqlToken token : SqlToken.of(name)) {
            if (token.is("[")) {
                break;
            }
            if (!token.is(".")) {
                parts.add(token.name());
            }
        }
        return parts;
    }

    private static String firstPart(String name) {
        if (name.startsWith("`")) {
            int end = name.indexOf('`', 1);
            return end < 0 ? name : name.substring(1, end);
        }
        int end = 0;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
            end++;
        }
        return name.substring(0, end);
    }

    /** The unit of {@code timestampdiff(MINUTE, a, b)} is not a column. */
    @Override
    public <S> Void visit(Function function, S context) {
        functions.add(String.join(".", function.getMultipartName()));
        if (WITH_UNIT.contains(String.valueOf(function.getName()).toLowerCase(Locale.ROOT))
                && function.getParameters() != null
                && function.getParameters().size() == 3) {
            function.getParameters().get(1).accept(this, context);
            function.getParameters().get(2).accept(this, context);
            return null;
        }
        return super.visit(function, context);
    }

    @Override
    public <S> Void visit(LambdaExpression lambda, S context) {
        parameters.addAll(lambda.getIdentifiers());
        return super.visit(lambda, context);
    }

    @Override
    public <S> Void visit(AnalyticExpression expression, S context) {
        window = true;
        return super.visit(expression, context);
    }

    @Override
    public <S> Void visit(Select select, S context) {
        query = true;
        queries.add(select);
        return null;
    }

    @Override
    public <S> Void visit(ParenthesedSelect select, S context) {
        query = true;
        queries.add(select);
        return null;
    }
}
