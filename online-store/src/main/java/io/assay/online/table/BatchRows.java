package io.assay.online.table;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of one batch, as one row object that moves from row to row. */
final class BatchRows implements Iterator<TableRow>, TableRow {
    private final Map<String, ColumnVector> columns = new HashMap<>();
    private final Optional<ColumnVector> selection;
    private final int size;
    private int at = -1;

    BatchRows(ColumnarBatch batch, Optional<ColumnVector> selection) {
        List<String> names = batch.getSchema().fieldNames();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), batch.getColumnVector(i));
        }
        this.selection = selection;
        this.size = batch.getSize();
    }

    /** The current row as one that stays valid. */
    TableRow kept() {
        Map<String, Object> values = new HashMap<>();
        columns.forEach((name, vector) -> {
            Object value = valueOf(vector, at);
            if (value != null) {
                values.put(name, value);
            }
        });
        return new KeptRow(values);
    }

    private record KeptRow(Map<String, Object> values) implements TableRow {
        @Override
        public @Nullable Object value(String column) {
            return values.get(column);
        }
    }

    @Override
    public boolean hasNext() {
        return next(at) < size;
    }

    @Override
    public TableRow next() {
        at = next(at);
        if (at >= size) {
            throw new NoSuchElementException();
        }
        return this;
    }

    private int next(int from) {
        int next = from + 1;
        while (next < size && selection.isPresent() && !selected(selection.get(), next)) {
            next++;
        }
        return next;
    }

    private static boolean selected(ColumnVector selection, int row) {
        return !selection.isNullAt(row) && selection.getBoolean(row);
    }

    @Override
    public @Nullable Object value(String column) {
        ColumnVector vector = columns.get(column);
        return vector == null ? null : valueOf(vector, at);
    }

    private static @Nullable Object valueOf(ColumnVector vector, int row) {
        if (vector.isNullAt(row)) {
            return null;
        }
        DataType type = vector.getDataType();
        if (type instanceof StringType) {
            return vector.getString(row);
        } else if (type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return vector.getLong(row);
        } else if (type instanceof IntegerType) {
            return vector.getInt(row);
        } else if (type instanceof BinaryType) {
            return vector.getBinary(row);
        } else if (type instanceof DoubleType) {
            return vector.getDouble(row);
        } else if (type instanceof FloatType) {
            return vector.getFloat(row);
        } else if (type instanceof BooleanType) {
            return vector.getBoolean(row);
        } else if (type instanceof DateType) {
            return LocalDate.ofEpochDay(vector.getInt(row));
        } else if (type instanceof ShortType) {
            return (int) vector.getShort(row);
        } else if (type instanceof ByteType) {
            return (int) vector.getByte(row);
        } else if (type instanceof DecimalType) {
            return vector.getDecimal(row);
        } else if (type instanceof ArrayType) {
            return list(vector.getArray(row));
        }
        throw new IllegalArgumentException("a column of type %s is not read".formatted(type));
    }

    private static List<@Nullable Object> list(ArrayValue array) {
        List<@Nullable Object> values = new ArrayList<>(array.getSize());
        for (int i = 0; i < array.getSize(); i++) {
            values.add(valueOf(array.getElements(), i));
        }
        return values;
    }
}
