package io.assay.validation.internal.value;

import io.assay.definition.contract.Column;
import io.assay.definition.contract.ColumnType;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Spark's type of a column's values, as {@link ColumnType#stored} says it in words; everything may be null. */
public final class StoredTypes implements ColumnType.Cases<DataType> {
    private static final StoredTypes INSTANCE = new StoredTypes();

    private StoredTypes() {}

    public static DataType of(ColumnType type) {
        return type.match(INSTANCE);
    }

    public static StructType of(List<Column> columns) {
        StructType schema = new StructType();
        for (Column column : columns) {
            schema = schema.add(column.name(), of(column.type()), true);
        }
        return schema;
    }

    @Override
    public DataType text(ColumnType.Text type) {
        return DataTypes.StringType;
    }

    @Override
    public DataType bool(ColumnType.Bool type) {
        return DataTypes.BooleanType;
    }

    @Override
    public DataType whole(ColumnType.Whole type) {
        return type.bits() <= 32 ? DataTypes.IntegerType : DataTypes.LongType;
    }

    @Override
    public DataType floating(ColumnType.Floating type) {
        return type.bits() == 32 ? DataTypes.FloatType : DataTypes.DoubleType;
    }

    @Override
    public DataType decimal(ColumnType.Decimal type) {
        return DataTypes.createDecimalType(type.precision(), type.scale());
    }

    @Override
    public DataType date(ColumnType.Date type) {
        return DataTypes.DateType;
    }

    @Override
    public DataType timestamp(ColumnType.Timestamp type) {
        return DataTypes.TimestampType;
    }

    @Override
    public DataType time(ColumnType.Time type) {
        return DataTypes.StringType;
    }

    @Override
    public DataType bytes(ColumnType.Bytes type) {
        return DataTypes.BinaryType;
    }

    @Override
    public DataType struct(ColumnType.Struct type) {
        return of(type.fields());
    }

    @Override
    public DataType array(ColumnType.Array type) {
        return DataTypes.createArrayType(of(type.element()), true);
    }
}
