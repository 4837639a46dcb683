package io.assay.aggregation.value;

/** Where a value comes from, by Feast's names. */
public enum FeatureStatus {
    /** There is a value. */
    PRESENT,
    /** The row is there and holds null. */
    NULL_VALUE,
    /** There is nothing for this key. */
    NOT_FOUND,
    /** The newest row is older than the view's ttl. */
    OUTSIDE_MAX_AGE
}
