package io.assay.warehouse.run;

import io.assay.warehouse.TableSchema;
import io.assay.warehouse.TableType;

/** Columns of the log of runs: one row a run, and one for each thing it found or decided. */
public final class RunLogColumns {
    public static final String RUN = "run";
    /** A word of {@link RunRowKind}. */
    public static final String KIND = "kind";
    /** The command that ran. */
    public static final String COMMAND = "command";
    /** What it worked on: a dataset, a view, a service, a model. */
    public static final String SUBJECT = "subject";
    /** The command's own word, such as {@code published} or {@code held}. */
    public static final String STATUS = "status";
    /** When the run began. */
    public static final String AT = "at";

    public static final String SECONDS = "seconds";
    /** Of a rule, metric or decision: which. */
    public static final String NAME = "name";

    public static final String COLUMN = "column";
    /** Of a rule: how many rows break it; of a metric: its value. */
    public static final String VALUE = "value";

    public static final String TEXT = "text";
    /** Of a metric: its mergeable state. */
    public static final String STATE = "state";
    /** Of a run: its document; of a rule: its part of that document. */
    public static final String BODY = "body";

    public static final TableSchema SCHEMA = TableSchema.empty()
            .with(RUN, TableType.STRING)
            .with(KIND, TableType.STRING)
            .with(COMMAND, TableType.STRING)
            .with(SUBJECT, TableType.STRING)
            .with(STATUS, TableType.STRING)
            .with(AT, TableType.TIMESTAMP)
            .with(SECONDS, TableType.DOUBLE)
            .with(NAME, TableType.STRING)
            .with(COLUMN, TableType.STRING)
            .with(VALUE, TableType.DOUBLE)
            .with(TEXT, TableType.STRING)
            .with(STATE, TableType.BYTES)
            .with(BODY, TableType.STRING);

    private RunLogColumns() {}
}
