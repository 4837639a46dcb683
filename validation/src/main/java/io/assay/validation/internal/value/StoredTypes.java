package io.assay.validation.internal.value;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Spark's type of a column's values, as {@link ColumnType#stored} names it; everything may be null. */
public final class StoredTypes {
    /** There are few, and Spark parses each word anew. */
    private static final Map<String, DataType> PARSED = new ConcurrentHashMap<>();

    private StoredTypes() {}

    public static DataType of(ColumnType type) {
        if (type instanceof ColumnType.Struct struct) { // names of fields may be keywords of SQL
            return of(struct.fields());
        }
        if (type instanceof ColumnType.Array array) {
            return DataTypes.createArrayType(of(array.element()), true);
        }
        if (type instanceof ColumnType.Timestamp) { // the word alone means what a session is set to
            return DataTypes.TimestampType;
        }
        return PARSED.computeIfAbsent(type.stored(), DataType::fromDDL);
    }

    public static StructType of(List<ContractColumn> columns) {
        StructType schema = new StructType();
        for (ContractColumn column : columns) {
            schema = schema.add(column.name(), of(column.type()), true);
        }
        return schema;
    }
}
