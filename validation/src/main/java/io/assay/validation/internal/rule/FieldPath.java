package io.assay.validation.internal.rule;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.to_json;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.value.UnvalidatedRow;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * Where a rule looks: a column, or a field of one ({@code who.name}).
 *
 * @param present whether the struct that has the field is there; a field of an absent struct breaks no rule
 */
public record FieldPath(String path, Column value, Column present, ColumnType type) {
    public static FieldPath of(DatasetContract dataset, String path) {
        return find(dataset.columns(), path, Optional.empty(), lit(true), path)
                .orElseThrow(() -> new RuleNotEvaluableException("there is no column '%s'".formatted(path)));
    }

    private static Optional<FieldPath> find(
            List<ContractColumn> columns, String rest, Optional<Column> parent, Column present, String path) {
        for (ContractColumn column : columns) {
            Column value = parent.map(p -> p.getField(column.name())).orElseGet(() -> quoted(column.name()));
            if (rest.equals(column.name())) {
                return Optional.of(new FieldPath(path, value, present, column.type()));
            }
            if (rest.startsWith(column.name() + ".") && column.type() instanceof ColumnType.Struct struct) {
                return find(
                        struct.fields(),
                        rest.substring(column.name().length() + 1),
                        Optional.of(value),
                        value.isNotNull(),
                        path);
            }
        }
        return Optional.empty();
    }

    /** Whether the source's text did not parse. */
    Column faulty() {
        return coalesce(array_contains(col(UnvalidatedRow.FAULTS).getField("path"), path), lit(false));
    }

    /** Null in the source, not because it did not parse. */
    Column missing() {
        return value.isNull().and(present).and(not(faulty()));
    }

    /** The value as a report prints it: times as ISO-8601 in UTC, structs and arrays as JSON. */
    Column text() {
        if (type instanceof ColumnType.Struct || type instanceof ColumnType.Array) {
            return to_json(value);
        }
        if (type instanceof ColumnType.Timestamp) {
            return regexp_replace(date_format(value, "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX"), "\\.000000", "");
        }
        return value.cast("string");
    }

    public static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
