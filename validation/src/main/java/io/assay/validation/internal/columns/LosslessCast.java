package io.assay.validation.internal.columns;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ColumnType.Json.Shape;
import io.assay.definition.contract.ContractColumn;
import io.assay.sql.catalyst.FieldAt;
import io.assay.validation.internal.value.LocalTimes;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.ValueParser;
import io.assay.validation.internal.value.YearRange;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * A stored value converted to the contract's type without loss.
 *
 * @param value null where that is impossible
 * @param fault whether it was; empty if it always is possible
 * @param inside the faults of a list's items and an object's fields, as {@link InnerFaults} has them; empty if there
 *     can be none
 */
public record LosslessCast(Column value, Optional<Column> fault, Optional<Column> inside) {
    private LosslessCast(Column value, Optional<Column> fault) {
        this(value, fault, Optional.empty());
    }

    public static LosslessCast exact(Column value) {
        return new LosslessCast(value, Optional.empty());
    }

    /**
     * Empty if values of {@code from} never are of the type.
     *
     * @param path of the column or of what is inside of it
     */
    public static Optional<LosslessCast> of(Column value, DataType from, ColumnType type, String path) {
        if (type instanceof ColumnType.Json json && !from.equals(DataTypes.NullType)) {
            return untyped(value, from, json);
        }
        DataType to = StoredTypes.of(type);
        boolean narrow = type instanceof ColumnType.IntegerType integer && integer.bits() < 32;
        if (from.sameType(to) && (type instanceof ColumnType.Date || type instanceof ColumnType.Timestamp)) {
            return Optional.of(checked(value, when(YearRange.holds(value, to), value)));
        }
        if (from.sameType(to) && !narrow && !(type instanceof ColumnType.Time) && !hasTimes(type)) {
            return Optional.of(exact(value));
        }
        if (from.equals(DataTypes.NullType)) {
            return Optional.of(exact(lit(null).cast(to)));
        }
        if (from.equals(DataTypes.StringType) && ValueParser.isScalar(type)) {
            return Optional.of(checked(value, parsed(value, ValueParser.of(type), to)));
        }
        if (from instanceof NumericType) {
            return number(value, from, type, to);
        }
        if (from.equals(DataTypes.TimestampNTZType) || from.equals(DataTypes.DateType)) {
            return localTime(value, from, type, to);
        }
        if (from instanceof StructType fields && type instanceof ColumnType.Struct struct) {
            return fields(value, fields, struct, path);
        }
        if (from instanceof ArrayType items && type instanceof ColumnType.Array array) {
            return items(value, items, array, path);
        }
        return Optional.empty();
    }

    /** Objects, maps and lists as their JSON text. */
    private static Optional<LosslessCast> untyped(Column value, DataType from, ColumnType.Json json) {
        boolean object = from instanceof StructType || from instanceof MapType;
        boolean fits = json.shape() == Shape.ANY || (json.shape() == Shape.OBJECT) == object;
        if (object || from instanceof ArrayType) {
            return fits ? Optional.of(exact(JsonOfValue.of(value))) : Optional.empty();
        }
        if (json.shape() != Shape.ANY) {
            return from.equals(DataTypes.StringType)
                    ? Optional.of(checked(value, parsed(value, ValueParser.of(json), from)))
                    : Optional.empty();
        }
        boolean text = from instanceof NumericType
                || from.equals(DataTypes.StringType)
                || from.equals(DataTypes.BooleanType)
                || from.equals(DataTypes.DateType);
        return text ? Optional.of(exact(value.cast(DataTypes.StringType))) : Optional.empty();
    }

    /** Whether there may be dates or timestamps inside, which are not of every year. */
    private static boolean hasTimes(ColumnType type) {
        if (type instanceof ColumnType.Struct struct) {
            return struct.fields().stream().anyMatch(field -> hasTimes(field.type()));
        }
        return type instanceof ColumnType.Array array
                ? hasTimes(array.element())
                : type instanceof ColumnType.Date || type instanceof ColumnType.Timestamp;
    }

    private static Optional<LosslessCast> number(Column value, DataType from, ColumnType type, DataType to) {
        if (to.equals(DataTypes.FloatType) && from.equals(DataTypes.DoubleType)) {
            Column infinite = abs(value).equalTo(lit(Double.POSITIVE_INFINITY));
            Column tooLarge =
                    abs(value.cast(to)).equalTo(lit(Float.POSITIVE_INFINITY)).and(not(infinite));
            return Optional.of(checked(value, when(not(tooLarge), value.cast(to))));
        }
        if (type instanceof ColumnType.FloatingPointType) {
            return Optional.of(
                    integer(from)
                            ? integerAsFloatingPoint(value, to)
                            : from instanceof DecimalType decimal && decimal.scale() == 0
                                    ? lossless(value, from, value.cast(to))
                                    : exact(value.cast(to)));
        }
        if (type instanceof ColumnType.Decimal) {
            return Optional.of(lossless(value, from, tried(value, to)));
        }
        if (type instanceof ColumnType.IntegerType integer) {
            Column cast = tried(value, to);
            if (integer.bits() < 64) {
                long limit = 1L << (integer.bits() - 1);
                cast = when(cast.between(-limit, limit - 1), cast);
            } else if (from.equals(DataTypes.DoubleType) || from.equals(DataTypes.FloatType)) {
                cast = when(value.lt(lit(0x1p63)), cast); // 2^63 would become the largest long
            }
            return Optional.of(lossless(value, from, cast));
        }
        return Optional.empty();
    }

