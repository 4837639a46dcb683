package io.assay.service.lineage;

import io.assay.service.catalog.ProblemException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Which events are requested, with Marquez's parameters. */
record EventQuery(Instant after, Instant before, String sortDirection, int limit, int offset) {
    EventQuery {
        if (!sortDirection.equalsIgnoreCase("asc") && !sortDirection.equalsIgnoreCase("desc")) {
            throw refused("sortDirection", sortDirection, "is neither asc nor desc; give one of them");
        }
        if (limit < 0 || offset < 0) {
            throw refused("limit, offset", limit + ", " + offset, "must not be below zero; give 0 or more");
        }
    }

    static EventQuery of(@Nullable String after, @Nullable String before, String sortDirection, int limit, int offset) {
        return new EventQuery(
                after == null ? Instant.MIN : time("after", after),
                before == null ? Instant.MAX : time("before", before),
                sortDirection,
                limit,
                offset);
    }

    boolean newestFirst() {
        return sortDirection.equalsIgnoreCase("desc");
    }

    private static Instant time(String parameter, String text) {
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            return time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
        } catch (DateTimeParseException notATime) {
            throw refused(parameter, text, "is not a valid time; write it as 2026-01-31T12:00:00Z");
        }
    }

    private static ProblemException refused(String parameter, String value, String what) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "%s: '%s' %s".formatted(parameter, value, what));
    }
}
