package io.assay.features.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * Label rows made ready for the joins: everything they bring in one struct, with their place and time beside it.
 *
 * <p>In: any columns. Out: {@link #ROW} (the columns in, as {@link #original} reads them), {@link #INDEX} (grows in the
 * order of the rows), {@link #AT} (microseconds). No shuffle, no action.
 *
 * @param at the time of a row, a timestamp
 */
record LabelRows(Column at) implements UnaryOperator<Dataset<Row>> {
    static final String EVENT_TIMESTAMP = "event_timestamp";
    static final String ROW = "__row";
    static final String INDEX = "__index";
    static final String AT = "__at";

    @Override
    public Dataset<Row> apply(Dataset<Row> labels) {
        Column[] columns = Arrays.stream(labels.schema().fields())
                .map(field -> plain(labels, field))
                .toArray(Column[]::new);
        return labels.select(
                monotonically_increasing_id().as(INDEX),
                unix_micros(at.cast(TimestampType)).as(AT),
                struct(columns).as(ROW));
    }

    /** Dates and timestamps as numbers, since {@code java.sql}'s calendar does not have all of Spark's. */
    private static Column plain(Dataset<Row> labels, StructField field) {
        Column value = labels.col("`" + field.name().replace("`", "``") + "`");
        Column plain = switch (field.dataType().typeName()) {
            case "timestamp" -> unix_micros(value);
            case "date" -> unix_date(value);
            default -> value;
        };
        return plain.as(field.name());
    }

    /** The column of the labels, out of {@link #ROW}. */
    static Column original(StructField field) {
        Column plain = col(ROW).getField(field.name());
        Column value = switch (field.dataType().typeName()) {
            case "timestamp" -> timestamp_micros(plain);
            case "date" -> date_from_unix_date(plain);
            default -> plain;
        };
        return value.as(field.name());
    }
}
