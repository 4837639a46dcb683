package io.assay.validation.internal.scan;

import java.io.Serializable;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;

/** How the values of a column are read; {@code NOTHING} where only their presence counts. */
record ColumnKind(Reading reading, DataType type) implements Serializable {
    private static final long serialVersionUID = 1;

    enum Reading {
        NOTHING,
        BOOLEAN,
        STRING,
        BYTE,
        SHORT,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL,
        DATE,
        TIMESTAMP
    }

    static ColumnKind of(DataType type) {
        return new ColumnKind(reading(type), type);
    }

    private static Reading reading(DataType type) {
        if (type instanceof BooleanType) {
            return Reading.BOOLEAN;
        } else if (type instanceof StringType) {
            return Reading.STRING;
        } else if (type instanceof ByteType) {
            return Reading.BYTE;
        } else if (type instanceof ShortType) {
            return Reading.SHORT;
        } else if (type instanceof IntegerType) {
            return Reading.INT;
        } else if (type instanceof LongType) {
            return Reading.LONG;
        } else if (type instanceof FloatType) {
            return Reading.FLOAT;
        } else if (type instanceof DoubleType) {
            return Reading.DOUBLE;
        } else if (type instanceof DecimalType) {
            return Reading.DECIMAL;
        } else if (type instanceof DateType) {
            return Reading.DATE;
        }
        return type instanceof TimestampType ? Reading.TIMESTAMP : Reading.NOTHING;
    }
}
