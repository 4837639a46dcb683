package io.assay.validation.internal.verdict;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.value.StoredTypes;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.expressions.StructsToJson;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Map$;

/** A value as a report prints it: times as ISO-8601 in UTC, structs and arrays as JSON, others as Spark casts them. */
public final class ValueText implements Serializable {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long SECOND = 1_000_000;

    private final DataType type;
    private final @Nullable Expression text;

    private ValueText(DataType type, @Nullable Expression text) {
        this.type = type;
        this.text = text;
    }

    public static ValueText of(ColumnType type) {
        DataType stored = StoredTypes.of(type);
        if (stored.equals(DataTypes.StringType) || stored.equals(DataTypes.TimestampType)) {
            return new ValueText(stored, null);
        }
        Option<String> utc = Option.apply("UTC");
        Expression value = new BoundReference(0, stored, true);
        boolean nested = type instanceof ColumnType.Struct || type instanceof ColumnType.Array;
        return new ValueText(
                stored,
                nested
                        ? new StructsToJson(Map$.MODULE$.<String, String>empty(), value, utc)
                        : new Cast(value, DataTypes.StringType, utc, EvalMode.LEGACY()));
    }

    /** The text of a value that is not null. */
    String of(SpecializedGetters from, int at) {
        if (type.equals(DataTypes.StringType)) {
            return from.getUTF8String(at).toString();
        }
        if (text == null) {
            long micros = from.getLong(at);
            Instant time = DateTimeUtils.microsToInstant(micros);
            return (Math.floorMod(micros, SECOND) == 0 ? TIME : MICROS).format(time) + "Z";
        }
        Object[] value = {from.get(at, type)};
        return String.valueOf((UTF8String) text.eval(new GenericInternalRow(value)));
    }
}
