package io.assay.warehouse.dataset;

/** Our keys in the summary of an Iceberg snapshot. */
public final class SnapshotProperties {
    /** All our keys begin with it. */
    public static final String PREFIX = "assay.";
    /** Id of the run that wrote the snapshot. */
    public static final String RUN = PREFIX + "run";
    /** Order of publication in its table, counted from 1. */
    public static final String SEQUENCE = PREFIX + "sequence";
    /** Schema the table gets together with the batch, where the batch's contract widened it. */
    public static final String SCHEMA = PREFIX + "schema";
    /**
     * How the snapshot changed published rows, where it did not replace all of them: {@code upsert}, {@code partition}.
     */
    public static final String CHANGE = PREFIX + "change";
    /** Token of the lease under which the snapshot was staged. */
    public static final String LEASE = PREFIX + "lease";

    private SnapshotProperties() {}
}
