package io.assay.validation.internal.text;

import io.assay.validation.internal.value.UnvalidatedRow;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The one row that a reader fills again and again, with just the columns that are asked for. */
final class RowBuffer {
    /** Where each of the plan's columns goes, -1 where it is not asked for and need not be parsed. */
    final int[] place;

    final @Nullable Object[] values;
    final InvalidFields faults = new InvalidFields();
    final boolean wantsRow;
    private final GenericInternalRow row;
    private final boolean wantsFaults;
    private final int faultsAt;
    private final int malformedAt;
    private final int rowAt;
    private final int positionAt;
    private final int sourceAt;

    RowBuffer(RowPlan plan, StructType asked) {
        Set<String> names = Set.of(asked.fieldNames());
        wantsFaults = names.contains(UnvalidatedRow.FAULTS);
        wantsRow = names.contains(UnvalidatedRow.ROW);
        values = new Object[asked.length() + plan.columns()];
        place = new int[plan.columns()];
        for (int i = 0; i < place.length; i++) {
            String name = plan.names.get(i);
            // with faults asked for every column is parsed; what is not asked for goes beyond the row's end
            place[i] = names.contains(name) ? asked.fieldIndex(name) : wantsFaults ? asked.length() + i : -1;
        }
        faultsAt = at(asked, UnvalidatedRow.FAULTS);
        malformedAt = at(asked, UnvalidatedRow.MALFORMED);
        rowAt = at(asked, UnvalidatedRow.ROW);
        positionAt = at(asked, UnvalidatedRow.POSITION);
        sourceAt = at(asked, UnvalidatedRow.SOURCE);
        row = new GenericInternalRow(values);
    }

    void clear(UTF8String source, long position) {
        Arrays.fill(values, null);
        faults.clear();
        set(sourceAt, source);
        set(positionAt, position);
    }

    void json(UTF8String text) {
        set(rowAt, text);
    }

    /** Makes the row one that could not be read. */
    void malformed(byte[] raw, String why) {
        for (int at : place) {
            set(at, null);
        }
        faults.clear();
        set(malformedAt, new GenericInternalRow(new Object[] {raw, UTF8String.fromString(why)}));
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

    private static int at(StructType asked, String name) {
        return Arrays.asList(asked.fieldNames()).indexOf(name);
    }
}
