package io.assay.validation.metric;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How finely a batch is measured by the time that its dataset is partitioned by; the finest first. Days are in UTC. */
public enum SliceUnit {
    DAY,
    MONTH,
    YEAR,
    ALL;

    /** In place of a day: the row has no time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final String NO_TIME_TEXT = "null";
    private static final Pattern TRANSFORM =
            Pattern.compile("\\s*(year|month|day|hour)s?\\s*\\(\\s*(.+?)\\s*\\)\\s*", Pattern.CASE_INSENSITIVE);

    /** A time column, and the unit it is cut by. */
    public record OfColumn(String column, SliceUnit unit) {}

    /** What Iceberg's transforms say; empty if none is about time. The first one counts. */
    public static Optional<OfColumn> of(List<String> transforms) {
        return transforms.stream()
                .map(TRANSFORM::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(match -> new OfColumn(match.group(2), unit(match.group(1))));
    }

    private static SliceUnit unit(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "year" -> YEAR;
            case "month" -> MONTH;
            default -> DAY; // of hours too
        };
    }

    public SliceUnit coarser() {
        return switch (this) {
            case DAY -> MONTH;
            case MONTH -> YEAR;
            case YEAR, ALL -> ALL;
        };
    }

    /** The first day of the slice that a day is in; both counted from 1970-01-01. */
    public long first(long day) {
        if (this == ALL) {
            return 0;
        }
        if (this == DAY || day == NO_TIME) {
            return day;
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        return (this == MONTH ? date.withDayOfMonth(1) : date.withDayOfYear(1)).toEpochDay();
    }

    /** {@code 2013-01-05}, {@code 2013-01}, {@code 2013}, {@code all}, or {@code null} where there is no time. */
    public String text(long first) {
        if (this == ALL) {
            return "all";
        }
        if (first == NO_TIME) {
            return NO_TIME_TEXT;
        }
        String date = LocalDate.ofEpochDay(first).toString();
        int end = this == DAY ? date.length() : this == MONTH ? date.lastIndexOf('-') : date.lastIndexOf('-') - 3;
        return date.substring(0, end);
    }
}
