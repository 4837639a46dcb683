package io.assay.validation.layout;

import java.util.Locale;

/** Units of time that a table can be partitioned by; the finest first. */
public enum PartitionTimeUnit {
    HOURS(1),
    DAYS(24),
    MONTHS(24 * 365.25 / 12),
    YEARS(24 * 365.25);

    private final double hours;

    PartitionTimeUnit(double hours) {
        this.hours = hours;
    }

    double hours() {
        return hours;
    }

    /** The word of the transform. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
