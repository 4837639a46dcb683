package io.assay.validation.internal.catalyst;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The texts of one row that are not a value of their column's type. */
final class InvalidFields {
    private final List<InternalRow> found = new ArrayList<>();
    private final List<Integer> items = new ArrayList<>();

    void add(String path, String value) {
        StringBuilder at = new StringBuilder();
        items.forEach(item -> at.append('[').append(item).append(']'));
        found.add(new GenericInternalRow(new @Nullable Object[] {
            UTF8String.fromString(path),
            UTF8String.fromString(value),
            items.isEmpty() ? null : UTF8String.fromString(at.toString())
        }));
    }

    /** What is added from now on is in the item of that place, until {@link #leave}. */
    void enter(int item) {
        items.add(item);
    }

    void leave() {
        items.remove(items.size() - 1);
    }

    /** Names of the columns that they are in, a set of the caller's own. */
    Set<String> columns() {
        return found.stream()
                .map(field -> field.getUTF8String(0).toString().split("\\.", 2)[0])
                .collect(Collectors.toCollection(HashSet::new));
    }

    void clear() {
        found.clear();
        items.clear();
    }

    /** As Spark's array of structs; null if there are none. */
    @Nullable Object array() {
        return found.isEmpty() ? null : new GenericArrayData(found.toArray());
    }
}
