package io.assay.validation.suggest;

import static io.assay.validation.suggest.Figures.count;

import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.TextProfile;
import io.assay.validation.profile.TextProfile.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The type of a column of texts: every value can be read as it, and later values are likely to be. */
final class TypeSuggestion {
    /** Digits that a double keeps. */
    private static final int EXACT_DIGITS = 15;

    private static final int MOST_DIGITS = 38;
    private static final long FEW = 1_000;
    private static final String COMPACT_DATE = "yyyyMMdd";

    private final ColumnProfile column;
    private final ColumnWords words;
    private final List<String> notes = new ArrayList<>();

    TypeSuggestion(ColumnProfile column, ColumnWords words) {
        this.column = column;
        this.words = words;
    }

    /** What was seen, but does not decide the type. */
    List<String> notes() {
        return notes;
    }

    SuggestedType of(TextProfile text, boolean quoted) {
        long values = column.present() - column.empty();
        if (values == 0) {
            return SuggestedType.of("string", "no row has a value");
        }
        if (column.empty() > 0 && text.count(Kind.OTHER) < text.total()) {
            notes.add("%s have the empty text: it stays a string".formatted(Figures.rows(column.empty())));
            return SuggestedType.of("string", "texts");
        }
        Optional<SuggestedType> time = time(text);
        if (time.isPresent()) {
            return time.get();
        }
        if (text.only(Kind.INTEGER, Kind.DECIMAL) && !quoted) {
            return number(text);
        }
        if (text.only(Kind.BOOLEAN) && !quoted && column.distinct() > 1 && pairs(text.booleans())) {
            return SuggestedType.of("boolean", "%s in %s".formatted(String.join(", ", text.booleans()), all(values)));
        }
        mixed(text);
        String about = column.distinctExact() ? "" : "about ";
        return SuggestedType.of("string", "texts, %s%s of them different".formatted(about, count(column.distinct())));
    }

    private static String all(long values) {
        return values == 1 ? "the only value" : "all %s values".formatted(count(values));
    }

    private static boolean pairs(List<String> words) {
        return Set.copyOf(words).equals(Set.of("true", "false"))
                || Set.copyOf(words).equals(Set.of("t", "f"))
                || Set.copyOf(words).equals(Set.of("yes", "no"))
                || Set.copyOf(words).equals(Set.of("y", "n"));
    }

    private Optional<SuggestedType> time(TextProfile text) {
        long values = text.total();
        if (text.only(Kind.DATE)) {
            return Optional.of(SuggestedType.of("date", "ISO 8601 dates in %s%s".formatted(all(values), span())));
        }
        if (text.only(Kind.DATE, Kind.TIMESTAMP)) {
            if (text.zoned() == 0) {
                notes.add("its texts name no time zone and are read as UTC: set timezone in logicalTypeOptions if they"
                        + " are local times");
            }
            return Optional.of(
                    SuggestedType.of("timestamp", "ISO 8601 timestamps in %s%s".formatted(all(values), span())));
        }
        List<String> formats = Stream.concat(text.dateFormats().stream(), text.timestampFormats().stream())
                .filter(format -> !format.equals(COMPACT_DATE) || words.has("date", "day", "dt", "ymd"))
                .filter(format ->
                        !format.startsWith("yyyyMMddHH") || words.has("date", "time", "ts", "timestamp", "at"))
                .toList();
        if (formats.isEmpty()) {
            return Optional.empty();
        }
        if (isAmbiguous(formats)) {
            notes.add(
                    "dates in %s, but they can be day first or month first (%s): it stays a string until you say which"
                            .formatted(all(values), String.join(", ", formats)));
            return Optional.empty();
        }
        String format = formats.get(0);
        boolean date = text.dateFormats().contains(format);
        if (!date) {
            notes.add("its texts name no time zone and are read as UTC: set timezone in logicalTypeOptions if they are"
                    + " local times");
        }
        return Optional.of(new SuggestedType(
                date ? "date" : "timestamp",
                Optional.empty(),
                Optional.of(format),
                "%s are of this format".formatted(all(values))));
    }

