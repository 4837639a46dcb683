package io.assay.validation.internal.text;

import java.io.Serializable;

/**
 * One file to read.
 *
 * @param path for Hadoop
 * @param name as rows name it
 * @param dialect of a CSV; null for JSON
 * @param header the CSV's field names
 * @param fieldOf the field of each of the contract's columns, -1 where the file has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TextFile(
        String path,
        String name,
        long bytes,
        @org.jspecify.annotations.Nullable CsvDialect dialect,
        String[] header,
        int[] fieldOf)
        implements Serializable {
    private static final long serialVersionUID = 1;
}
