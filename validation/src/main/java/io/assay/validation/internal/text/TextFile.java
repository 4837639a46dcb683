package io.assay.validation.internal.text;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One file to read.
 *
 * @param path for Hadoop
 * @param name as rows name it
 * @param dialect of a CSV; null for JSON
 * @param header the CSV's field names
 * @param fieldOf the field of each of the contract's columns, -1 where the file has none
 * @param only the positions that are asked for, in order; null for all
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TextFile(
        String path,
        String name,
        long bytes,
        @Nullable CsvDialect dialect,
        String[] header,
        int[] fieldOf,
        long @Nullable [] only)
        implements Serializable {
    private static final long serialVersionUID = 1;

    TextFile only(long @Nullable [] positions) {
        return new TextFile(path, name, bytes, dialect, header, fieldOf, positions);
    }

    boolean wants(long position) {
        return only == null || Arrays.binarySearch(only, position) >= 0;
    }
}
