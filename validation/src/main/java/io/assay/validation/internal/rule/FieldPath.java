package io.assay.validation.internal.rule;

import static org.apache.spark.sql.functions.col;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** A column, or a field of one ({@code who.name}), as a key has it. */
public record FieldPath(String path, Column value, ColumnType type) {
    public static FieldPath of(DatasetContract dataset, String path) {
        return find(dataset.columns(), path, Optional.empty(), path)
                .orElseThrow(() -> new RuleNotEvaluableException("there is no column '%s'".formatted(path)));
    }

    private static Optional<FieldPath> find(
            List<ContractColumn> columns, String rest, Optional<Column> parent, String path) {
        for (ContractColumn column : columns) {
            Column value = parent.map(p -> p.getField(column.name())).orElseGet(() -> quoted(column.name()));
            if (rest.equals(column.name())) {
                return Optional.of(new FieldPath(path, value, column.type()));
            }
            if (rest.startsWith(column.name() + ".") && column.type() instanceof ColumnType.Struct struct) {
                return find(struct.fields(), rest.substring(column.name().length() + 1), Optional.of(value), path);
            }
        }
        return Optional.empty();
    }

    public static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
