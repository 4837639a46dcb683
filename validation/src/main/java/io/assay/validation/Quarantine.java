package io.assay.validation;

import org.apache.spark.sql.types.StructType;

/** The quarantine table: one form for all datasets. */
public final class Quarantine {
    /**
     * {@code row}: the source row unchanged, as JSON under the source's own column names; {@code raw}: the bytes of
     * what could not be read as a row.
     */
    public static final StructType SCHEMA = StructType.fromDDL("id STRING, reasons ARRAY<STRUCT<rule: STRING,"
            + " `column`: STRING, value: STRING, action: STRING>>, `row` STRING, raw BINARY, dataset STRING,"
            + " contract_version STRING, run STRING, source STRING, position BIGINT, quarantined_at TIMESTAMP");

    private Quarantine() {}
}
