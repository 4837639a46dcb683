package io.assay.definition.internal.odcs;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * The format of a date, time or timestamp. Some that are patterns by their letters read nothing: {@code YYYY} is the
 * year of a week, {@code DD} the day of the year, {@code mm} the minute.
 */
enum DateFormat {
    DATE,
    TIME,
    TIMESTAMP;

    /** No two of its numbers are equal, and each has two digits. */
    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(2013, 11, 25, 17, 48, 39, 0, ZoneId.of("Europe/Berlin"));

    /** Whether values can be read by it; a fault if not. */
    boolean valid(String format, DocumentNode place, FaultCollector faults) {
        try {
            if (reads(BoundLiteral.formatter(format))) {
                return true;
            }
        } catch (IllegalArgumentException e) {
            faults.add(
                    place,
                    "'%s' is not a format: %s".formatted(format, e.getMessage()),
                    "write a JDK DateTimeFormatter pattern, such as yyyy-MM-dd");
            return false;
        }
        String meant = meant(format);
        String word = name().toLowerCase(Locale.ROOT);
        faults.add(
                place,
                "no %s can be read by the format '%s'%s".formatted(word, format, reason(format)),
                !meant.equals(format) && reads(BoundLiteral.formatter(meant))
                        ? "did you mean '%s'?".formatted(meant)
                        : "write a JDK DateTimeFormatter pattern that says all of a %s, such as %s"
                                .formatted(word, example()));
        return false;
    }

    /** Whether what it writes for a value reads as that value again. */
    private boolean reads(DateTimeFormatter formatter) {
        try {
            return switch (this) {
                case DATE ->
                    LocalDate.parse(formatter.format(SAMPLE.toLocalDate()), formatter)
                            .equals(SAMPLE.toLocalDate());
                case TIME ->
                    LocalTime.parse(formatter.format(SAMPLE.toLocalTime()), formatter)
                                    .getHour()
                            == SAMPLE.getHour();
                case TIMESTAMP -> {
                    TemporalAccessor read = formatter.parseBest(
                            formatter.format(SAMPLE), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
                    boolean date = LocalDate.from(read).equals(SAMPLE.toLocalDate());
                    yield date
                            && (!formatter.toString().contains("Hour") // else what says the hour is not read
                                    || (read.isSupported(ChronoField.HOUR_OF_DAY)
                                            && read.get(ChronoField.HOUR_OF_DAY) == SAMPLE.getHour()));
                }
            };
        } catch (DateTimeException e) {
            return false;
        }
    }

    private String meant(String format) {
        String meant = format.replace('Y', 'y').replace('D', 'd');
        if (this == DATE) {
            return meant.replace('m', 'M');
        }
        if (!meant.contains("a")) {
            meant = meant.replace('h', 'H');
        }
        int time = this == TIME ? 0 : meant.indexOf('H');
        if (time < 0) {
            return meant.replace('m', 'M');
        }
        String date = meant.substring(0, time).replace('m', 'M');
        String clock = meant.substring(time).replace('M', 'm');
        return date + (clock.contains("s") ? clock : clock.replace('S', 's'));
    }

    private String reason(String format) {
        if (format.contains("Y")) {
            return ": Y is the year of a week";
        }
        if (format.contains("D")) {
            return ": D is the day of the year";
        }
        if (this == DATE && format.contains("m")) {
            return ": m is the minute";
        }
        if (format.contains("h") && !format.contains("a")) {
            return ": h is the hour of half a day";
        }
        return "";
    }

    private String example() {
        return switch (this) {
            case DATE -> "yyyy-MM-dd";
            case TIME -> "HH:mm:ss";
            case TIMESTAMP -> "yyyy-MM-dd HH:mm:ss";
        };
    }
}
