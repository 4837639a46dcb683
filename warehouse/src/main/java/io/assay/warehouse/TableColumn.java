package io.assay.warehouse;

/** A column of a stored table; every column may hold null. */
public record TableColumn(String name, TableType type) {
    public TableColumn {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column needs a name");
        }
    }
}
