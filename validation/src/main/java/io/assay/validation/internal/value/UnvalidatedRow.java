package io.assay.validation.internal.value;

import org.apache.spark.sql.types.StructType;

/**
 * The columns beside the contract's in rows that are read and not validated yet. No contract column begins with two
 * underscores.
 */
public final class UnvalidatedRow {
    /** What did not parse: path of the column, the text and its places in arrays; null if everything did. */
    public static final String FAULTS = "__faults";
    /** The bytes of what is not a row, and why; null for rows. */
    public static final String MALFORMED = "__malformed";
    /** The source row unchanged, as JSON. */
    public static final String ROW = "__row";

    public static final String SOURCE = "__source";
    public static final String POSITION = "__position";

    private static final StructType BESIDE = StructType.fromDDL(FAULTS
            + " ARRAY<STRUCT<path: STRING, value: STRING, at: STRING>>, " + MALFORMED
            + " STRUCT<raw: BINARY, why: STRING>, " + ROW
            + " STRING, " + SOURCE + " STRING, " + POSITION + " BIGINT");

    private UnvalidatedRow() {}

    /** The contract's columns, then ours. */
    public static StructType of(StructType columns) {
        StructType all = columns;
        for (var field : BESIDE.fields()) {
            all = all.add(field);
        }
        return all;
    }

    public static StructType beside() {
        return BESIDE;
    }
}
