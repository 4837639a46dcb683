package io.assay.warehouse.quarantine;

import io.assay.warehouse.TableSchema;
import io.assay.warehouse.TableType;

/** Columns of the table that records what happened to quarantined rows; an event counts once its run is published. */
public final class QuarantineEventColumns {
    /** Name of the table beside the datasets' quarantine tables. */
    public static final String TABLE = "quarantine_events";

    /** How the ids of the runs begin that replay rows. */
    public static final String REPLAY_RUN = "replay:";

    /** The quarantined row. */
    public static final String ID = "id";
    /** {@code published}, {@code quarantined}, {@code dropped} or {@code superseded}. */
    public static final String EVENT = "event";
    /** The run that did it. */
    public static final String RUN = "run";

    public static final String AT = "at";
    /** Who replayed it; null in events of version 0.1. */
    public static final String ACTOR = "actor";
    /** JSON: which values were changed before it was validated again; null if none were. */
    public static final String PATCH = "patch";

    public static final TableSchema SCHEMA = TableSchema.empty()
            .with(ID, TableType.STRING)
            .with(EVENT, TableType.STRING)
            .with(RUN, TableType.STRING)
            .with(AT, TableType.TIMESTAMP)
            .with(ACTOR, TableType.STRING)
            .with(PATCH, TableType.STRING);

    private QuarantineEventColumns() {}
}
