package io.assay.validation.internal.profile;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.value.ValueParser;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Ways to write dates and timestamps, ISO 8601 left out; read as the gate reads them. */
final class TimeFormats {
    static final List<String> DATES = List.of(
            "dd.MM.yyyy",
            "d.M.yyyy",
            "yyyy/MM/dd",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "d/M/yyyy",
            "M/d/yyyy",
            "dd-MM-yyyy",
            "MM-dd-yyyy",
            "yyyyMMdd",
            "dd-MMM-yyyy",
            "dd MMM yyyy",
            "d MMMM yyyy",
            "MMMM d, yyyy");
    static final List<String> TIMESTAMPS = Stream.concat(
                    Stream.of("dd.MM.yyyy", "yyyy/MM/dd", "dd/MM/yyyy", "MM/dd/yyyy", "d/M/yyyy", "M/d/yyyy")
                            .flatMap(date -> Stream.of("HH:mm", "HH:mm:ss", "HH:mm:ss.SSS", "H:mm")
                                    .map(time -> date + " " + time)),
                    Stream.of("yyyyMMddHHmmss", "yyyyMMdd HH:mm:ss", "dd/MMM/yyyy:HH:mm:ss Z"))
            .toList();
    static final int SHORTEST = 8;
    static final int LONGEST = 32;

    private static final ValueParser[] PARSERS = Stream.concat(
                    DATES.stream().map(format -> ValueParser.of(new ColumnType.Date(Optional.of(format)))),
                    TIMESTAMPS.stream()
                            .map(format ->
                                    ValueParser.of(new ColumnType.Timestamp(Optional.of(format), ZoneOffset.UTC))))
            .toArray(ValueParser[]::new);
    /** All formats; those of dates are the lowest bits. */
    static final long ALL = (1L << PARSERS.length) - 1;

    private TimeFormats() {}

    /** Those of {@code alive} that the text is of. */
    static long of(byte[] text, long alive) {
        long left = alive;
        for (long rest = alive; rest != 0; rest &= rest - 1) {
            int format = Long.numberOfTrailingZeros(rest);
            if (ValueParser.isFault(PARSERS[format].parse(text, 0, text.length))) {
                left &= ~(1L << format);
            }
        }
        return left;
    }

    static List<String> dates(long alive) {
        return Stream.iterate(0, i -> i < DATES.size(), i -> i + 1)
                .filter(i -> (alive >>> i & 1) == 1)
                .map(DATES::get)
                .toList();
    }

    static List<String> timestamps(long alive) {
        return Stream.iterate(0, i -> i < TIMESTAMPS.size(), i -> i + 1)
                .filter(i -> (alive >>> (i + DATES.size()) & 1) == 1)
                .map(TIMESTAMPS::get)
                .toList();
    }
}
