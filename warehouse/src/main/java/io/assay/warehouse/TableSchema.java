package io.assay.warehouse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a stored table, in order. */
public record TableSchema(List<TableColumn> columns) {
    public TableSchema {
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (TableColumn column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("duplicate column '%s'".formatted(column.name()));
            }
        }
    }

    /** No column yet. */
    public static TableSchema empty() {
        return new TableSchema(List.of());
    }

    /** These columns and one more. */
    public TableSchema with(String name, TableType type) {
        List<TableColumn> more = new ArrayList<>(columns);
        more.add(new TableColumn(name, type));
        return new TableSchema(more);
    }

    public List<String> names() {
        return columns.stream().map(TableColumn::name).toList();
    }
}
