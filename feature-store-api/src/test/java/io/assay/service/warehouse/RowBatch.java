package io.assay.service.warehouse;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as maps, in the columns Kernel writes. */
record RowBatch(StructType schema, List<Map<String, @Nullable Object>> rows) implements ColumnarBatch {
    @Override
    public StructType getSchema() {
        return schema;
    }

    @Override
    public ColumnVector getColumnVector(int ordinal) {
        StructField field = schema.at(ordinal);
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(field.getName())));
        return new Values(field.getDataType(), values);
    }

    @Override
    public int getSize() {
        return rows.size();
    }

    @Override
    public ColumnarBatch withDeletedColumnAt(int ordinal) {
        List<StructField> fields = new ArrayList<>(schema.fields());
        fields.remove(ordinal);
        return new RowBatch(new StructType(fields), rows);
    }

    @Override
    public ColumnarBatch withNewSchema(StructType other) {
        return new RowBatch(other, rows);
    }

    private record Values(DataType type, List<@Nullable Object> values) implements ColumnVector {
        @Override
        public DataType getDataType() {
            return type;
        }

        @Override
        public int getSize() {
            return values.size();
        }

        @Override
        public void close() {}

        @Override
        public boolean isNullAt(int row) {
            return values.get(row) == null;
        }

        private Object at(int row) {
            Object value = values.get(row);
            if (value == null) {
                throw new IllegalStateException("null at " + row);
            }
            return value;
        }

        @Override
        public boolean getBoolean(int row) {
            return (Boolean) at(row);
        }

        @Override
        public int getInt(int row) {
            return (Integer) at(row);
        }

        @Override
        public long getLong(int row) {
            return (Long) at(row);
        }

        @Override
        public double getDouble(int row) {
            return (Double) at(row);
        }

        @Override
        public String getString(int row) {
            return (String) at(row);
        }

        @Override
        public byte[] getBinary(int row) {
            return (byte[]) at(row);
        }

        @Override
        public ArrayValue getArray(int row) {
            List<@Nullable Object> items = new ArrayList<>((List<?>) at(row));
            DataType item = ((ArrayType) type).getElementType();
            return new ArrayValue() {
                @Override
                public int getSize() {
                    return items.size();
                }

                @Override
                public ColumnVector getElements() {
                    return new Values(item, items);
                }
            };
        }
    }
}
