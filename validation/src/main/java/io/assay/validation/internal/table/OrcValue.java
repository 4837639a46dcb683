package io.assay.validation.internal.table;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.TypeDescription;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Takes values of one ORC type from a column's vector, as Spark's rows hold them. */
abstract class OrcValue {
    /** For a type that {@link OrcTypes} supports. */
    static OrcValue of(TypeDescription type, OrcZone zone) {
        return switch (type.getCategory()) {
            case BOOLEAN -> integer(value -> value != 0);
            case BYTE -> integer(value -> (byte) value);
            case SHORT -> integer(value -> (short) value);
            case INT, DATE -> integer(value -> (int) value);
            case LONG -> integer(value -> value);
            case FLOAT -> of((column, row) -> (float) ((DoubleColumnVector) column).vector[row]);
            case DOUBLE -> of((column, row) -> ((DoubleColumnVector) column).vector[row]);
            case BINARY -> of(OrcValue::bytes);
            case DECIMAL -> decimal(type.getPrecision(), type.getScale());
            case TIMESTAMP, TIMESTAMP_INSTANT -> time(new OrcTime(type, zone));
            case LIST -> list(of(type.getChildren().get(0), zone));
            case MAP ->
                map(of(type.getChildren().get(0), zone), of(type.getChildren().get(1), zone));
            case STRUCT ->
                struct(type.getChildren().stream().map(child -> of(child, zone)).toList());
            default -> of((column, row) -> UTF8String.fromBytes(bytes(column, row)));
        };
    }

    /** The value of a row, null if there is none. */
    @Nullable Object at(ColumnVector column, int row) {
        int place = column.isRepeating ? 0 : row;
        return !column.noNulls && column.isNull[place] ? null : value(column, place);
    }

    abstract Object value(ColumnVector column, int row);

    /** What is there where it is not null. */
    private interface Taking {
        Object value(ColumnVector column, int row);
    }

    private interface OfLong {
        Object value(long stored);
    }

    private static OrcValue of(Taking taking) {
        return new OrcValue() {
            @Override
            Object value(ColumnVector column, int row) {
                return taking.value(column, row);
            }
        };
    }

    private static OrcValue integer(OfLong meaning) {
        return of((column, row) -> meaning.value(((LongColumnVector) column).vector[row]));
    }

    /** A copy: ORC uses its own again. */
    private static byte[] bytes(ColumnVector column, int row) {
        BytesColumnVector bytes = (BytesColumnVector) column;
        return Arrays.copyOfRange(bytes.vector[row], bytes.start[row], bytes.start[row] + bytes.length[row]);
    }

    private static OrcValue decimal(int precision, int scale) {
        return of((column, row) -> {
            BigDecimal value =
                    ((DecimalColumnVector) column).vector[row].getHiveDecimal().bigDecimalValue();
            return Decimal.apply(value, precision, scale);
        });
    }

    private static OrcValue time(OrcTime meaning) {
        return of((column, row) -> {
            TimestampColumnVector times = (TimestampColumnVector) column;
            return meaning.micros(times.time[row], times.nanos[row]);
        });
    }

    private static OrcValue list(OrcValue item) {
        return of((column, row) -> {
            ListColumnVector lists = (ListColumnVector) column;
            return new GenericArrayData(items(item, lists.child, lists.offsets[row], lists.lengths[row]));
        });
    }

    private static OrcValue map(OrcValue key, OrcValue value) {
        return of((column, row) -> {
            MapColumnVector maps = (MapColumnVector) column;
            return new ArrayBasedMapData(
                    new GenericArrayData(items(key, maps.keys, maps.offsets[row], maps.lengths[row])),
                    new GenericArrayData(items(value, maps.values, maps.offsets[row], maps.lengths[row])));
        });
    }

    private static @Nullable Object[] items(OrcValue item, ColumnVector column, long offset, long length) {
        @Nullable Object[] items = new Object[Math.toIntExact(length)];
        for (int i = 0; i < items.length; i++) {
            items[i] = item.at(column, Math.toIntExact(offset + i));
        }
        return items;
    }

    private static OrcValue struct(List<OrcValue> fields) {
        return of((column, row) -> {
            ColumnVector[] columns = ((StructColumnVector) column).fields;
            @Nullable Object[] values = new Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                values[i] = fields.get(i).at(columns[i], row);
            }
            return new GenericInternalRow(values);
        });
    }
}