    private static boolean integer(DataType type) {
        return type.equals(DataTypes.LongType)
                || type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.ShortType)
                || type.equals(DataTypes.ByteType);
    }

    /** Integers that the floating-point type does not hold exactly do not fit. */
    private static LosslessCast integerAsFloatingPoint(Column value, DataType to) {
        Column floating = value.cast(to);
        Column back = when(floating.lt(lit(0x1p63)), tried(floating, DataTypes.LongType));
        Column same = coalesce(back.equalTo(value.cast(DataTypes.LongType)), lit(false));
        return checked(value, when(same, floating));
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

    /** Dates and times without a zone: an instant in the contract's zone, a date if it is midnight. */
    private static Optional<LosslessCast> localTime(Column value, DataType from, ColumnType type, DataType to) {
        // of years that are far away Spark's casts overflow
        Column local = when(YearRange.holds(value, from), value).cast(DataTypes.TimestampNTZType);
        if (type instanceof ColumnType.Timestamp timestamp) {
            if (timestamp.zone().getRules().isFixedOffset()) { // no time is skipped
                Column instant = new Column(
                        new Cast(local.expr(), to, Option.apply(timestamp.zone().getId()), EvalMode.LEGACY()));
                return Optional.of(checked(value, when(YearRange.holds(instant, to), instant)));
            }
            LocalTimes times = new LocalTimes(timestamp.zone());
            UDF1<@Nullable LocalDateTime, @Nullable Instant> instant =
                    time -> time == null ? null : times.instant(time).orElse(null);
            Column read = udf(instant, to).apply(local);
            return Optional.of(checked(value, when(YearRange.holds(read, to), read)));
        }
        if (type instanceof ColumnType.Date) {
            Column date = local.cast(to);
            Column same = coalesce(date.cast(DataTypes.TimestampNTZType).equalTo(local), lit(false));
            return Optional.of(checked(value, when(same.and(YearRange.holds(date, to)), date)));
        }
        return Optional.empty();
    }

    /** Items by their own conversion; one that does not fit is null, and a fault of its own. */
    private static Optional<LosslessCast> items(Column value, ArrayType items, ColumnType.Array array, String path) {
        String inside = path + ".items";
        Function<Column, Optional<LosslessCast>> cast = item -> of(item, items.elementType(), array.element(), inside);
        Optional<LosslessCast> probe = cast.apply(lit(null).cast(items.elementType()));
        if (probe.isEmpty()) {
            return Optional.empty();
        }
        Column converted =
                transform(value, item -> cast.apply(item).orElseThrow().value()).cast(StoredTypes.of(array));
        List<Column> faults = new ArrayList<>();
        if (probe.get().fault().isPresent()) {
            faults.add(InnerFaults.ofItems(
                    value,
                    inside,
                    item -> cast.apply(item).flatMap(LosslessCast::fault).orElseThrow()));
        }
        if (probe.get().inside().isPresent()) {
            faults.add(InnerFaults.insideItems(
                    value,
                    item -> cast.apply(item).flatMap(LosslessCast::inside).orElseThrow()));
        }
        return Optional.of(new LosslessCast(converted, Optional.empty(), InnerFaults.all(faults)));
    }

    /** Fields by their source names; a value that does not fit is null, and a fault of its own. */
    private static Optional<LosslessCast> fields(
            Column value, StructType fields, ColumnType.Struct struct, String path) {
        int[] places = ColumnMatch.of(struct.fields(), Arrays.asList(fields.fieldNames()), "a struct")
                .places();
        List<Column> converted = new ArrayList<>();
        List<Column> faults = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            ContractColumn column = struct.fields().get(i);
            if (places[i] < 0) {
                converted.add(lit(null).cast(StoredTypes.of(column.type())).as(column.name()));
                continue;
            }
            Column field = FieldAt.of(value, places[i]);
            String inside = path + "." + column.name();
            Optional<LosslessCast> inner = of(field, fields.fields()[places[i]].dataType(), column.type(), inside);
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            converted.add(inner.get().value().as(column.name()));
            inner.get()
                    .fault()
                    .ifPresent(fault ->
                            faults.add(InnerFaults.one(value.isNotNull().and(fault), inside, field)));
            inner.get().inside().ifPresent(faults::add);
        }
        Column all = struct(converted.toArray(Column[]::new));
        return Optional.of(new LosslessCast(when(value.isNotNull(), all), Optional.empty(), InnerFaults.all(faults)));
    }
}
