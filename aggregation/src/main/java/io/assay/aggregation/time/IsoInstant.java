package io.assay.aggregation.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instants written in ISO-8601, as strictly as a contract reads them: {@code 2013-01-31}, {@code 2013-01-31T05:00},
 * seconds, a fraction of up to nine digits (kept to the microsecond), a blank instead of {@code T}, then {@code Z} or
 * an offset; without one in UTC. In UTC they are of the years 1 to 9999. A year, a time of day or a number alone is not
 * an instant.
 */
public final class IsoInstant {
    private static final Pattern FORM = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})"
            + "(?:[Tt ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?(?:([Zz])|([+-])(\\d{2})(?::?(\\d{2}))?)?)?");
    private static final int MOST_OFFSET_HOURS = 18;

    /** The first microsecond of the year 1. */
    public static final long LEAST = Micros.of(Instant.parse("0001-01-01T00:00:00Z"));

    /** The last microsecond of the year 9999. */
    public static final long MOST = Micros.of(Instant.parse("9999-12-31T23:59:59.999999Z"));

    private IsoInstant() {}

    /** Microseconds since the epoch; null if the text is not an instant. */
    public static @Nullable Long micros(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        try {
            long day = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3))
                    .toEpochDay();
            long second = LocalTime.of(number(parts, 4), number(parts, 5), number(parts, 6))
                    .toSecondOfDay();
            int hours = number(parts, 10);
            int minutes = number(parts, 11);
            if (hours > MOST_OFFSET_HOURS || minutes > 59) {
                return null;
            }
            long offset = (hours * 60L + minutes) * 60 * ("-".equals(parts.group(9)) ? -1 : 1);
            long micros = (day * 86_400 + second - offset) * 1_000_000 + fraction(parts.group(7));
            return micros >= LEAST && micros <= MOST ? (Long) micros : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static long fraction(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong((digits + "000000").substring(0, 6));
    }
}
