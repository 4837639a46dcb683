package io.assay.validation.internal.value;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Optional;

/** A timestamp in the contract's own format; the zone of the type where the format has none. */
final class FormattedTimestampParser implements ValueParser {
    private static final long serialVersionUID = 1;
    private final StrictFormat format;
    private final ZoneId zone;

    FormattedTimestampParser(String pattern, ZoneId zone) {
        this.format = new StrictFormat(pattern);
        this.zone = zone;
    }

    @Override
    public Object parse(byte[] bytes, int offset, int length) {
        return format.parse(new String(bytes, offset, length, StandardCharsets.UTF_8))
                .map(this::micros)
                .orElse(Unparsed.FAULT);
    }

    private Object micros(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null || !YearRange.nearlyHoldsDay(date.toEpochDay())) {
            return Unparsed.FAULT;
        }
        long nanos = Optional.ofNullable(parsed.query(TemporalQueries.localTime()))
                .map(LocalTime::toNanoOfDay)
                .orElse(0L);
        ZoneId own = Optional.ofNullable(parsed.query(TemporalQueries.zone())).orElse(zone);
        return new ZonedClock(own).micros(Math.toIntExact(date.toEpochDay()), nanos);
    }
}
