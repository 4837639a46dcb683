package io.assay.validation;

import io.assay.definition.contract.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** What a text is as a value of a type, as the manual says it, by Java's own readers behind plain patterns. */
final class PlainTypes {
    private static final String NUMBER = "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,6})?";
    private static final String CLOCK = "[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?";

    private PlainTypes() {}

    /** As Spark has it, times as java.time's; empty if it is none. */
    static Optional<Object> value(ColumnType type, String text) {
        try {
            if (type instanceof ColumnType.IntegerType integer) {
                return integer(integer.bits(), text);
            }
            if (type instanceof ColumnType.FloatingPointType floating) {
                return floating(floating.bits() == 32, text);
            }
            if (type instanceof ColumnType.Decimal decimal) {
                return decimal(decimal, text);
            }
            if (type instanceof ColumnType.Bool) {
                String word = text.toLowerCase(Locale.ROOT);
                return word.matches("true|t|yes|y|1")
                        ? Optional.of(true)
                        : word.matches("false|f|no|n|0") && text.equals(ascii(text))
                                ? Optional.of(false)
                                : Optional.empty();
            }
            if (type instanceof ColumnType.Date) {
                return PlainFormats.valid("date", text) ? Optional.of(LocalDate.parse(text)) : Optional.empty();
            }
            return type instanceof ColumnType.Time ? time(text) : timestamp(text);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\x00-\\x7f]", "");
    }

    private static Optional<Object> integer(int bits, String text) {
        if (!text.matches("[+-]?[0-9]+(\\.0+)?")) {
            return Optional.empty();
        }
        BigInteger value = new BigDecimal(text).toBigIntegerExact();
        if (value.compareTo(BigInteger.TWO.pow(bits - 1)) >= 0
                || value.compareTo(BigInteger.TWO.pow(bits - 1).negate()) < 0) {
            return Optional.empty();
        }
        return Optional.of(bits == 64 ? (Object) value.longValue() : (Object) value.intValue());
    }

    private static Optional<Object> floating(boolean single, String text) {
        double value;
        if (text.matches(NUMBER)) {
            value = single ? Float.parseFloat(text) : Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                return Optional.empty();
            }
        } else if (text.equals(ascii(text)) && text.matches("(?i)nan")) {
            value = Double.NaN;
        } else if (text.equals(ascii(text)) && text.matches("(?i)[+-]?inf(inity)?")) {
            value = text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        } else {
            return Optional.empty();
        }
        return Optional.of(single ? (Object) (float) value : (Object) value);
    }

    private static Optional<Object> decimal(ColumnType.Decimal type, String text) {
        if (!text.matches(NUMBER)) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(text);
        if (value.signum() != 0 && (long) value.precision() - value.scale() > 40) {
            return Optional.empty();
        }
        if (value.signum() != 0 && value.stripTrailingZeros().scale() > type.scale()) {
            return Optional.empty();
        }
        BigDecimal stored = value.signum() == 0
                ? BigDecimal.ZERO.setScale(type.scale())
                : value.setScale(type.scale(), RoundingMode.UNNECESSARY);
        return stored.precision() > type.precision() ? Optional.empty() : Optional.of(stored);
    }

    private static Optional<Object> time(String text) {
        if (!text.matches(CLOCK)) {
            return Optional.empty();
        }
        String stored = DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.parse(text));
        return Optional.of(stored);
    }

    /** In UTC unless an offset says otherwise. */
    private static Optional<Object> timestamp(String text) {
        String day = text.substring(0, Math.min(10, text.length()));
        if (!PlainFormats.valid("date", day)) {
            return Optional.empty();
        }
        String rest = text.length() == 10 ? "T00:00" : text.substring(10);
        if (!rest.matches("[Tt ]" + CLOCK + "([Zz]|[+-][0-9]{2}(:?[0-5][0-9])?)?")) {
            return Optional.empty();
        }
        String zone = rest.replaceFirst("[Tt ]" + CLOCK, "");
        String clock = rest.substring(1, rest.length() - zone.length());
        int seconds = 0;
        if (zone.length() > 1) {
            int hours = Integer.parseInt(zone.substring(1, 3));
            int minutes = zone.length() == 3 ? 0 : Integer.parseInt(zone.substring(zone.length() - 2));
            if (hours > 18) {
                return Optional.empty();
            }
            seconds = (hours * 3600 + minutes * 60) * (zone.charAt(0) == '-' ? -1 : 1);
        }
        Instant time =
                OffsetDateTime.parse(day + "T" + LocalTime.parse(clock) + "Z").toInstant();
        Instant stored = time.truncatedTo(ChronoUnit.MICROS).minusSeconds(seconds);
        int year = OffsetDateTime.ofInstant(stored, ZoneOffset.UTC).getYear();
        return year < 1 || year > 9999 ? Optional.empty() : Optional.of(stored);
    }
}
