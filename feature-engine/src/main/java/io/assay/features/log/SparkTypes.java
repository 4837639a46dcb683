package io.assay.features.log;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import io.assay.definition.feature.FeatureType.Shape;
import io.assay.warehouse.TableColumn;
import io.assay.warehouse.TableSchema;
import io.assay.warehouse.TableType;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/** Spark's types for the columns of the storage contract and for features, and back. */
public final class SparkTypes {
    private SparkTypes() {}

    /** Spark's schema of a table of ours; every column may hold null. */
    public static StructType schema(TableSchema table) {
        return struct(table.columns());
    }

    private static StructType struct(List<TableColumn> columns) {
        StructType schema = new StructType();
        for (TableColumn column : columns) {
            schema = schema.add(column.name(), sparkType(column.type()));
        }
        return schema;
    }

    private static DataType sparkType(TableType type) {
        return type.match(new TableType.Cases<>() {
            @Override
            public DataType value(TableType.Value value) {
                return sparkType(value.type());
            }

            @Override
            public DataType day(TableType.Day day) {
                return DateType;
            }

            @Override
            public DataType records(TableType.Records records) {
                return DataTypes.createArrayType(struct(records.fields()));
            }
        });
    }

    /** Spark's type of the columns that hold values of {@code type}. */
    public static DataType sparkType(FeatureType type) {
        DataType scalar = sparkType(type.scalar());
        return type.shape() == Shape.LIST ? DataTypes.createArrayType(scalar) : scalar;
    }

    private static DataType sparkType(Scalar scalar) {
        return switch (scalar) {
            case BOOLEAN -> BooleanType;
            case INT -> IntegerType;
            case LONG -> LongType;
            case FLOAT -> FloatType;
            case DOUBLE -> DoubleType;
            case STRING -> StringType;
            case BYTES -> BinaryType;
            case TIMESTAMP -> TimestampType;
        };
    }

    /**
     * The feature type that holds a column's values; empty where there is none (structs, maps). Narrow integers widen
     * to int, decimals become double, dates become the timestamp of their midnight in UTC.
     */
    public static Optional<FeatureType> featureType(DataType type) {
        if (type instanceof ArrayType array) {
            return scalar(array.elementType()).map(FeatureType::listOf);
        }
        return scalar(type).map(FeatureType::of);
    }

    private static Optional<Scalar> scalar(DataType type) {
        if (type instanceof DecimalType) {
            return Optional.of(Scalar.DOUBLE);
        }
        return Optional.ofNullable(
                switch (type.typeName()) {
                    case "boolean" -> Scalar.BOOLEAN;
                    case "byte", "short", "integer" -> Scalar.INT;
                    case "long" -> Scalar.LONG;
                    case "float" -> Scalar.FLOAT;
                    case "double" -> Scalar.DOUBLE;
                    case "string" -> Scalar.STRING;
                    case "binary" -> Scalar.BYTES;
                    case "timestamp", "timestamp_ntz", "date" -> Scalar.TIMESTAMP;
                    default -> null;
                });
    }
}
