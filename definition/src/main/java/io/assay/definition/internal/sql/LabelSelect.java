package io.assay.definition.internal.sql;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;

/** The SELECT of a model's labels: the tables it reads and the columns it gives. */
public final class LabelSelect {
    private final Select select;

    private LabelSelect(Select select) {
        this.select = select;
    }

    /** Reads it; a fault if it is not a single SELECT. */
    public static Optional<LabelSelect> read(String sql, DocumentNode place, FaultCollector faults) {
        return SqlChecker.guarded("labels", place, faults, () -> {
            if (FunctionCheck.refused(sql, List.of(), "labels", place, faults)) {
                return Optional.empty();
            }
            return SqlChecker.query(sql, List.of(), "labels", place, faults).map(LabelSelect::new);
        });
    }

    public Set<String> tables() {
        return SqlCalls.of(select).tables();
    }

    /** Names of the result's columns; empty if only the engine can tell ({@code *}, set operations). */
    public Optional<List<String>> columns() {
        if (!(select instanceof PlainSelect plain)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (SelectItem<?> item : plain.getSelectItems()) {
            if (item.getExpression() instanceof AllColumns || item.getExpression() instanceof AllTableColumns) {
                return Optional.empty();
            }
            if (item.getAlias() != null) {
                names.add(item.getAlias().getUnquotedName());
            } else if (item.getExpression() instanceof Column column) {
                names.add(column.getUnquotedName());
            }
        }
        return Optional.of(names);
    }

    /** Columns read of {@code table}, where the query reads it alone and without subqueries. */
    public Optional<Set<String>> source(String table) {
        if (!(select instanceof PlainSelect plain)
                || !(plain.getFromItem() instanceof Table from)
                || !from.getFullyQualifiedName().equals(table)
                || from.getAlias() != null
                || (plain.getJoins() != null && !plain.getJoins().isEmpty())) {
            return Optional.empty();
        }
        SqlNames names = new SqlNames();
        plain.getSelectItems().forEach(item -> item.getExpression().accept(names, null));
        if (plain.getWhere() != null) {
            plain.getWhere().accept(names, null);
        }
        if (names.hasQuery()) {
            return Optional.empty();
        }
        Set<String> used = new LinkedHashSet<>(names.columns());
        used.remove("datasets");
        used.remove(from.getName());
        return Optional.of(used);
    }
}
