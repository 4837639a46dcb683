package io.assay.validation.internal.verdict;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Spark's inner values in a form whose {@code equals} is theirs: 0.0 is -0.0, NaN is NaN, 1.0 is 1.00. */
final class ComparedValue {
    private ComparedValue() {}

    /** Comparable where the type is a scalar; a list for structs and arrays. It may refer to the row's bytes. */
    static Object of(Object value, DataType type) {
        if (value instanceof Double number) {
            return number == 0 ? 0.0 : number;
        }
        if (value instanceof Float number) {
            return number == 0 ? 0f : number;
        }
        if (value instanceof Decimal decimal) {
            BigDecimal exact = decimal.toJavaBigDecimal();
            return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof ArrayData array) {
            List<@Nullable Object> items = new ArrayList<>();
            DataType item = ((ArrayType) type).elementType();
            for (int i = 0; i < array.numElements(); i++) {
                items.add(array.isNullAt(i) ? null : of(array.get(i, item), item));
            }
            return items;
        }
        if (value instanceof InternalRow row) {
            List<@Nullable Object> fields = new ArrayList<>();
            StructType struct = (StructType) type;
            for (int i = 0; i < struct.length(); i++) {
                DataType field = struct.apply(i).dataType();
                fields.add(row.isNullAt(i) ? null : of(row.get(i, field), field));
            }
            return fields;
        }
        return value;
    }

    /** The same, to be kept. */
    static Object kept(Object value, DataType type) {
        return value instanceof UTF8String text ? text.copy() : of(value, type);
    }
}
