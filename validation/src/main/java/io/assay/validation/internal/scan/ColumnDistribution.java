package io.assay.validation.internal.scan;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.Moments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was counted of a column, as its distribution. */
final class ColumnDistribution {
    private ColumnDistribution() {}

    static Distribution of(ColumnStatistics column, long rows) {
        return switch (column.column().kind().reading()) {
            case NOTHING -> Distribution.counted(rows, column.present());
            case STRING -> text(column, rows);
            case BOOLEAN -> truth(column, rows);
            case DATE, TIMESTAMP -> time(column, rows);
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL -> number(column, rows);
        };
    }

    private static Distribution number(ColumnStatistics column, long rows) {
        NumberCounts numbers = column.numbers();
        return new Distribution(
                Distribution.Kind.NUMBER,
                rows,
                column.present(),
                numbers.zeros(),
                numbers.nans(),
                numbers.moments(),
                column.least(),
                column.greatest(),
                column.column().edges().length == 0 ? Optional.empty() : Optional.of(numbers.histogram()),
                Optional.of(numbers.categories()),
                Optional.empty(),
                List.of());
    }

    private static Distribution text(ColumnStatistics column, long rows) {
        TextCounts texts = column.texts();
        return new Distribution(
                Distribution.Kind.TEXT,
                rows,
                column.present(),
                0,
                0,
                Moments.NONE,
                Double.NaN,
                Double.NaN,
                Optional.empty(),
                Optional.of(texts.categories()),
                Optional.of(texts.shape()),
                List.of());
    }

    private static Distribution truth(ColumnStatistics column, long rows) {
        long[] counts = column.cycle();
        Moments moments = Moments.of(0, counts[0]).merge(Moments.of(1, counts[1]));
        CategoryCounts categories =
                CategoryCounts.of(Map.of(0L, counts[0], 1L, counts[1]), Map.of(0L, "false", 1L, "true"));
        return new Distribution(
                Distribution.Kind.BOOLEAN,
                rows,
                column.present(),
                0,
                0,
                moments,
                Double.NaN,
                Double.NaN,
                Optional.empty(),
                Optional.of(categories),
                Optional.empty(),
                List.of());
    }

    private static Distribution time(ColumnStatistics column, long rows) {
        return new Distribution(
                Distribution.Kind.TIME,
                rows,
                column.present(),
                0,
                0,
                Moments.NONE,
                column.least(),
                column.greatest(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Arrays.stream(column.cycle()).boxed().toList());
    }
}
