package io.assay.definition.contract;

/** The service levels that the times of a dataset's rows show. */
public enum ServiceLevel {
    /** The newest row of the batch is no older than this when the run begins. */
    FRESHNESS,
    /** The oldest row of the batch is no older than this when the run begins. */
    LATENCY,
    /** The newest row of the batch is no more than this newer than the newest one published before. */
    FREQUENCY,
    /** The oldest row of the dataset, as it would be after publishing, is no older than this when the run begins. */
    RETENTION
}
