package io.assay.jobs.sql;

import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.transform_keys;
import static org.apache.spark.sql.functions.transform_values;
import static org.apache.spark.sql.functions.when;

import io.assay.sql.catalyst.FieldAt;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Times of a query's result as texts, at any depth: with milliseconds, or with microseconds where a time has them.
 * Spark's own JSON ends at milliseconds, and writes the times and dates that are keys of a map as numbers.
 */
final class ExactTimes {
    private static final String MILLIS = "yyyy-MM-dd'T'HH:mm:ss.SSS";

    private ExactTimes() {}

    /** The value with all its times as texts; a value without times is left as it is. */
    static Column of(Column value, DataType type) {
        if (!changes(type)) {
            return value;
        }
        if (type instanceof ArrayType list) {
            return transform(value, item -> of(item, list.elementType()));
        }
        if (type instanceof MapType map) {
            Column keys = isKey(map.keyType()) ? transform_keys(value, (key, of) -> key(key, map.keyType())) : value;
            return changes(map.valueType()) ? transform_values(keys, (key, of) -> of(of, map.valueType())) : keys;
        }
        if (type instanceof StructType fields) {
            // by position: an object may have two fields of one name
            Column[] exact = IntStream.range(0, fields.length())
                    .mapToObj(i -> of(FieldAt.of(value, i), fields.fields()[i].dataType())
                            .as(fields.fields()[i].name()))
                    .toArray(Column[]::new);
            return when(value.isNotNull(), struct(exact));
        }
        return time(value, type);
    }

    private static Column key(Column key, DataType type) {
        return type instanceof DateType ? key.cast(DataTypes.StringType) : time(key, type);
    }

    private static Column time(Column time, DataType type) {
        String zone = type instanceof TimestampType ? "XXX" : "";
        return when(date_format(time, "SSSSSS").endsWith("000"), date_format(time, MILLIS + zone))
                .otherwise(date_format(time, MILLIS + "SSS" + zone));
    }

    private static boolean changes(DataType type) {
        if (type instanceof ArrayType list) {
            return changes(list.elementType());
        }
        if (type instanceof MapType map) {
            return isKey(map.keyType()) || changes(map.valueType());
        }
        return type instanceof StructType struct
                ? Arrays.stream(struct.fields()).map(StructField::dataType).anyMatch(ExactTimes::changes)
                : isTime(type);
    }

    private static boolean isKey(DataType type) {
        return type instanceof DateType || isTime(type);
    }

    private static boolean isTime(DataType type) {
        return type instanceof TimestampType || type instanceof TimestampNTZType;
    }
}
