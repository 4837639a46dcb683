package io.assay.jobs.profile;

import io.assay.jobs.cli.TextTable;
import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.Profile;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A profile as people read it: a line a column. */
record ProfileText(String path, Profile profile) {
    private static final int VALUES_SHOWN = 5;

    String text() {
        TextTable table = TextTable.of(
                "column", "type", "filled %", "distinct ~", "min", "median", "max", "mean", "stddev", "values");
        for (ColumnProfile column : profile.columns()) {
            table.row(
                    column.name(),
                    column.inferred() ? column.type() + " (text)" : column.type(),
                    String.format(Locale.ROOT, "%.2f", column.completeness() * 100),
                    column.approximatelyDistinct(),
                    number(column, Which.MINIMUM),
                    number(column, Which.MEDIAN),
                    number(column, Which.MAXIMUM),
                    number(column, Which.MEAN),
                    number(column, Which.DEVIATION),
                    values(column));
        }
        return "%s: %,d rows, %d columns%n%n"
                        .formatted(path, profile.rows(), profile.columns().size())
                + table.text();
    }

    private enum Which {
        MINIMUM,
        MEDIAN,
        MAXIMUM,
        MEAN,
        DEVIATION
    }

    private static String number(ColumnProfile column, Which which) {
        if (column.numbers().isEmpty()) {
            return "";
        }
        ColumnProfile.Numbers numbers = column.numbers().get();
        OptionalDouble value = switch (which) {
            case MINIMUM -> numbers.minimum();
            case MAXIMUM -> numbers.maximum();
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
        String text = column.values().stream()
                .limit(VALUES_SHOWN)
                .map(value -> value.value() + " " + value.count())
                .collect(Collectors.joining(", "));
        return column.values().size() > VALUES_SHOWN ? text + ", ..." : text;
    }
}
