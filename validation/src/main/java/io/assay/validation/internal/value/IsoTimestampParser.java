package io.assay.validation.internal.value;

import java.time.ZoneId;

/**
 * ISO-8601: {@code 2013-01-31}, {@code 2013-01-31T05:00}, seconds, a fraction of up to nine digits (kept to the
 * microsecond), a blank instead of {@code T}, then {@code Z} or an offset; without one the zone of the type.
 */
final class IsoTimestampParser implements ValueParser {
    private static final long serialVersionUID = 1;
    private final ZonedClock zone;

    IsoTimestampParser(ZoneId zone) {
        this.zone = new ZonedClock(zone);
    }

    @Override
    public Object parse(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int day = length >= IsoDate.LENGTH ? IsoDate.epochDay(bytes, offset) : IsoDate.NONE;
        if (day == IsoDate.NONE) {
            return Unparsed.FAULT;
        }
        int at = offset + IsoDate.LENGTH;
        if (at == end) {
            return zone.micros(day, 0);
        }
        if (bytes[at] != 'T' && bytes[at] != ' ' && bytes[at] != 't') {
            return Unparsed.FAULT;
        }
        int timeEnd = IsoTime.end(bytes, at + 1, end);
        long nanos = IsoTime.nanos(bytes, at + 1, timeEnd);
        if (nanos < 0) {
            return Unparsed.FAULT;
        }
        if (timeEnd == end) {
            return zone.micros(day, nanos);
        }
        int seconds = offsetSeconds(bytes, timeEnd, end);
        return seconds == IsoDate.NONE ? Unparsed.FAULT : ZonedClock.micros(day, nanos, seconds);
    }

    /** {@code Z}, {@code +01}, {@code +0130} or {@code +01:30} as seconds. */
    private static int offsetSeconds(byte[] bytes, int at, int end) {
        int length = end - at;
        if (bytes[at] == 'Z' || bytes[at] == 'z') {
            return length == 1 ? 0 : IsoDate.NONE;
        }
        boolean signed = bytes[at] == '+' || bytes[at] == '-';
        if (!signed || (length != 3 && length != 5 && !(length == 6 && bytes[at + 3] == ':'))) {
            return IsoDate.NONE;
        }
        int hours = IsoDate.twoDigits(bytes, at + 1);
        int minutes = length == 3 ? 0 : IsoDate.twoDigits(bytes, end - 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return IsoDate.NONE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return bytes[at] == '-' ? -seconds : seconds;
    }
}
