package io.assay.jobs.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.assay.aggregation.time.Micros;
import io.assay.features.join.LabelTime;
import io.assay.features.join.LabelTimeRange;
import io.assay.features.join.TrainingSet;
import io.assay.jobs.failure.DataException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one pass over labels finds out about their times.
 *
 * @param rows how many labels there are
 * @param withoutTime how many have no {@code event_timestamp}; their features are null
 */
public record LabelTimes(long rows, long withoutTime, LabelTimeRange span) {
    /** What other CSV dialects separate columns by. */
    private static final Pattern DELIMITERS = Pattern.compile("[;\\t|]");

    private static final List<String> TIMES = List.of("timestamp", "timestamp_ntz", "date", "string");

    /**
     * Reads the times; one action.
     *
     * @param where names the labels in messages
     * @throws DataException if there is no {@code event_timestamp}, or one of them is not a valid timestamp
     */
    public static LabelTimes of(Dataset<Row> labels, String where) {
        String name = Arrays.stream(labels.columns())
                .filter(column -> column.toLowerCase(Locale.ROOT).equals(TrainingSet.EVENT_TIMESTAMP))
                .findFirst()
                .orElseThrow(() -> withoutTime(labels.columns(), where));
        String type = labels.schema().apply(name).dataType().typeName();
        if (!TIMES.contains(type)) {
            throw new DataException(
                    where,
                    "event_timestamp is %s, and its unit is not known".formatted(type),
                    "make it a timestamp, or ISO-8601 text");
        }
        Column given = col(name);
        Column read = LabelTime.of(labels.schema());
        Column unread = given.isNotNull().and(read.isNull());
        Row found = labels.agg(
                        count(lit(1)),
                        count(read),
                        count(when(unread, lit(1))),
                        first(when(unread, given.cast(StringType)), true),
                        min(unix_micros(read)),
                        max(unix_micros(read)))
                .head();
        if (found.getLong(2) > 0) {
            throw new DataException(
                    where,
                    "%d rows have an event_timestamp that is not a valid timestamp, such as '%s'"
                            .formatted(found.getLong(2), found.getString(3)),
                    "write it as 2013-01-01T10:00:00Z");
        }
        LabelTimeRange span = found.getLong(1) == 0
                ? new LabelTimeRange(Instant.EPOCH, Instant.EPOCH)
                : new LabelTimeRange(Micros.instant(found.getLong(4)), Micros.instant(found.getLong(5)));
        return new LabelTimes(found.getLong(0), found.getLong(0) - found.getLong(1), span);
    }

    private static DataException withoutTime(String[] columns, String where) {
        boolean delimited =
                columns.length == 1 && DELIMITERS.matcher(columns[0]).find();
        return new DataException(
                where,
                "there is no column event_timestamp among " + String.join(", ", columns),
                delimited
                        ? "separate the columns by commas; the header is one column: '%s'".formatted(columns[0])
                        : "add it: the time as of which each row's features are wanted");
    }
}
