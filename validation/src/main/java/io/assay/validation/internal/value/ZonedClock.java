package io.assay.validation.internal.value;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Local times of one zone as microseconds since the epoch. A time that a clock change skips does not exist: a fault; of
 * one that occurs twice the earlier is taken.
 */
final class ZonedClock implements Serializable {
    private static final long serialVersionUID = 1;
    private final ZoneId zone;
    private final int fixedSeconds;

    ZonedClock(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        this.zone = zone;
        this.fixedSeconds =
                rules.isFixedOffset() ? rules.getOffset(Instant.EPOCH).getTotalSeconds() : IsoDate.NONE;
    }

    /** Microseconds, or {@link ValueParser.Unparsed#FAULT}. */
    Object micros(int epochDay, long nanosOfDay) {
        if (fixedSeconds != IsoDate.NONE) {
            return micros(epochDay, nanosOfDay, fixedSeconds);
        }
        LocalDateTime local = LocalDateTime.of(LocalDate.ofEpochDay(epochDay), LocalTime.ofNanoOfDay(nanosOfDay));
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty()
                ? ValueParser.Unparsed.FAULT
                : micros(epochDay, nanosOfDay, offsets.get(0).getTotalSeconds());
    }

    /** Microseconds, or {@link ValueParser.Unparsed#FAULT} outside of the {@link YearRange}. */
    static Object micros(int epochDay, long nanosOfDay, int offsetSeconds) {
        long micros = (epochDay * 86_400L - offsetSeconds) * 1_000_000L + nanosOfDay / 1_000;
        return YearRange.holdsMicros(micros) ? (Object) micros : ValueParser.Unparsed.FAULT;
    }
}
