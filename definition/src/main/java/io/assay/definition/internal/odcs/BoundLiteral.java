package io.assay.definition.internal.odcs;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * The literal of a bound, read as its column's type, so that one that cannot be compared is reported before any row is
 * read.
 */
final class BoundLiteral {
    private BoundLiteral() {}

    /** The logical type's name for a type. */
    static String logical(ColumnType type) {
        if (type instanceof ColumnType.IntegerType
                || type instanceof ColumnType.FloatingPointType
                || type instanceof ColumnType.Decimal) {
            return "number";
        }
        if (type instanceof ColumnType.Date
                || type instanceof ColumnType.Timestamp
                || type instanceof ColumnType.Time) {
            return "timestamp";
        }
        if (type instanceof ColumnType.Array) {
            return "array";
        }
        return type instanceof ColumnType.Struct ? "object" : type.isText() ? "string" : "boolean";
    }

    static Optional<Comparable<?>> read(DocumentNode.Scalar literal, ColumnType type, FaultCollector faults) {
        try {
            if (type instanceof ColumnType.Date date) {
                return Optional.of(date(literal.text(), date.format()));
            }
            if (type instanceof ColumnType.Timestamp timestamp) {
                return Optional.of(timestamp(literal.text(), timestamp.format(), timestamp.zone()));
            }
            if (type instanceof ColumnType.Time time) {
                return Optional.of(time(literal.text(), time.format()));
            }
        } catch (DateTimeException e) {
            faults.add(
                    literal,
                    "'%s' is not a valid %s"
                            .formatted(
                                    literal.text(),
                                    type instanceof ColumnType.Date
                                            ? "date"
                                            : type instanceof ColumnType.Time ? "time" : "timestamp"),
                    "write it in the column's format, or as ISO-8601");
            return Optional.empty();
        }
        if (type.isText()) {
            return Optional.of(literal.text());
        }
        return FieldReader.number(literal, faults).map(number -> number);
    }

    private static LocalTime time(String text, Optional<String> format) {
        if (format.isPresent()) {
            try {
                return LocalTime.parse(text, formatter(format.get()));
            } catch (DateTimeException e) {
                return LocalTime.parse(text);
            }
        }
        return LocalTime.parse(text);
    }

    private static LocalDate date(String text, Optional<String> format) {
        if (format.isPresent()) {
            try {
                return LocalDate.parse(text, formatter(format.get()));
            } catch (DateTimeException e) {
                return LocalDate.parse(text);
            }
        }
        return LocalDate.parse(text);
    }

    private static Instant timestamp(String text, Optional<String> format, ZoneId zone) {
        if (format.isPresent()) {
            try {
                return instant(
                        formatter(format.get())
                                .parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from),
                        zone);
            } catch (DateTimeException e) {
                return iso(text, zone);
            }
        }
        return iso(text, zone);
    }

    private static Instant iso(String text, ZoneId zone) {
        String iso = text.indexOf(' ') == 10 ? text.replaceFirst(" ", "T") : text;
        if (!iso.contains("T")) {
            return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
        }
        return instant(DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from), zone);
    }

    private static Instant instant(TemporalAccessor time, ZoneId zone) {
        if (time instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        LocalDateTime local = time instanceof LocalDateTime dateTime
                ? dateTime
                : LocalDate.from(time).atStartOfDay();
        return local.atZone(zone).toInstant();
    }

    /** As the gate reads values: English names, and {@code yyyy} needs no era. */
    static DateTimeFormatter formatter(String format) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(format);
        if (!format.contains("G")) {
            builder.parseDefaulting(ChronoField.ERA, 1);
        }
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }
}
