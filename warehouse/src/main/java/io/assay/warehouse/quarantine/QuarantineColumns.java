package io.assay.warehouse.quarantine;

import io.assay.warehouse.TableColumn;
import io.assay.warehouse.TableSchema;
import io.assay.warehouse.TableType;
import java.util.List;

/** Columns of a quarantine table: one form for all datasets. */
public final class QuarantineColumns {
    /** Hash of batch, source and position. */
    public static final String ID = "id";
    /** Every rule the row breaks, with the offending value: {@link #REASON_RULE} and the fields after it. */
    public static final String REASONS = "reasons";
    /** The source row unchanged, as JSON under the source's own column names. */
    public static final String ROW = "row";
    /** The bytes of what could not be read as a row. */
    public static final String RAW = "raw";

    public static final String DATASET = "dataset";
    public static final String CONTRACT_VERSION = "contract_version";
    public static final String RUN = "run";
    public static final String SOURCE = "source";
    public static final String POSITION = "position";
    public static final String QUARANTINED_AT = "quarantined_at";

    /** Order of publication of the batch that the row first came in; null in rows of version 0.1. */
    public static final String SEQUENCE = "sequence";

    public static final String REASON_RULE = "rule";
    public static final String REASON_COLUMN = "column";
    public static final String REASON_VALUE = "value";
    public static final String REASON_ACTION = "action";

    public static final TableSchema SCHEMA = TableSchema.empty()
            .with(ID, TableType.STRING)
            .with(
                    REASONS,
                    new TableType.Records(List.of(
                            new TableColumn(REASON_RULE, TableType.STRING),
                            new TableColumn(REASON_COLUMN, TableType.STRING),
                            new TableColumn(REASON_VALUE, TableType.STRING),
                            new TableColumn(REASON_ACTION, TableType.STRING))))
            .with(ROW, TableType.STRING)
            .with(RAW, TableType.BYTES)
            .with(DATASET, TableType.STRING)
            .with(CONTRACT_VERSION, TableType.STRING)
            .with(RUN, TableType.STRING)
            .with(SOURCE, TableType.STRING)
            .with(POSITION, TableType.LONG)
            .with(QUARANTINED_AT, TableType.TIMESTAMP)
            .with(SEQUENCE, TableType.LONG);

    private QuarantineColumns() {}
}
