package io.assay.validation.internal.profile;

import io.assay.sql.catalyst.FieldAt;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A column, or a field of an object at any depth, and how its values are read. Lists, maps and bytes are counted by
 * their text; of objects only whether they are null.
 *
 * @param places of the object's field in its column, and so on: fields may have names that differ by case alone
 * @param parsed whether its texts are looked at
 */
record ProfiledColumn(List<String> path, List<Integer> places, DataType type, Reading reading, boolean parsed)
        implements Serializable {
    private static final long serialVersionUID = 1;

    enum Reading {
        NOTHING,
        TEXT,
        BOOLEAN,
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

    ProfiledColumn {
        path = List.copyOf(path);
        places = List.copyOf(places);
    }

    /** All columns, of objects their fields after them. */
    static List<ProfiledColumn> of(StructType schema) {
        List<ProfiledColumn> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            collect(List.of(field.name()), List.of(), field.dataType(), columns);
        }
        return columns;
    }

    private static void collect(List<String> path, List<Integer> places, DataType type, List<ProfiledColumn> columns) {
        columns.add(new ProfiledColumn(path, places, type, reading(type), type instanceof StringType));
        if (type instanceof StructType struct) {
            for (int i = 0; i < struct.length(); i++) {
                StructField field = struct.fields()[i];
                collect(below(path, field.name()), below(places, i), field.dataType(), columns);
            }
        }
    }

    private static <T> List<T> below(List<T> above, T last) {
        List<T> all = new ArrayList<>(above);
        all.add(last);
        return all;
    }

    private static Reading reading(DataType type) {
        if (type instanceof BooleanType) {
            return Reading.BOOLEAN;
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
        } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
            return Reading.TIMESTAMP;
        }
        return type instanceof StringType || hasText(type) ? Reading.TEXT : Reading.NOTHING;
    }

    private static boolean hasText(DataType type) {
        return type instanceof ArrayType || type instanceof MapType || type instanceof BinaryType;
    }

    boolean isNumber() {
        return switch (reading) {
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }

    /** The type in the words of a profile. */
    String word() {
        return type instanceof StringType ? "string" : type.simpleString();
    }

    /** Its values in the column it is or is in; fields of objects that are not there are null. */
    Column values(Column top) {
        Column column = top;
        for (int place : places) {
            column = FieldAt.of(column, place);
        }
        return hasText(type) ? column.cast("string") : column;
    }
}
