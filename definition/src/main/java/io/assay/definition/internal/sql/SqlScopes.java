package io.assay.definition.internal.sql;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.SpellingSuggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** Finds the column that each name of a query means, in its subqueries too, and reports names that mean none. */
final class SqlScopes {
    private final Map<String, Optional<List<String>>> tables;
    private final DocumentNode place;
    private final FaultCollector faults;

    /** {@code tables}: the columns of each table by its name in lower case; empty where they are not known. */
    SqlScopes(Map<String, Optional<List<String>>> tables, DocumentNode place, FaultCollector faults) {
        this.tables = tables;
        this.place = place;
        this.faults = faults;
    }

    /**
     * What the names of one SELECT can mean.
     *
     * @param sources the columns of each table by its alias; empty where they are not known
     * @param own names that the SELECT itself gives
     */
    private record Scope(Optional<Scope> outer, Map<String, Optional<List<String>>> sources, Set<String> own) {
        boolean open() {
            return sources.values().stream().anyMatch(Optional::isEmpty)
                    || outer.filter(Scope::open).isPresent();
        }

        Optional<Optional<List<String>>> source(String name) {
            Optional<List<String>> columns = sources.get(name);
            return columns != null ? Optional.of(columns) : outer.flatMap(scope -> scope.source(name));
        }

        Set<String> columns() {
            Set<String> columns = new LinkedHashSet<>(outer.map(Scope::columns).orElse(Set.of()));
            sources.values().forEach(known -> known.ifPresent(columns::addAll));
            columns.addAll(own);
            return columns;
        }
    }

    void check(Select select) {
        columns(select, Optional.empty(), Map.of());
    }

    /** Checks it; the columns that it gives, empty if only the engine can tell. */
    private Optional<List<String>> columns(
            Select select, Optional<Scope> outer, Map<String, Optional<List<String>>> known) {
        Map<String, Optional<List<String>>> with = new HashMap<>(known);
        if (select.getWithItemsList() != null) {
            for (WithItem<?> item : select.getWithItemsList()) {
                Optional<List<String>> columns = item.getParenthesedStatement() instanceof Select query
                        ? columns(query, outer, with)
                        : Optional.empty();
                boolean renamed = item.getWithItemList() != null
                        && !item.getWithItemList().isEmpty();
                with.put(lower(item.getAlias().getUnquotedName()), renamed ? Optional.empty() : columns);
            }
        }
        if (select instanceof ParenthesedSelect inner) {
            return columns(inner.getSelect(), outer, with);
        }
        if (select instanceof SetOperationList list) {
            List<Optional<List<String>>> parts = list.getSelects().stream()
                    .map(part -> columns(part, outer, with))
                    .toList();
            return parts.get(0);
        }
        return select instanceof PlainSelect plain ? plain(plain, outer, with) : Optional.empty();
    }

    private Optional<List<String>> plain(
            PlainSelect select, Optional<Scope> outer, Map<String, Optional<List<String>>> with) {
        Map<String, Optional<List<String>>> sources = new LinkedHashMap<>();
        Scope scope = new Scope(outer, sources, new LinkedHashSet<>());
        if (select.getFromItem() != null) {
            source(select.getFromItem(), scope, with);
        }
        List<Expression> conditions = new ArrayList<>();
        if (select.getJoins() != null) {
            for (Join join : select.getJoins()) {
                source(join.getFromItem(), scope, with);
                conditions.addAll(join.getOnExpressions());
            }
        }
        if (select.getLateralViews() != null && !select.getLateralViews().isEmpty()) {
            sources.put("lateral view", Optional.empty());
        }
        conditions.forEach(on -> names(on, scope, with));
        names(select.getWhere(), scope, with);
        Optional<List<String>> given = items(select, scope, with);
        if (select.getGroupBy() != null && select.getGroupBy().getGroupByExpressionList() != null) {
            for (Object part : select.getGroupBy().getGroupByExpressionList()) {
                if (part instanceof Expression expression) {
                    names(expression, scope, with);
                }
            }
        }
        names(select.getHaving(), scope, with);
        names(select.getQualify(), scope, with);
        if (select.getOrderByElements() != null) {
            for (OrderByElement element : select.getOrderByElements()) {
                names(element.getExpression(), scope, with);
            }
        }
        return given;
    }

