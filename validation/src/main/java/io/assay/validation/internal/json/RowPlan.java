package io.assay.validation.internal.json;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.text.NullValues;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.internal.value.ValueParser;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * How the texts of a contract's columns become a row, in the contract's order; sent to executors. In a CSV the empty
 * text is null; structs and arrays are read as JSON there.
 */
public final class RowPlan implements Serializable {
    private static final long serialVersionUID = 1;
    public final List<String> names = new ArrayList<>();
    public final List<String> sources = new ArrayList<>();
    /** Null for structs and arrays. */
    public final List<@Nullable ValueParser> texts = new ArrayList<>();

    public final List<JsonValue> values = new ArrayList<>();
    public final NullValues nulls;
    public final StructType schema;

    public RowPlan(DatasetContract dataset) {
        this(dataset.columns(), dataset.nullValues());
    }

    private RowPlan(List<ContractColumn> contract, List<String> nullValues) {
        nulls = new NullValues(nullValues);
        for (ContractColumn column : contract) {
            names.add(column.name());
            sources.add(column.source());
            texts.add(ValueParser.isScalar(column.type()) ? ValueParser.of(column.type()) : null);
            values.add(JsonValue.of(column.type(), column.name(), nulls));
        }
        schema = UnvalidatedRow.of(StoredTypes.of(contract));
    }

    /** Columns that are read otherwise than the contract says of files. */
    public static RowPlan of(List<ContractColumn> columns, List<String> nullValues) {
        return new RowPlan(columns, nullValues);
    }

    /** Columns whose dates and times are in ISO-8601, whatever format the contract has for their texts. */
    public static RowPlan iso(DatasetContract dataset) {
        return new RowPlan(IsoTypes.of(dataset.columns()), dataset.nullValues());
    }

    /** The same, but these columns as {@code other} reads them. */
    public RowPlan with(RowPlan other, Set<String> columns) {
        return new RowPlan(this, other, columns);
    }

    private RowPlan(RowPlan one, RowPlan other, Set<String> columns) {
        nulls = one.nulls;
        schema = one.schema;
        names.addAll(one.names);
        sources.addAll(one.sources);
        for (int i = 0; i < one.names.size(); i++) {
            RowPlan from = columns.contains(one.names.get(i)) ? other : one;
            texts.add(from.texts.get(i));
            values.add(from.values.get(i));
        }
    }

    /** Columns without a contract, all of them texts. */
    public static RowPlan texts(List<String> columns, List<String> nullValues) {
        return new RowPlan(columns.stream().map(RowPlan::text).toList(), nullValues);
    }

    private static ContractColumn text(String name) {
        return new ContractColumn(
                name, name, new ColumnType.StringType(), false, Optional.empty(), Optional.empty(), List.of());
    }

    JsonStruct object() {
        return new JsonStruct("", sources, values);
    }
}
