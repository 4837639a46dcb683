package io.assay.features.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.assay.aggregation.time.IsoInstant;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The instant as of which a label's features are wanted. */
public final class LabelTime {
    private LabelTime() {}

    /**
     * The column {@code event_timestamp} as a timestamp. A text is read by {@link IsoInstant}, never by Spark's cast,
     * which takes {@code 2024} for a day and {@code 10:30} for today; null where it is not an instant of the years 1 to
     * 9999.
     */
    public static Column of(StructType labels) {
        StructField field = LabelKeys.field(labels, LabelRows.EVENT_TIMESTAMP);
        Column given = col("`" + field.name().replace("`", "``") + "`");
        if (!field.dataType().typeName().equals("string")) {
            // of dates that are far away Spark's cast overflows
            Column near = field.dataType().typeName().equals("date")
                    ? when(given.between(lit(LocalDate.of(1, 1, 1)), lit(LocalDate.of(9999, 12, 31))), given)
                    : given;
            Column instant = near.cast(TimestampType);
            return when(unix_micros(instant).between(lit(IsoInstant.LEAST), lit(IsoInstant.MOST)), instant);
        }
        UDF1<String, Long> read = text -> text == null ? null : IsoInstant.micros(text.strip());
        return timestamp_micros(udf(read, LongType).apply(given));
    }
}
