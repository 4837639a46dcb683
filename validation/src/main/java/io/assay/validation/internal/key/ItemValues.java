package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.transform;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.rule.FieldPath;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;

/** The values of a path through arrays, as one list. */
final class ItemValues {
    private ItemValues() {}

    static Column of(DatasetContract dataset, String path) {
        List<String> names = Arrays.asList(path.split("\\.", -1));
        ContractColumn column = dataset.column(names.get(0)).orElseThrow();
        return inside(FieldPath.quoted(column.name()), column.type(), names.subList(1, names.size()));
    }

    /** A list if the rest of the path goes through an array, else the value. */
    private static Column inside(Column value, ColumnType type, List<String> rest) {
        if (rest.isEmpty()) {
            return value;
        }
        List<String> further = rest.subList(1, rest.size());
        if (type instanceof ColumnType.Array array) {
            Column items = transform(value, item -> inside(item, array.element(), further));
            return isList(array.element(), further) ? flatten(items) : items;
        }
        ContractColumn field = ((ColumnType.Struct) type)
                .fields().stream()
                        .filter(known -> known.name().equals(rest.get(0)))
                        .findFirst()
                        .orElseThrow();
        return inside(value.getField(field.name()), field.type(), further);
    }

    private static boolean isList(ColumnType type, List<String> rest) {
        if (rest.isEmpty()) {
            return false;
        }
        if (type instanceof ColumnType.Array) {
            return true;
        }
        return ((ColumnType.Struct) type)
                .fields().stream()
                        .filter(field -> field.name().equals(rest.get(0)))
                        .anyMatch(field -> isList(field.type(), rest.subList(1, rest.size())));
    }
}
