package io.assay.definition.internal.sql;

import java.util.LinkedHashSet;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.util.TablesNamesFinder;

/** What a query calls and reads by name, and whether it also writes. */
final class SqlCalls extends TablesNamesFinder<Void> {
    private final Set<String> functions = new LinkedHashSet<>();
    private boolean writes;
    private Set<String> tables = Set.of();

    private SqlCalls() {}

    static SqlCalls of(Select select) {
        SqlCalls calls = new SqlCalls();
        calls.tables = calls.getTables((Statement) select);
        return calls;
    }

    Set<String> functions() {
        return functions;
    }

    /** Tables, without the names of the query's own WITH. */
    Set<String> tables() {
        return tables;
    }

    boolean writes() {
        return writes;
    }

    @Override
    public <S> Void visit(Function function, S context) {
        functions.add(String.join(".", function.getMultipartName()));
        return super.visit(function, context);
    }

    @Override
    public <S> Void visit(AnalyticExpression analytic, S context) {
        functions.add(analytic.getName());
        return super.visit(analytic, context);
    }

    @Override
    public <S> Void visit(PlainSelect select, S context) {
        writes |= select.getIntoTables() != null || select.getIntoTempTable() != null;
        return super.visit(select, context);
    }

    @Override
    public <S> Void visit(WithItem<?> item, S context) {
        writes |= !(item.getParenthesedStatement() instanceof Select);
        return super.visit(item, context);
    }
}
