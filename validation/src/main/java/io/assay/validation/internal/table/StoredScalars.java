package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.convert_timezone;
import static org.apache.spark.sql.functions.current_timezone;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.assay.validation.internal.table.StoredMeaning.Kind;
import java.nio.ByteBuffer;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Single values that Spark reads as numbers or bytes, as what they mean. */
final class StoredScalars {
    private static final long DAY = 86_400_000_000_000L;

    private StoredScalars() {}

    static Column of(Kind kind, Column value) {
        return switch (kind) {
            case TIME_MILLIS -> time(value, 1_000_000);
            case TIME_MICROS -> time(value, 1_000);
            case TIME_NANOS -> time(value, 1);
            case UUID -> udf(uuid(), DataTypes.StringType).apply(value);
            case NANOS_UTC -> timestamp(value);
            case NANOS_LOCAL ->
                convert_timezone(
                        current_timezone(), lit("UTC"), timestamp(value).cast(DataTypes.TimestampNTZType));
            default -> value;
        };
    }

    /** To the microsecond, rounded down. */
    private static Column timestamp(Column nanos) {
        Column toZero = new Column(new IntegralDivide(nanos.expr(), lit(1000L).expr(), EvalMode.LEGACY()));
        return timestamp_micros(toZero.minus(when(nanos.mod(1000L).lt(0), 1L).otherwise(0L)));
    }

    /** {@code HH:mm:ss[.fraction]}; for a value outside of a day, the number. */
    private static Column time(Column value, long nanos) {
        UDF1<@Nullable Long, @Nullable String> text = count -> count == null
                ? null
                : count < 0 || count >= DAY / nanos
                        ? count.toString()
                        : DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(count * nanos));
        return udf(text, DataTypes.StringType).apply(value.cast(DataTypes.LongType));
    }

    private static UDF1<byte @Nullable [], @Nullable String> uuid() {
        return bytes -> {
            if (bytes == null) {
                return null;
            }
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            return new UUID(halves.getLong(), halves.getLong()).toString();
        };
    }
}
