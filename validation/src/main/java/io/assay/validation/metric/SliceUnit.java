package io.assay.validation.metric;

import io.assay.definition.contract.PartitionTransform;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How finely a batch is measured by the column that its dataset is partitioned by: by its values, or of a time by day,
 * month or year; the finest first. Days are in UTC.
 */
public enum SliceUnit {
    VALUE,
    DAY,
    MONTH,
    YEAR,
    ALL;

    /** In place of a day, or of a value's hash: the row has none. */
    public static final long NONE = Long.MIN_VALUE;

    private static final String NONE_TEXT = "null";

    /** A column, and the unit it is cut by. */
    public record OfColumn(String column, SliceUnit unit) {}

    /** What Iceberg's transforms say, in their order; buckets and truncated values are no units. */
    public static List<OfColumn> of(List<String> transforms) {
        return transforms.stream().flatMap(transform -> of(transform).stream()).toList();
    }

    private static Optional<OfColumn> of(String text) {
        return PartitionTransform.parse(text)
                .flatMap(transform -> unit(transform.kind()).map(unit -> new OfColumn(transform.column(), unit)));
    }

    private static Optional<SliceUnit> unit(PartitionTransform.Kind kind) {
        return switch (kind) {
            case IDENTITY -> Optional.of(VALUE);
            case HOUR, DAY -> Optional.of(DAY);
            case MONTH -> Optional.of(MONTH);
            case YEAR -> Optional.of(YEAR);
            case BUCKET, TRUNCATE -> Optional.empty();
        };
    }

    public SliceUnit coarser() {
        return switch (this) {
            case DAY -> MONTH;
            case MONTH -> YEAR;
            case VALUE, YEAR, ALL -> ALL;
        };
    }

    /** The first day of the slice that a day is in; both counted from 1970-01-01. The hash of a value is its own. */
    public long first(long day) {
        if (this == ALL) {
            return 0;
        }
        if (this == VALUE || this == DAY || day == NONE) {
            return day;
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        return (this == MONTH ? date.withDayOfMonth(1) : date.withDayOfYear(1)).toEpochDay();
    }

    /**
     * Of a time: {@code 2013-01-05}, {@code 2013-01} or {@code 2013}; {@code all} of all rows, and {@code null} where
     * there is no time or value.
     */
    public String text(long first) {
        if (this == ALL) {
            return "all";
        }
        if (first == NONE) {
            return NONE_TEXT;
        }
        String date = LocalDate.ofEpochDay(first).toString();
        int end = this == DAY ? date.length() : this == MONTH ? date.lastIndexOf('-') : date.lastIndexOf('-') - 3;
        return date.substring(0, end);
    }
}
