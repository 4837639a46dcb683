package io.assay.definition.internal.sql;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.SpellingSuggestion;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** The SELECT of a rule. {@link #text()} names the batch {@code {object}}, whatever the contract called it. */
public final class SqlQuery {
    static final String BATCH = "assay_batch__";
    private static final Pattern DATASET = Pattern.compile("datasets\\.[A-Za-z0-9_]+");
    private final String text;
    private final Select select;
    private final Set<String> names;

    private SqlQuery(String text, Select select, Set<String> names) {
        this.text = text;
        this.select = select;
        this.names = names;
    }

    /**
     * Reads a rule's SELECT.
     *
     * @param object the dataset's name, {@code aliases} its other names
     * @param columns the dataset's, for a hint where one is named like a word of SQL
     * @param column what {@code {property}} is replaced by, if the rule belongs to a property
     */
    public static Optional<SqlQuery> of(
            String sql,
            String object,
            List<String> aliases,
            Collection<String> columns,
            Optional<String> column,
            DocumentNode place,
            FaultCollector faults) {
        Optional<String> filled = SqlPlaceholders.filled(sql, column, place, faults);
        if (filled.isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = new LinkedHashSet<>(aliases);
        names.add(object);
        Set<String> visible = new LinkedHashSet<>(names);
        Set<String> hidden = SqlAliases.in(filled.get());
        visible.removeIf(name -> hidden.stream().anyMatch(name::equalsIgnoreCase));
        String text = renamed(filled.get(), visible);
        return SqlChecker.query(text, columns, "query", place, faults).map(select -> new SqlQuery(text, select, names));
    }

    /** The query; the batch is {@code {object}}. */
    public String text() {
        return text.replace(BATCH, "{object}");
    }

    /** Replaces the dataset's own name where a table is read, or before a dot. */
    private static String renamed(String sql, Set<String> names) {
        List<SqlToken> tokens = SqlToken.of(sql);
        StringBuilder out = new StringBuilder(sql);
        for (int i = tokens.size() - 1; i >= 0; i--) {
            SqlToken token = tokens.get(i);
            boolean named = names.stream().anyMatch(token::names);
            boolean table =
                    i > 0 && (tokens.get(i - 1).is("from") || tokens.get(i - 1).is("join"));
            boolean afterDot = i > 0 && tokens.get(i - 1).is(".");
            boolean beforeDot = i + 1 < tokens.size() && tokens.get(i + 1).is(".");
            if (named && !afterDot && ((table && !beforeDot) || (beforeDot && !table))) {
                out.replace(token.start(), token.end(), BATCH);
            }
        }
        return out.toString();
    }

    /** Reports tables that a rule may not read or that there are not, and columns that they do not have. */
    public void check(Collection<String> columns, SqlTables datasets, DocumentNode place, FaultCollector faults) {
        Map<String, Optional<List<String>>> tables = new HashMap<>();
        tables.put(BATCH, Optional.of(List.copyOf(columns)));
        for (String table : SqlCalls.of(select).tables()) {
            boolean batch = table.equals(BATCH) || names.stream().anyMatch(table::equalsIgnoreCase);
            String name = table.replace("`", "");
            if (!batch && !DATASET.matcher(name).matches()) {
                faults.add(
                        place,
                        "query reads '%s', which is not this dataset".formatted(table),
                        table.contains(".")
                                ? "read {object}, or another dataset as datasets.NAME"
                                : "read {object}, or another as datasets.%s".formatted(table));
            } else if (!batch) {
                String dataset = name.substring(name.indexOf('.') + 1);
                Optional<List<String>> known = datasets.dataset(dataset);
                tables.put(name.toLowerCase(Locale.ROOT), known);
                if (known.isEmpty()) {
                    missing(dataset, datasets, place, faults);
                }
            }
        }
        new SqlScopes(tables, place, faults).check(select);
    }

    private static void missing(String dataset, SqlTables datasets, DocumentNode place, FaultCollector faults) {
        if (datasets.open()) {
            faults.note(place, "'%s' is not in this file: checked with the project".formatted(dataset));
            return;
        }
        faults.add(
                place,
                "query reads datasets.%s, and there is no dataset '%s'".formatted(dataset, dataset),
                SpellingSuggestion.nearest(dataset, datasets.names())
                        .map("did you mean 'datasets.%s'?"::formatted)
                        .orElse("add its contract, or fix the name"));
    }

    private Optional<PlainSelect> simple() {
        return select instanceof PlainSelect plain
                        && plain.getFromItem() instanceof Table table
                        && table.getFullyQualifiedName().equals(BATCH)
                        && (plain.getJoins() == null || plain.getJoins().isEmpty())
                        && plain.getWithItemsList() == null
                ? Optional.of(plain)
                : Optional.empty();
    }

    private static Optional<String> alias(PlainSelect plain) {
        @Nullable Alias alias = plain.getFromItem().getAlias();
        return alias == null ? Optional.empty() : Optional.of(alias.getName());
    }

    /** The condition of {@code SELECT COUNT(*) FROM {object} WHERE condition}; empty for any other query. */
    public Optional<String> violation() {
        return simple().filter(SqlQuery::countsRows)
                .filter(plain -> !asks(plain.getWhere()))
                .map(this::condition);
    }

    private static boolean asks(Expression where) {
        SqlNames names = SqlNames.of(where);
        return names.hasQuery() || names.hasWindow();
    }

    private static boolean countsRows(PlainSelect plain) {
        return plain.getWhere() != null
                && plain.getSelectItems().size() == 1
                && plain.getSelectItems().get(0).getExpression() instanceof Function function
                && "count".equalsIgnoreCase(function.getName())
                && !function.isDistinct()
                && function.getParameters() != null
                && function.getParameters().size() == 1
                && (function.getParameters().get(0) instanceof AllColumns
                        || function.getParameters().get(0) instanceof LongValue)
                && plain.getGroupBy() == null
                && plain.getHaving() == null
                && plain.getDistinct() == null
                && plain.getLimit() == null
                && plain.getOffset() == null
                && plain.getFetch() == null;
    }

    /** What follows the first WHERE, as written, without the batch's names before columns. */
    private String condition(PlainSelect plain) {
        List<SqlToken> tokens = SqlToken.of(text);
        int where = 0;
        while (!tokens.get(where).is("where")) {
            where++;
        }
        int begin = tokens.get(where).end();
        Optional<String> alias = alias(plain);
        StringBuilder out = new StringBuilder(text.substring(begin));
        for (int i = tokens.size() - 3; i > where; i--) {
            SqlToken token = tokens.get(i);
            boolean named = token.names(BATCH) || alias.filter(token::names).isPresent();
            if (named && tokens.get(i + 1).is(".") && !tokens.get(i - 1).is(".")) {
                out.delete(token.start() - begin, tokens.get(i + 1).end() - begin);
            }
        }
        return out.toString().strip();
    }
}
