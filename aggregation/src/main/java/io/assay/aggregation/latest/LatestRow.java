package io.assay.aggregation.latest;

import io.assay.aggregation.value.RowKind;

/** One row of a latest log, of one key. Times in microseconds since the epoch. */
public interface LatestRow {
    /** The {@link #eventTime()} of an erase of the whole key, null in the table. */
    long WHOLE_KEY = Long.MIN_VALUE;

    long eventTime();

    /** The instant from which the row counts: when it was available, or its event time. */
    long known();

    RowKind kind();

    /** Publication order of the source snapshot the row was made from. */
    long sequence();

    /** Place within the source snapshot. */
    long position();

    default boolean erasesKey() {
        return kind() == RowKind.ERASE && eventTime() == WHOLE_KEY;
    }

    /** The first instant at which the row can be seen. */
    default long due() {
        return Math.max(eventTime(), known());
    }
}
