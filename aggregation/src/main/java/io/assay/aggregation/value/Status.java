package io.assay.aggregation.value;

/** How a value came to be, in Feast's words. */
public enum Status {
    /** There is a value. */
    PRESENT,
    /** The row is there and holds null. */
    NULL_VALUE,
    /** There is nothing for this key. */
    NOT_FOUND,
    /** The newest row is older than the view's ttl. */
    OUTSIDE_MAX_AGE
}
