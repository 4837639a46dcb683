package io.assay.validation.internal.catalyst;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The texts of one row that are not a value of their column's type. */
final class InvalidFields {
    private final List<InternalRow> found = new ArrayList<>();

    void add(String path, String value) {
        found.add(new GenericInternalRow(new Object[] {UTF8String.fromString(path), UTF8String.fromString(value)}));
    }

    void clear() {
        found.clear();
    }

    /** As Spark's array of structs; null if there are none. */
    @Nullable Object array() {
        return found.isEmpty() ? null : new GenericArrayData(found.toArray());
    }
}
