package io.assay.features.log;

import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.unix_micros;
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
import org.apache.spark.sql.Column;
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
        DataType scalar = scalarType(type);
        return type.shape() == Shape.LIST ? DataTypes.createArrayType(scalar) : scalar;
    }

    private static DataType scalarType(FeatureType type) {
        return switch (type.scalar()) {
            case BOOLEAN -> BooleanType;
            case INT -> IntegerType;
            case LONG -> LongType;
            case FLOAT -> FloatType;
            case DOUBLE -> DoubleType;
            case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
            case STRING -> StringType;
            case BYTES -> BinaryType;
            case TIMESTAMP -> TimestampType;
        };
    }

    /**
     * The feature type that holds a column's values; empty where there is none (structs, maps). Narrow integers widen
     * to int, dates become the timestamp of their midnight in UTC.
     */
    public static Optional<FeatureType> featureType(DataType type) {
        if (type instanceof ArrayType array) {
            return scalar(array.elementType()).map(FeatureType::listOf);
        }
        return scalar(type);
    }

    private static Optional<FeatureType> scalar(DataType type) {
        if (type instanceof DecimalType decimal) {
            return Optional.of(FeatureType.decimal(decimal.precision(), decimal.scale()));
        }
        return Optional.<Scalar>ofNullable(
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
                        })
                .map(FeatureType::of);
    }

    /**
     * A column of {@link #sparkType} as Java code is given it: timestamps as microseconds, since {@code java.sql}'s
     * calendar does not have all of Spark's.
     */
    public static Column plain(Column value, FeatureType type) {
        if (type.scalar() != Scalar.TIMESTAMP) {
            return value;
        }
        return type.shape() == Shape.LIST ? transform(value, item -> unix_micros(item)) : unix_micros(value);
    }

    /** Spark's type of {@link #plain}. */
    public static DataType plainType(FeatureType type) {
        return sparkType(
                type.scalar() != Scalar.TIMESTAMP
                        ? type
                        : type.shape() == Shape.LIST ? FeatureType.listOf(Scalar.LONG) : FeatureType.of(Scalar.LONG));
    }

    /** A column of {@link #plainType} as one of {@link #sparkType}. */
    public static Column typed(Column plain, FeatureType type) {
        if (type.scalar() != Scalar.TIMESTAMP) {
            return plain;
        }
        return type.shape() == Shape.LIST ? transform(plain, item -> timestamp_micros(item)) : timestamp_micros(plain);
    }
}
