package io.assay.validation.internal.text;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.internal.value.ValueParser;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * How the texts of a contract's columns become a row, in the contract's order; sent to executors. In a CSV the empty
 * text is null; structs and arrays are read as JSON there.
 */
public final class RowPlan implements Serializable {
    private static final long serialVersionUID = 1;
    final List<String> names = new ArrayList<>();
    final List<String> sources = new ArrayList<>();
    /** Null for structs and arrays. */
    final List<@Nullable ValueParser> texts = new ArrayList<>();

    final List<JsonValue> values = new ArrayList<>();
    final NullValues nulls;
    final StructType schema;
    private final StructType columns;

    public RowPlan(DatasetContract dataset) {
        nulls = new NullValues(dataset.nullValues());
        for (ContractColumn column : dataset.columns()) {
            names.add(column.name());
            sources.add(column.source());
            texts.add(ValueParser.isScalar(column.type()) ? ValueParser.of(column.type()) : null);
            values.add(JsonValue.of(column.type(), column.name(), nulls));
        }
        columns = StoredTypes.of(dataset.columns());
        schema = UnvalidatedRow.of(columns);
    }

    int columns() {
        return columns.length();
    }

    JsonStruct object() {
        return new JsonStruct("", sources, values);
    }
}
