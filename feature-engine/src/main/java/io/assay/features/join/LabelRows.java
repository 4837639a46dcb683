package io.assay.features.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Label rows made ready for the joins: everything they bring in one struct, with their place and time beside it.
 *
 * <p>In: any columns, among them {@code event_timestamp} (a timestamp, or text that casts to one). Out: {@link #ROW}
 * (the columns in, unchanged), {@link #INDEX} (grows in the order of the rows), {@link #AT} (microseconds). No shuffle,
 * no action.
 */
record LabelRows() implements UnaryOperator<Dataset<Row>> {
    static final String EVENT_TIMESTAMP = "event_timestamp";
    static final String ROW = "__row";
    static final String INDEX = "__index";
    static final String AT = "__at";

    @Override
    public Dataset<Row> apply(Dataset<Row> labels) {
        Column[] columns = Arrays.stream(labels.columns())
                .map(name -> labels.col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new);
        return labels.select(
                monotonically_increasing_id().as(INDEX),
                unix_micros(col(EVENT_TIMESTAMP).cast(TimestampType)).as(AT),
                struct(columns).as(ROW));
    }
}
