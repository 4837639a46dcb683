package io.assay.definition.internal.odcs;

import io.assay.definition.contract.ColumnName;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns a rule may name.
 *
 * @param dataset the dataset's name
 * @param aliases other names by which SQL may call the dataset
 */
record ColumnNames(String dataset, List<String> aliases, List<ContractColumn> columns) {
    List<String> top() {
        return columns.stream().map(ContractColumn::name).toList();
    }

    /** All of them, nested ones as paths. */
    List<String> paths() {
        return pathsWithItems().stream().filter(path -> !inArray(path)).toList();
    }

    /** Also those of arrays' items, {@code lines.items.sku}. */
    List<String> pathsWithItems() {
        List<String> paths = new ArrayList<>();
        collect("", columns, paths);
        return paths;
    }

    /** Whether the path goes through an array. */
    boolean inArray(String path) {
        List<ContractColumn> level = columns;
        for (String name : path.split("\\.", -1)) {
            Optional<ColumnType> type = level.stream()
                    .filter(c -> c.name().equals(name))
                    .map(ContractColumn::type)
                    .findFirst();
            if (type.filter(ColumnType.Array.class::isInstance).isPresent()) {
                return !path.endsWith("." + name) && !path.equals(name);
            }
            level = type.filter(ColumnType.Struct.class::isInstance)
                    .map(t -> ((ColumnType.Struct) t).fields())
                    .orElse(List.of());
        }
        return false;
    }

    Optional<ColumnType> type(String name) {
        return columns.stream()
                .filter(c -> c.name().equals(name))
                .map(ContractColumn::type)
                .findFirst();
    }

    /** The column of a name, in any case. */
    Optional<ContractColumn> named(String name) {
        return columns.stream()
                .filter(c -> ColumnName.folded(c.name()).equals(ColumnName.folded(name)))
                .findFirst();
    }

    /** The type at a path; items of arrays have none here. */
    Optional<ColumnType> typeAt(String path) {
        List<ContractColumn> level = columns;
        Optional<ColumnType> type = Optional.empty();
        for (String name : path.split("\\.", -1)) {
            type = level.stream()
                    .filter(c -> c.name().equalsIgnoreCase(name))
                    .map(ContractColumn::type)
                    .findFirst();
            level = type.filter(ColumnType.Struct.class::isInstance)
                    .map(t -> ((ColumnType.Struct) t).fields())
                    .orElse(List.of());
        }
        return type;
    }

    private static void collect(String prefix, List<ContractColumn> columns, List<String> paths) {
        for (ContractColumn column : columns) {
            paths.add(prefix + column.name());
            inside(prefix + column.name(), column.type(), paths);
        }
    }

    private static void inside(String path, ColumnType type, List<String> paths) {
        if (type instanceof ColumnType.Struct struct) {
            collect(path + ".", struct.fields(), paths);
        } else if (type instanceof ColumnType.Array array) {
            paths.add(path + ".items");
            inside(path + ".items", array.element(), paths);
        }
    }
}
