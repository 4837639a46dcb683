package io.assay.warehouse.dataset;

/** Keys of ours in the summary of an Iceberg snapshot. */
public final class SnapshotProperties {
    /** All keys of ours begin with it. */
    public static final String PREFIX = "assay.";
    /** Id of the run that wrote the snapshot. */
    public static final String RUN = PREFIX + "run";
    /** Order of publication in its table, counted from 1. */
    public static final String SEQUENCE = PREFIX + "sequence";
    /** Schema the table gets together with the batch, where the batch's contract widened it. */
    public static final String SCHEMA = PREFIX + "schema";

    private SnapshotProperties() {}
}