    /** Checks what is selected; the names of the result, which later parts of the query may use. */
    private Optional<List<String>> items(PlainSelect select, Scope scope, Map<String, Optional<List<String>>> with) {
        List<String> given = new ArrayList<>();
        boolean all = false;
        for (SelectItem<?> item : select.getSelectItems()) {
            Expression expression = item.getExpression();
            if (expression instanceof AllColumns || expression instanceof AllTableColumns) {
                all = true;
                continue;
            }
            names(expression, scope, with);
            if (item.getAlias() != null) {
                given.add(lower(item.getAlias().getUnquotedName()));
            } else if (expression instanceof Column column) {
                given.add(lower(column.getUnquotedName()));
            }
        }
        scope.own().addAll(given);
        return all ? Optional.empty() : Optional.of(given);
    }

    private void source(FromItem item, Scope scope, Map<String, Optional<List<String>>> with) {
        @Nullable Alias alias = item.getAlias();
        if (item instanceof Table table) {
            String name = lower(table.getFullyQualifiedName().replace("`", ""));
            Optional<List<String>> columns = with.containsKey(name)
                    ? with.getOrDefault(name, Optional.empty())
                    : tables.getOrDefault(name, Optional.empty());
            boolean renamed = alias != null && alias.getAliasColumns() != null;
            String called = alias == null ? name.substring(name.lastIndexOf('.') + 1) : lower(alias.getUnquotedName());
            scope.sources().put(called, renamed ? Optional.empty() : columns);
        } else if (item instanceof ParenthesedSelect query) {
            boolean renamed = alias != null && alias.getAliasColumns() != null;
            Optional<List<String>> columns = columns(query, scope.outer(), with);
            scope.sources()
                    .put(
                            alias == null ? "subquery " + scope.sources().size() : lower(alias.getUnquotedName()),
                            renamed ? Optional.empty() : columns);
        } else {
            scope.sources().put("other " + scope.sources().size(), Optional.empty());
        }
    }

    private void names(@Nullable Expression expression, Scope scope, Map<String, Optional<List<String>>> with) {
        if (expression == null) {
            return;
        }
        SqlNames names = SqlNames.of(expression);
        for (List<String> parts : names.paths()) {
            name(parts, scope);
        }
        names.queries().forEach(query -> columns(query, Optional.of(scope), with));
    }

    private void name(List<String> parts, Scope scope) {
        String first = lower(parts.get(0));
        if ((first.equals(SqlQuery.BATCH) && scope.source(first).isEmpty()) || first.equals("all")) {
            return; // the engine knows whether the batch may be named here; GROUP BY ALL
        }
        Optional<Optional<List<String>>> source = scope.source(first);
        if (source.isPresent() && parts.size() > 1 && !scope.columns().contains(first)) {
            source.get()
                    .filter(columns -> columns.stream().noneMatch(parts.get(1)::equalsIgnoreCase))
                    .ifPresent(columns -> unknown(parts.get(1), columns));
            return;
        }
        Set<String> columns = scope.columns();
        if (!scope.open() && columns.stream().noneMatch(first::equalsIgnoreCase)) {
            boolean table = first.equals("datasets") && parts.size() > 2;
            if (!table) {
                unknown(parts.get(0), columns);
            }
        }
    }

    private void unknown(String name, Iterable<String> columns) {
        List<String> known = new ArrayList<>();
        columns.forEach(known::add);
        faults.add(
                place,
                "query names the column '%s', which does not exist".formatted(name),
                SpellingSuggestion.nearest(name, known)
                        .map("did you mean '%s'?"::formatted)
                        .orElseGet(() -> "use one of: " + String.join(", ", known)));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
