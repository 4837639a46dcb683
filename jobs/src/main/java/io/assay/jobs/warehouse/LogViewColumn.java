package io.assay.jobs.warehouse;

import io.assay.features.log.SparkTypes;
import io.assay.warehouse.run.RunLogColumns;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A column of a view on the log of runs.
 *
 * @param stored the column of the log
 * @param name its name in the view
 * @param type its type in the view; the log's, unless it is cast
 * @param key of the stored JSON whose value it is; empty: it is the stored value
 */
record LogViewColumn(StructField stored, String name, DataType type, String key) {
    private static final StructType LOG = SparkTypes.schema(RunLogColumns.SCHEMA);

    /** A column of the log as it is. */
    static LogViewColumn of(String stored) {
        StructField column = LOG.apply(stored);
        return new LogViewColumn(column, stored, column.dataType(), "");
    }

    LogViewColumn as(String other) {
        return new LogViewColumn(stored, other, type, key);
    }

    LogViewColumn in(DataType other) {
        return new LogViewColumn(stored, name, other, key);
    }

    /** The value of that key of the stored JSON: a text, or JSON. */
    LogViewColumn at(String other) {
        return new LogViewColumn(stored, name, type, other);
    }

    StructField field() {
        return DataTypes.createStructField(name, type, true);
    }

    String sql() {
        if (!key.isEmpty()) {
            return "get_json_object(%s, '$.%s') AS %s".formatted(stored.name(), key, name);
        }
        String value =
                type.equals(stored.dataType()) ? stored.name() : "CAST(%s AS %s)".formatted(stored.name(), type.sql());
        return value.equals(name) ? value : "%s AS %s".formatted(value, name);
    }
}
