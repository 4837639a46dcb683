package io.assay.validation.internal.catalyst;

import io.assay.validation.internal.text.RowWriter;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.source.BatchPosition;
import io.assay.validation.source.UnreadableSourceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The one row that a reader fills again and again, with just the columns that are required. */
final class RowBuffer implements RowWriter {
    /** How many bytes of a rejected record are reported. */
    private static final int SHOWN = 80;

    /** Where each of the contract's columns goes, -1 where it is not required and need not be parsed. */
    private final int[] place;

    private final @Nullable Object[] values;
    private final LeftOutFields leftOut;
    private final InvalidFields faults = new InvalidFields();
    private final boolean wantsRow;
    private final boolean refuses;
    private final GenericInternalRow row;
    private final int faultsAt;
    private final int malformedAt;
    private final int rowAt;
    private final int positionAt;
    private final int sourceAt;
    private String sourceName = "";
    private long at;
    private UTF8String source = UTF8String.EMPTY_UTF8;

    /** @param leftOut notes the fields that no column takes */
    RowBuffer(RowLayout layout, StructType required, LeftOutFields leftOut) {
        this.leftOut = leftOut;
        Set<String> names = Set.of(required.fieldNames());
        boolean wantsFaults = names.contains(UnvalidatedRow.FAULTS);
        refuses = layout.malformed() == RowLayout.Malformed.REFUSED;
        wantsRow = names.contains(UnvalidatedRow.ROW);
        place = new int[layout.columns().size()];
        values = new Object[required.length() + place.length];
        for (int i = 0; i < place.length; i++) {
            String name = layout.columns().get(i);
            // if faults are required, every column is parsed; what is not required goes beyond the row's end
            place[i] = names.contains(name) ? required.fieldIndex(name) : wantsFaults ? required.length() + i : -1;
        }
        faultsAt = at(required, UnvalidatedRow.FAULTS);
        malformedAt = at(required, UnvalidatedRow.MALFORMED);
        rowAt = at(required, UnvalidatedRow.ROW);
        positionAt = at(required, UnvalidatedRow.POSITION);
        sourceAt = at(required, UnvalidatedRow.SOURCE);
        row = new GenericInternalRow(values);
    }

    @Override
    @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // a file has one name, and the same object all along
    public void begin(String name, long position) {
        if (name != sourceName) {
            sourceName = name;
            source = UTF8String.fromString(name);
        }
        Arrays.fill(values, null);
        faults.clear();
        set(sourceAt, source);
        at = position;
        set(positionAt, position);
    }

    @Override
    public boolean wants(int column) {
        return place[column] >= 0;
    }

    @Override
    public boolean wantsRow() {
        return wantsRow;
    }

    @Override
    public void value(int column, @Nullable Object value) {
        set(place[column], value);
    }

    @Override
    public void invalid(String path, String text) {
        faults.add(path, text);
    }

    @Override
    public void enterItem(int place) {
        faults.enter(place);
    }

    @Override
    public void leaveItem() {
        faults.leave();
    }

    @Override
    public void leftOut(String path, String field) {
        leftOut.found(sourceName, path, field);
    }

    @Override
    public void row(byte[] json) {
        set(rowAt, UTF8String.fromBytes(json));
    }

    @Override
    public void malformed(byte[] raw, String why) {
        if (refuses) {
            String text = new String(raw, 0, Math.min(raw.length, SHOWN), StandardCharsets.UTF_8);
            throw new UnreadableSourceException(
                    sourceName,
                    "the row at byte %d cannot be read: %s: %s"
                            .formatted(BatchPosition.within(at), why, text.replaceAll("\\p{Cntrl}", "?")),
                    "fix that row");
        }
        for (int column : place) {
            set(column, null);
        }
        faults.clear();
        set(malformedAt, new GenericInternalRow(new Object[] {raw, UTF8String.fromString(why)}));
    }

    @Override
    public Object struct(@Nullable Object[] fields) {
        return new GenericInternalRow(fields);
    }

    @Override
    public Object array(@Nullable Object[] items) {
        return new GenericArrayData(items);
    }

    boolean isMalformed() {
        return malformedAt >= 0 && values[malformedAt] != null;
    }

    /** The columns with a text that is not of its type. */
    Set<String> invalidColumns() {
        return faults.columns();
    }

    InternalRow row() {
        set(faultsAt, faults.array());
        return row;
    }

    private void set(int at, @Nullable Object value) {
        if (at >= 0) {
            values[at] = value;
        }
    }

    private static int at(StructType required, String name) {
        return Arrays.asList(required.fieldNames()).indexOf(name);
    }
}
