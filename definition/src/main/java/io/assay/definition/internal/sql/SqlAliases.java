package io.assay.definition.internal.sql;

import java.util.LinkedHashSet;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/** The names that a query gives to its own tables: of its WITH, and behind AS. They hide tables of the same name. */
final class SqlAliases extends TablesNamesFinder<Void> {
    private final Set<String> names = new LinkedHashSet<>();

    private SqlAliases() {}

    /** Empty if it is not a query; what is wrong is then reported by who reads it as one. */
    static Set<String> in(String sql) {
        SqlAliases aliases = new SqlAliases();
        try {
            Statement parsed = CCJSqlParserUtil.parse(NumberSuffixes.blanked(sql)); // null of an empty text
            if (parsed != null) {
                aliases.getTables(parsed);
            }
        } catch (JSQLParserException | TokenMgrException | UnsupportedOperationException e) {
            return Set.of();
        }
        return aliases.names;
    }

    private void add(@Nullable Alias alias) {
        if (alias != null) {
            names.add(alias.getUnquotedName());
        }
    }

    @Override
    public <S> Void visit(WithItem<?> item, S context) {
        add(item.getAlias());
        return super.visit(item, context);
    }

    @Override
    public <S> Void visit(Table table, S context) {
        add(table.getAlias());
        return super.visit(table, context);
    }

    @Override
    public <S> Void visit(ParenthesedSelect select, S context) {
        add(select.getAlias());
        return super.visit(select, context);
    }
}
