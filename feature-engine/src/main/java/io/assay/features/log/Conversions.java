package io.assay.features.log;

import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.NullType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.assay.aggregation.state.ValueType;
import io.assay.aggregation.value.FeatureValue;
import io.assay.aggregation.value.KeyValue;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import io.assay.definition.feature.FeatureType.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Columns converted by the rules of {@link FeatureValue} and {@link KeyValue}: exactly the same value in another type,
 * or null. Where Spark's own cast does the same, it is used.
 */
public final class Conversions {
    private static final Set<String> INTEGERS = Set.of("byte", "short", "integer", "long");
    private static final Set<String> TIMES = Set.of("timestamp", "timestamp_ntz", "date");

    private Conversions() {}

    /**
     * A feature's value in its type; null where the type cannot hold it. A struct, map or list as a text is as Spark
     * writes it.
     *
     * @param own type of {@code value}
     */
    static Column feature(Column value, DataType own, FeatureType type) {
        FeatureType ownType = SparkTypes.featureType(own).orElse(type);
        if (ownType.equals(type) || ownType.shape() != type.shape() || widens(ownType, type)) {
            return value.cast(SparkTypes.sparkType(type));
        }
        FeatureValue.LongMeaning meaning = ValueType.of(ownType.scalar()).longMeaning();
        FeatureType item = type.item();
        UDF1<Object, Object> convert = type.shape() == Shape.LIST
                ? list -> list == null ? null : items(list, meaning, item)
                : one -> FeatureValue.cast(one, meaning, item);
        Column plain = SparkTypes.plain(value.cast(SparkTypes.sparkType(ownType)), ownType);
        return SparkTypes.typed(udf(convert, SparkTypes.plainType(type)).apply(plain), type);
    }

    /** Whether a feature of this type can be made of values of {@code own}: a text of everything. */
    static boolean converts(DataType own, FeatureType type) {
        return own.sameType(NullType)
                || (type.scalar() == Scalar.STRING && type.shape() == Shape.ONE)
                || SparkTypes.featureType(own)
                        .filter(plain -> plain.shape() == type.shape())
                        .isPresent();
    }

    /** Whether every value of one type is in the other, and Spark's cast finds it there. */
    private static boolean widens(FeatureType from, FeatureType to) {
        return switch (to.scalar()) {
            case LONG -> from.scalar() == Scalar.INT;
            case DOUBLE -> from.scalar() == Scalar.INT || from.scalar() == Scalar.FLOAT;
            case STRING -> from.scalar() == Scalar.INT || from.scalar() == Scalar.LONG;
            case DECIMAL ->
                from.scalar() == Scalar.DECIMAL
                        && to.scale() >= from.scale()
                        && to.precision() - to.scale() >= from.precision() - from.scale();
            case BOOLEAN, INT, FLOAT, BYTES, TIMESTAMP -> false;
        };
    }

    private static List<@Nullable Object> items(Object list, FeatureValue.LongMeaning meaning, FeatureType item) {
        List<@Nullable Object> items = new ArrayList<>();
        for (Object value : JavaConverters.seqAsJavaList((scala.collection.Seq<?>) list)) {
            items.add(FeatureValue.cast(value, meaning, item));
        }
        return items;
    }

    /** A part of a key in its entity's type; null where it is not of that type. */
    public static Column key(Column value, DataType own, FeatureType type) {
        DataType wanted = SparkTypes.sparkType(type);
        boolean time = type.scalar() == Scalar.TIMESTAMP && TIMES.contains(own.typeName());
        boolean integer = type.scalar() == Scalar.LONG && INTEGERS.contains(own.typeName());
        boolean text = type.scalar() == Scalar.STRING && INTEGERS.contains(own.typeName());
        if (own.sameType(wanted) || time || integer || text) {
            return value.cast(wanted);
        }
        if (type.scalar() == Scalar.STRING && TIMES.contains(own.typeName())) {
            return value.cast(wanted);
        }
        UDF1<Object, Object> read = part -> part == null ? null : sized(KeyValue.read(part, type), type);
        return SparkTypes.typed(udf(read, SparkTypes.plainType(type)).apply(value), type);
    }

    private static @Nullable Object sized(@Nullable Object part, FeatureType type) {
        return type.scalar() == Scalar.INT && part instanceof Long integer ? (Object) integer.intValue() : part;
    }

    /** The value in the form that its {@link ValueType} keeps. */
    static Column stateInput(Column value, ValueType type) {
        return switch (type) {
            case INTEGER -> value.cast(LongType);
            case FLOATING_POINT -> value.cast(DoubleType);
            case TIMESTAMP -> SparkTypes.plain(value.cast(TimestampType), FeatureType.of(Scalar.TIMESTAMP));
            case BOOLEAN, DECIMAL, STRING, BYTES -> value;
        };
    }
}
