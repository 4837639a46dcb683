package io.assay.warehouse.dataset;

import io.assay.warehouse.TableSchema;
import io.assay.warehouse.TableType;

/** Columns that every dataset's table has beside those of its contract. */
public final class DatasetColumns {
    /** The run that published the row. */
    public static final String RUN = "_run";
    /** The file the row came from. */
    public static final String SOURCE = "_source";
    /** The row's place in that file. */
    public static final String POSITION = "_position";
    /** Order of publication of the row's batch: 1, 2, 3, … */
    public static final String SEQUENCE = "_sequence";

    /** Where batches take the place of rows: order of publication of the batch that the row first came in. */
    public static final String ORIGIN = "_origin";

    public static final TableSchema SCHEMA = TableSchema.empty()
            .with(RUN, TableType.STRING)
            .with(SOURCE, TableType.STRING)
            .with(POSITION, TableType.LONG)
            .with(SEQUENCE, TableType.LONG);

    private DatasetColumns() {}
}
