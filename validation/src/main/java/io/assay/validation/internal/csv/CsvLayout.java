package io.assay.validation.internal.csv;

import java.io.Serializable;

/**
 * What the fields of one file are.
 *
 * @param header the names of its fields
 * @param fieldOf the field of each of the contract's columns, -1 where the file has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CsvLayout(CsvDialect dialect, String[] header, int[] fieldOf) implements Serializable {
    private static final long serialVersionUID = 1;
}
