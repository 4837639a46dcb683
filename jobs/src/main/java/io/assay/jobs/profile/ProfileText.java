package io.assay.jobs.profile;

import io.assay.definition.message.TerminalText;
import io.assay.jobs.cli.TextTable;
import io.assay.validation.metric.DistinctCount;
import io.assay.validation.metric.MetricNames;
import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A profile as people read it: a line a column. */
record ProfileText(ProfiledSource source, Profile profile) {
    private static final int VALUES_SHOWN = 5;
    private static final double FREQUENT = 0.001;

    String text() {
        TextTable table = TextTable.of(
                "column",
                "type",
                MetricNames.COMPLETENESS + " %",
                MetricNames.APPROX_DISTINCT,
                MetricNames.MIN,
                "median",
                MetricNames.MAX,
                MetricNames.MEAN,
                MetricNames.STDDEV,
                "values");
        for (ColumnProfile column : profile.columns()) {
            table.row(
                    column.name(),
                    column.inferred() ? column.type() + " (text)" : column.type(),
                    String.format(Locale.ROOT, "%.2f", column.completeness() * 100),
                    distinct(column),
                    column.least(),
                    number(column, Which.MEDIAN),
                    column.greatest(),
                    number(column, Which.MEAN),
                    number(column, Which.DEVIATION),
                    values(column));
        }
        StringBuilder text = new StringBuilder("%s: %,d rows, %d columns%n%n"
                        .formatted(
                                source.path(), profile.rows(), profile.columns().size())
                + table.text());
        notes().forEach(note -> text.append('\n').append(note));
        return text.toString();
    }

    /** Values of an object are not compared: its fields are. */
    private static String distinct(ColumnProfile column) {
        DistinctCount distinct = new DistinctCount(column.distinct(), column.distinctExact());
        return column.isObject() ? "" : distinct.mark() + distinct.values();
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (profile.malformed() > 0) {
            notes.add("%,d rows cannot be read and are left out".formatted(profile.malformed()));
        }
        source.delimiter()
                .ifPresent(delimiter -> notes.add("the delimiter is '%s', as the header shows"
                        .formatted(delimiter.equals("\t") ? "\\t" : delimiter)));
        for (String word : profile.nullWords()) {
            long rows = profile.columns().stream()
                    .mapToLong(column -> column.nullWords().getOrDefault(word, 0L))
                    .sum();
            notes.add("'%s' counts as a missing value: %,d times".formatted(TerminalText.line(word), rows));
        }
        return notes;
    }

    private enum Which {
        MEDIAN,
        MEAN,
        DEVIATION
    }

    private static String number(ColumnProfile column, Which which) {
        if (column.numbers().isEmpty()) {
            return "";
        }
        ColumnProfile.Numbers numbers = column.numbers().get();
        OptionalDouble value = switch (which) {
            case MEAN -> numbers.mean();
            case DEVIATION -> numbers.deviation();
            case MEDIAN ->
                numbers.quantiles().containsKey("p50")
                        ? OptionalDouble.of(numbers.quantiles().get("p50"))
                        : OptionalDouble.empty();
        };
        return value.isPresent() ? plain(value.getAsDouble()) : "";
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String values(ColumnProfile column) {
        if (column.values().isEmpty()
                || (!column.distinctExact() && frequent(column).isEmpty())) {
            return "";
        }
        List<ColumnProfile.Value> shown = column.distinctExact() ? column.values() : frequent(column);
        String text = shown.stream()
                .limit(VALUES_SHOWN)
                .map(value -> TerminalText.line(value.value()) + " " + value.count())
                .collect(Collectors.joining(", "));
        long other = column.present()
                - shown.stream()
                        .limit(VALUES_SHOWN)
                        .mapToLong(ColumnProfile.Value::count)
                        .sum();
        return other > 0 ? text + ", other " + other : text;
    }

    /** Values of which an estimated count says something. */
    private static List<ColumnProfile.Value> frequent(ColumnProfile column) {
        return column.values().stream()
                .filter(value -> value.count() > FREQUENT * column.present())
                .toList();
    }
}