    private static boolean isAmbiguous(List<String> formats) {
        boolean dayFirst = formats.stream().anyMatch(format -> format.startsWith("d") && !format.contains("MMM"));
        boolean monthFirst = formats.stream().anyMatch(format -> format.startsWith("M") && !format.startsWith("MMM"));
        return dayFirst && monthFirst;
    }

    private String span() {
        return column.times()
                .map(times -> ", from %s to %s".formatted(times.earliest(), times.latest()))
                .orElse("");
    }

    private SuggestedType number(TextProfile text) {
        long values = text.total();
        String range = column.numbers()
                .filter(numbers -> numbers.minimum().isPresent())
                .map(numbers -> ", from %s to %s"
                        .formatted(
                                Figures.number(numbers.minimum().getAsDouble()),
                                Figures.number(numbers.maximum().getAsDouble())))
                .orElse("");
        if (text.zeroLed() > 0) {
            notes.add("digits only, but %s begin with a zero, as codes do: it stays a string"
                    .formatted(text.zeroLed() == 1 ? "one value" : count(text.zeroLed()) + " values"));
            return SuggestedType.of("string", "codes of digits");
        }
        if (text.only(Kind.INTEGER)) {
            if (words.isContinuous() && values < FEW && text.beyondLong() == 0) {
                return SuggestedType.of(
                        "number",
                        "integers in %s%s; a quantity by its name, and so few values do not show that it has no fractions"
                                .formatted(all(values), range));
            }
            if (text.beyondLong() == 0) {
                return SuggestedType.of("integer", "integers in %s%s".formatted(all(values), range));
            }
            if (text.longestNumber() <= MOST_DIGITS) {
                return new SuggestedType(
                        "integer",
                        Optional.of("decimal(38,0)"),
                        Optional.empty(),
                        "integers of up to %d digits in %s: 64 bits do not hold them"
                                .formatted(text.longestNumber(), all(values)));
            }
            notes.add("digits only, up to %d of them: no number type holds them".formatted(text.longestNumber()));
            return SuggestedType.of("string", "digits");
        }
        if (text.longestNumber() > EXACT_DIGITS + 2) {
            notes.add("up to %d digits: a double keeps %d. Give physicalType, such as decimal(38,%d), if all count"
                    .formatted(text.longestNumber(), EXACT_DIGITS, Math.min(18, text.mostDecimals())));
        }
        return SuggestedType.of(
                "number",
                text.count(Kind.INTEGER) == 0
                        ? "numbers in %s%s".formatted(all(values), range)
                        : "numbers in %s, %s of them without a point%s"
                                .formatted(all(values), count(text.count(Kind.INTEGER)), range));
    }

    private void mixed(TextProfile text) {
        long total = text.total();
        if (text.commaNumbers() == total && total > 0) {
            notes.add("numbers with a decimal comma: they are read as texts; write a point to have numbers");
            return;
        }
        long other = text.count(Kind.OTHER);
        List<String> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind != Kind.OTHER && text.count(kind) > 0) {
                kinds.add("%s %s".formatted(count(text.count(kind)), plural(kind)));
            }
        }
        if ((kinds.size() > 1 && other < total) || (!kinds.isEmpty() && other > 0 && other < total / 2)) {
            if (other > 0) {
                kinds.add(count(other) + " other texts");
            }
            notes.add("values of several types (%s): it stays a string".formatted(String.join(", ", kinds)));
        }
    }

    private static String plural(Kind kind) {
        return switch (kind) {
            case INTEGER -> "integers";
            case DECIMAL -> "decimals";
            case BOOLEAN -> "booleans";
            case DATE -> "dates";
            case TIMESTAMP -> "timestamps";
            case OTHER -> "other texts";
        };
    }
}
