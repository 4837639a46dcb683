package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.ValueParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * A stored value brought to the contract's type without loss.
 *
 * @param value null where that is impossible
 * @param fault whether it was; empty if it always is possible
 */
record LosslessCast(Column value, Optional<Column> fault) {
    static LosslessCast exact(Column value) {
        return new LosslessCast(value, Optional.empty());
    }

    /** Empty if values of {@code from} never are of the type. */
    static Optional<LosslessCast> of(Column value, DataType from, ColumnType type) {
        DataType to = StoredTypes.of(type);
        boolean narrow = type instanceof ColumnType.IntegerType whole && whole.bits() < 32;
        if (from.sameType(to) && !narrow && !(type instanceof ColumnType.Time)) {
            return Optional.of(exact(value));
        }
        if (from.equals(DataTypes.NullType)) {
            return Optional.of(exact(value.cast(to)));
        }
        if (from.equals(DataTypes.StringType) && ValueParser.isScalar(type)) {
            return Optional.of(checked(value, parsed(value, ValueParser.of(type), to)));
        }
        if (from instanceof NumericType) {
            return number(value, from, type, to);
        }
        if (from.equals(DataTypes.TimestampNTZType) && type instanceof ColumnType.Timestamp timestamp) {
            return Optional.of(exact(
                    to_utc_timestamp(value.cast("timestamp"), timestamp.zone().getId())));
        }
        if (from.equals(DataTypes.DateType) && type instanceof ColumnType.Timestamp) {
            return Optional.of(exact(value.cast(to)));
        }
        if (from instanceof StructType fields && type instanceof ColumnType.Struct struct) {
            return fields(value, fields, struct);
        }
        return Optional.empty();
    }

    private static Optional<LosslessCast> number(Column value, DataType from, ColumnType type, DataType to) {
        if (to.equals(DataTypes.FloatType) && from.equals(DataTypes.DoubleType)) {
            Column infinite = abs(value).equalTo(lit(Double.POSITIVE_INFINITY));
            Column tooLarge =
                    abs(value.cast(to)).equalTo(lit(Float.POSITIVE_INFINITY)).and(not(infinite));
            return Optional.of(checked(value, when(not(tooLarge), value.cast(to))));
        }
        if (type instanceof ColumnType.FloatingPointType) {
            return Optional.of(exact(value.cast(to)));
        }
        if (type instanceof ColumnType.Decimal) {
            return Optional.of(lossless(value, from, tried(value, to)));
        }
        if (type instanceof ColumnType.IntegerType whole) {
            Column cast = tried(value, to);
            if (whole.bits() < 32) {
                long limit = 1L << (whole.bits() - 1);
                cast = when(cast.between(-limit, limit - 1), cast);
            }
            return Optional.of(lossless(value, from, cast));
        }
        return Optional.empty();
    }

    private static LosslessCast lossless(Column value, DataType from, Column cast) {
        Column same = coalesce(cast.cast(from).equalTo(value), lit(false));
        return checked(value, when(same, cast));
    }

    private static LosslessCast checked(Column value, Column converted) {
        return new LosslessCast(converted, Optional.of(value.isNotNull().and(converted.isNull())));
    }

    /** Null where the value does not fit, also where the session is set to throw. */
    private static Column tried(Column value, DataType to) {
        return new Column(new Cast(value.expr(), to, Option.empty(), EvalMode.TRY()));
    }

    private static Column parsed(Column text, ValueParser parser, DataType to) {
        UDF1<@Nullable String, @Nullable Object> parse = value -> {
            Object parsed = value == null ? null : parser.parse(value);
            return parsed == null || parsed == ValueParser.Unparsed.FAULT
                    ? null
                    : CatalystTypeConverters.convertToScala(parsed, to);
        };
        return udf(parse, to).apply(text);
    }

    /** Fields by their source names; a fault inside blames the whole. */
    private static Optional<LosslessCast> fields(Column value, StructType fields, ColumnType.Struct struct) {
        List<Column> converted = new ArrayList<>();
        List<Column> faults = new ArrayList<>();
        for (io.assay.definition.contract.ContractColumn column : struct.fields()) {
            Optional<StructField> field = Arrays.stream(fields.fields())
                    .filter(f -> f.name().equals(column.source()))
                    .findFirst();
            if (field.isEmpty()) {
                converted.add(lit(null).cast(StoredTypes.of(column.type())).as(column.name()));
                continue;
            }
            Optional<LosslessCast> inner =
                    of(value.getField(column.source()), field.get().dataType(), column.type());
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            converted.add(inner.get().value().as(column.name()));
            inner.get().fault().ifPresent(faults::add);
        }
        Column whole = struct(converted.toArray(Column[]::new));
        Optional<Column> fault = faults.stream().reduce(Column::or);
        Column present = fault.map(f -> value.isNotNull().and(not(f))).orElse(value.isNotNull());
        return Optional.of(new LosslessCast(
                when(present, whole), fault.map(f -> value.isNotNull().and(f))));
    }
}
