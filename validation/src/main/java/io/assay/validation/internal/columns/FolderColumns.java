package io.assay.validation.internal.columns;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.assay.definition.contract.ContractColumn;
import io.assay.validation.internal.value.UnvalidatedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Columns that only the folders of the files give, in every format: their text is parsed as any text of a source, and
 * joins the kept row so that a replay has it too.
 *
 * <p>In and out: the contract's columns and those of {@link UnvalidatedRow}, these columns null before. No shuffle.
 */
public final class FolderColumns {
    private FolderColumns() {}

    /** Fills the columns; a value that a row has already stays. */
    public static Dataset<Row> fill(Dataset<Row> rows, List<ContractColumn> columns, List<String> nullValues) {
        if (columns.isEmpty()) {
            return rows;
        }
        Map<String, Column> filled = new HashMap<>();
        List<Column> faults = new ArrayList<>();
        Column row = col(UnvalidatedRow.ROW);
        Column readable = col(UnvalidatedRow.MALFORMED).isNull();
        for (ContractColumn column : columns) {
            Column own = quoted(column.name());
            Column text = udf(text(ColumnMatch.folded(column.source()), nullValues), DataTypes.StringType)
                    .apply(col(UnvalidatedRow.SOURCE));
            LosslessCast parsed = LosslessCast.of(text, DataTypes.StringType, column.type(), column.name())
                    .orElseThrow(() -> new IllegalStateException(column.name() + " is not a scalar"));
            filled.put(column.name(), when(readable, coalesce(own, parsed.value())));
            parsed.fault()
                    .ifPresent(fault -> faults.add(when(
                            readable.and(own.isNull()).and(fault),
                            array(struct(
                                    lit(column.name()).as("path"),
                                    text.as("value"),
                                    lit(null).cast("string").as("at"))))));
            row = udf(joined(column.source()), DataTypes.StringType).apply(row, text);
        }
        filled.put(UnvalidatedRow.ROW, row);
        if (!faults.isEmpty()) {
            filled.put(UnvalidatedRow.FAULTS, faults(faults));
        }
        Column[] all = new Column[rows.columns().length];
        for (int i = 0; i < all.length; i++) {
            String name = rows.columns()[i];
            all[i] = filled.getOrDefault(name, quoted(name)).as(name);
        }
        return rows.select(all);
    }

    private static Column faults(List<Column> faults) {
        ArrayType type =
                (ArrayType) UnvalidatedRow.beside().apply(UnvalidatedRow.FAULTS).dataType();
        Column none = array().cast(type);
        List<Column> all = new ArrayList<>(List.of(coalesce(col(UnvalidatedRow.FAULTS), none)));
        faults.forEach(fault -> all.add(coalesce(fault.cast(type), none)));
        Column any = faults.stream()
                .map(Column::isNotNull)
                .reduce(col(UnvalidatedRow.FAULTS).isNotNull(), Column::or);
        return when(any, concat(all.toArray(Column[]::new)));
    }

    /** The folder's text by the file's path; a task reads the rows of one file after the other. */
    private static UDF1<@Nullable String, @Nullable String> text(String key, List<String> nullValues) {
        return path -> path == null
                ? null
                : FolderValues.of(path)
                        .getOrDefault(key, Optional.empty())
                        .filter(value -> !value.isEmpty() && !nullValues.contains(value))
                        .orElse(null);
    }

    /** The kept JSON object with one more field. */
    private static UDF2<@Nullable String, @Nullable String, @Nullable String> joined(String name) {
        String field = "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\":";
        return (row, value) -> {
            int end = row == null ? -1 : row.lastIndexOf('}');
            if (row == null || end < 0) {
                return row;
            }
            String before = row.substring(0, end).stripTrailing();
            String quoted = value == null
                    ? "null"
                    : "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + "\"";
            return before + (before.endsWith("{") ? "" : ",") + field + quoted + row.substring(end);
        };
    }

    private static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
