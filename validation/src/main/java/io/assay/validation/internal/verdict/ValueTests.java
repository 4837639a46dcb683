package io.assay.validation.internal.verdict;

import io.assay.definition.contract.Check.Bounds.Bound;
import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.ValueParser;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;

/** The tests of values by what they ask. */
public final class ValueTests {
    private ValueTests() {}

    /** A number of code points (of bytes: of their text) outside of these ends. */
    public static ValueTest length(OptionalInt least, OptionalInt most) {
        return new LengthTest(least.orElse(0), most.orElse(Integer.MAX_VALUE));
    }

    /** A number of items outside of these ends. */
    public static ValueTest items(OptionalInt least, OptionalInt most) {
        return new CountTest(0, least.orElse(0), most.orElse(Integer.MAX_VALUE));
    }

    /** A number of fields with a value outside of these ends. */
    public static ValueTest properties(ColumnType.Struct struct, OptionalInt least, OptionalInt most) {
        return new CountTest(struct.fields().size(), least.orElse(0), most.orElse(Integer.MAX_VALUE));
    }

    /** Two equal items. */
    public static ValueTest distinctItems(ColumnType.Array array) {
        return new DistinctItemsTest(StoredTypes.of(array.element()));
    }

    /** Not a multiple. */
    public static ValueTest multipleOf(ColumnType type, BigDecimal factor) {
        return new MultipleTest(ValueText.of(type), factor);
    }

    /** One of these values, as Spark has them inside. */
    public static ValueTest listed(ColumnType type, Set<Object> values) {
        return new ListedTest(StoredTypes.of(type), values, true);
    }

    /** None of these values. */
    public static ValueTest notListed(ColumnType type, Set<Object> values) {
        return new ListedTest(StoredTypes.of(type), values, false);
    }

    /** Not of that type by its text. */
    public static ValueTest notOf(ColumnType read, ColumnType type) {
        return new ParsedTest(ValueParser.of(read), ValueText.of(type));
    }

    /** Pattern not found. */
    public static ValueTest notFound(String pattern, ColumnType type) {
        return new PatternTest(pattern, ValueText.of(type));
    }

    /** What one of two breaks. */
    public static ValueTest either(ValueTest first, ValueTest second) {
        return new AnyTest(first, second);
    }

    /** A bound, and its value as Spark has it inside: of integers and decimals a {@code BigDecimal}. */
    public record End(Object value, boolean inclusive) {
        /** The bound with its value. */
        public static End of(Bound bound, Object value) {
            return new End(value, bound.inclusive());
        }
    }

    /** A value outside of a range. */
    public static ValueTest outside(ColumnType type, Optional<End> least, Optional<End> greatest) {
        DataType stored = StoredTypes.of(type);
        Optional<IntegerRange> integers = IntegerRange.of(stored);
        if (integers.isPresent()) {
            IntegerRange low = least.map(end -> integers.get().from(exact(end.value()), end.inclusive()))
                    .orElse(integers.get());
            return greatest.map(end -> low.to(exact(end.value()), end.inclusive()))
                    .orElse(low);
        }
        if (type instanceof ColumnType.FloatingPointType) {
            return new FloatingPointRange(
                    stored.equals(DataTypes.FloatType),
                    least.map(end -> ((Number) end.value()).doubleValue()).orElse(Double.NEGATIVE_INFINITY),
                    least.map(End::inclusive).orElse(true),
                    greatest.map(end -> ((Number) end.value()).doubleValue()).orElse(Double.POSITIVE_INFINITY),
                    greatest.map(End::inclusive).orElse(true));
        }
        Optional<ValueTest> low = least.map(end -> compared(stored, end, 1));
        Optional<ValueTest> high = greatest.map(end -> compared(stored, end, -1));
        return low.isPresent() && high.isPresent()
                ? new AnyTest(low.get(), high.get())
                : low.or(() -> high).orElseThrow(() -> new IllegalArgumentException("a range without ends"));
    }

    private static ValueTest compared(DataType type, End end, int sign) {
        Object value = end.value() instanceof BigDecimal exact ? exact : ComparedValue.kept(end.value(), type);
        return new ComparedRange(type, (Comparable<?>) value, sign, end.inclusive());
    }

    private static BigDecimal exact(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        return value instanceof Decimal decimal
                ? decimal.toJavaBigDecimal()
                : BigDecimal.valueOf(((Number) value).longValue());
    }
}
