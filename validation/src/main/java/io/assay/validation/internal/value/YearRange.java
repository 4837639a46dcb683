package io.assay.validation.internal.value;

import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The dates and timestamps that a dataset may have: of the years 1 to 9999, of which timestamps are in UTC. */
public final class YearRange {
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    private static final long FIRST_DAY = FIRST.toEpochDay();
    private static final long LAST_DAY = LAST.toEpochDay();
    private static final long DAY = 86_400_000_000L;

    private YearRange() {}

    static boolean holdsDay(long epochDay) {
        return epochDay >= FIRST_DAY && epochDay <= LAST_DAY;
    }

    /** Whether some zone has the local date while UTC is within the range. */
    static boolean nearlyHoldsDay(long epochDay) {
        return epochDay >= FIRST_DAY - 1 && epochDay <= LAST_DAY + 1;
    }

    static boolean holdsMicros(long micros) {
        return micros >= FIRST_DAY * DAY && micros < (LAST_DAY + 1) * DAY;
    }

    /** Whether a date, a timestamp, or nearly a timestamp without a zone, is within the range; null for null. */
    public static Column holds(Column value, DataType type) {
        if (type.equals(DataTypes.DateType)) {
            return value.between(lit(FIRST), lit(LAST));
        }
        if (type.equals(DataTypes.TimestampType)) {
            Instant end = LAST.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            return value.geq(lit(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC)))
                    .and(value.lt(lit(end)));
        }
        LocalDateTime begin = LocalDateTime.of(FIRST.minusDays(1), LocalTime.MIDNIGHT);
        return value.geq(lit(begin)).and(value.lt(lit(LAST.plusDays(2).atStartOfDay())));
    }
}
