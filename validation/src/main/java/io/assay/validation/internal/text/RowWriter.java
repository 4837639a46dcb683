package io.assay.validation.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * Where a reader puts a record: the values of the columns that are required, the texts that did not parse, the record
 * as it was. Columns are counted as in the contract.
 */
public interface RowWriter {
    /** Forgets the record before. */
    void begin(String source, long position);

    /** Whether the column has to be parsed. */
    boolean wants(int column);

    /** Whether the record as JSON is required. */
    boolean wantsRow();

    void value(int column, @Nullable Object value);

    /** A text that is not a value of its column's type; {@code path} names the column or its field. */
    void invalid(String path, String text);

    /** What follows is in an array's item of that place, until {@link #leaveItem}. */
    void enterItem(int place);

    void leaveItem();

    /**
     * A field of the record that the contract does not have; {@code path} names the column it is in, if it is in one.
     */
    void leftOut(String path, String field);

    /** The record as JSON in UTF-8. */
    void row(byte[] json);

    /** Makes the row one that could not be read, for this reason. */
    void malformed(byte[] raw, String why);

    Object struct(@Nullable Object[] fields);

    Object array(@Nullable Object[] items);
}
