package io.assay.aggregation.value;

/** What the rows of all feature logs have. Times in microseconds since the epoch. */
public interface LogRow {
    /** In place of the time of an erase of a complete key, null in the table. */
    long EVERY_TIME = Long.MIN_VALUE;

    /** The instant from which the row counts; in a latest log when it was available, or its event time. */
    long known();

    RowKind kind();

    /** Publication order of the source snapshot the row was made from. */
    long sequence();
}
