package io.assay.aggregation.latest;

import io.assay.aggregation.value.LogRow;
import io.assay.aggregation.value.RowKind;

/** One row of a latest log, of one key. Times in microseconds since the epoch. */
public interface LatestRow extends LogRow {
    /** {@link #EVERY_TIME} of an erase of a complete key. */
    long eventTime();

    /** Place of the source row in its batch. */
    long position();

    default boolean erasesKey() {
        return kind() == RowKind.ERASE && eventTime() == EVERY_TIME;
    }

    /** The first instant at which the row can be seen. */
    default long due() {
        return Math.max(eventTime(), known());
    }
}
