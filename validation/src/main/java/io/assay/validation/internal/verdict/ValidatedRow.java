package io.assay.validation.internal.verdict;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The row that is being validated: where its columns are, and what Spark has evaluated for it. One for each task. */
public final class ValidatedRow {
    static final int[] NO_ITEMS = {};
    private static final int FAULT_FIELDS = 3;

    private final int[] places;
    private final int faultsAt;
    private InternalRow row = InternalRow.empty();
    private byte[] outcomes = {};
    private @Nullable ArrayData faults;

    /**
     * Rows of one layout.
     *
     * @param places of the contract's columns in a row
     * @param faultsAt where a row has what did not parse
     */
    ValidatedRow(int[] places, int faultsAt) {
        this.places = places;
        this.faultsAt = faultsAt;
    }

    ValidatedRow at(InternalRow next) {
        row = next;
        faults = next.isNullAt(faultsAt) ? null : next.getArray(faultsAt);
        return this;
    }

    /** What Spark has evaluated for the row. */
    void outcomes(byte[] evaluated) {
        outcomes = evaluated;
    }

    InternalRow row() {
        return row;
    }

    int place(int column) {
        return places[column];
    }

    byte outcome(int place) {
        return outcomes[place];
    }

    /** How many values did not parse. */
    int faults() {
        return faults == null ? 0 : faults.numElements();
    }

    /** Whether that fault is of the path. */
    boolean isFaultOf(int fault, UTF8String path) {
        return path.equals(fault(fault).getUTF8String(0));
    }

    /** The text that did not parse; null if it is not kept. */
    @Nullable String faultText(int fault) {
        InternalRow found = fault(fault);
        return found.isNullAt(1) ? null : found.getUTF8String(1).toString();
    }

    /** Where in arrays it is: {@code [0][3]}; empty outside of them. */
    String faultItems(int fault) {
        InternalRow found = fault(fault);
        return found.isNullAt(2) ? "" : found.getUTF8String(2).toString();
    }

    private InternalRow fault(int fault) {
        ArrayData all = faults;
        if (all == null) {
            throw new IndexOutOfBoundsException(fault);
        }
        return all.getStruct(fault, FAULT_FIELDS);
    }

    /** Whether a null at that place is a value that did not parse. */
    boolean isFaulty(UTF8String path, int[] items) {
        for (int i = 0; i < faults(); i++) {
            if (isFaultOf(i, path) && faultItems(i).equals(text(items))) {
                return true;
            }
        }
        return false;
    }

    /** Places in arrays as reports show them: {@code [0][3]}. */
    static String text(int[] items) {
        StringBuilder text = new StringBuilder();
        for (int item : items) {
            text.append('[').append(item).append(']');
        }
        return text.toString();
    }
}
