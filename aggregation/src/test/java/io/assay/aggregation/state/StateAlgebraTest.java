package io.assay.aggregation.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.feature.Aggregate;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever the values, their order and how they are split: one state. */
final class StateAlgebraTest {
    /** An aggregate of a kind, and values of it; nulls among them. */
    record Example(Aggregate aggregate, ValueType type, List<@Nullable Object> values, long seed) {
        AggregateState state(List<Integer> places) {
            AggregateState state = AggregateState.empty(aggregate, type);
            places.forEach(i -> state.update(values.get(i), new EventOrder(i / 6, i / 3, i % 3, i)));
            return state;
        }

        List<Integer> shuffled() {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                places.add(i);
            }
            Collections.shuffle(places, new Random(seed));
            return places;
        }
    }

    @Provide
    Arbitrary<Example> examples() {
        return Arbitraries.of(ValueType.values())
                .flatMap(type -> Arbitraries.of(Aggregate.values())
                        .filter(Aggregate::inThisVersion)
                        .filter(a -> type.isNumber()
                                || !List.of(Aggregate.SUM, Aggregate.MEAN, Aggregate.VARIANCE, Aggregate.STDDEV)
                                        .contains(a))
                        .flatMap(aggregate -> values(type)
                                .injectNull(0.1)
                                .list()
                                .ofMaxSize(30)
                                .flatMap(values ->
                                        Arbitraries.longs().map(seed -> new Example(aggregate, type, values, seed)))));
    }

    private static Arbitrary<Object> values(ValueType type) {
        return switch (type) {
            case BOOLEAN -> Arbitraries.of(true, false);
            case INTEGER, TIMESTAMP ->
                Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(-5, 5))
                        .map(x -> x);
            case FLOATING_POINT ->
                Arbitraries.oneOf(
                                Arbitraries.doubles(),
                                Arbitraries.doubles().between(-100, 100),
                                Arbitraries.of(
                                        Double.NaN,
                                        Double.POSITIVE_INFINITY,
                                        Double.MAX_VALUE,
                                        -Double.MAX_VALUE,
                                        -0.0,
                                        Double.MIN_VALUE,
                                        1e16,
                                        1e-200))
                        .map(x -> x);
            case DECIMAL -> Arbitraries.bigDecimals().map(x -> x);
            case STRING -> Arbitraries.strings().ofMaxLength(3).map(x -> x);
            case BYTES -> Arbitraries.strings().ofMaxLength(3).map(x -> x.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static void assertSame(@Nullable Object actual, @Nullable Object expected) {
        if (expected instanceof BigDecimal decimal) {
            assertThat((BigDecimal) actual).isEqualByComparingTo(decimal);
        } else if (expected instanceof Double d && actual instanceof Double a && Double.isFinite(d)) {
            assertThat(Math.abs(a - d)).isLessThanOrEqualTo(1e-15 * Math.abs(d));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Property
    void orderOfUpdatesDoesNotShow(@ForAll("examples") Example example) {
        List<Integer> places = example.shuffled();
        Object value = example.state(places).finish();
        Collections.sort(places);
        assertSame(example.state(places).finish(), value);
    }

    @Property
    void mergingInAnyShapeEqualsUpdatingOne(@ForAll("examples") Example example) {
        List<Integer> places = example.shuffled();
        int n = places.size();
        Random random = new Random(example.seed());
        int a = n == 0 ? 0 : random.nextInt(n + 1);
        int b = a + (n == a ? 0 : random.nextInt(n - a + 1));
        AggregateState first = example.state(places.subList(0, a));
        AggregateState second = example.state(places.subList(a, b));
        AggregateState third = example.state(places.subList(b, n));
        AggregateState left = first.copy();
        left.merge(second);
        left.merge(third);
        AggregateState right = third.copy();
        AggregateState pair = second.copy();
        pair.merge(first);
        right.merge(pair);
        Object all = example.state(places).finish();
        assertSame(left.finish(), all);
        assertSame(right.finish(), all);
    }

    @Property
    void theBinaryFormKeepsTheState(@ForAll("examples") Example example) {
        AggregateState state = example.state(example.shuffled());
        AggregateState read = AggregateState.read(state.bytes());
        assertThat(read.aggregate()).isEqualTo(example.aggregate());
        assertThat(read.type()).isEqualTo(example.type());
        assertSame(read.finish(), state.finish());
        assertThat(read.bytes()).isEqualTo(state.bytes());
    }

    @Property
    void anEmptyStateIsNeutral(@ForAll("examples") Example example) {
        AggregateState state = example.state(example.shuffled());
        AggregateState empty = AggregateState.empty(example.aggregate(), example.type());
        Object value = state.finish();
        state.merge(empty);
        assertSame(state.finish(), value);
        empty.merge(state);
        assertSame(empty.finish(), value);
    }

    @Property
    void sumsOfDoublesAreTheCorrectlyRoundedExactSum(@ForAll("doubles") List<Double> values) {
        AggregateState sum = AggregateState.empty(Aggregate.SUM, ValueType.FLOATING_POINT);
        BigDecimal exact = BigDecimal.ZERO;
        for (double value : values) {
            sum.update(value, EventOrder.at(0));
            exact = exact.add(new BigDecimal(value));
        }
        assertThat(sum.finish()).isEqualTo(values.isEmpty() ? null : (Object) (exact.doubleValue() + 0.0));
    }

    @Property
    void varianceIsThatOfExactArithmetic(@ForAll("doubles") List<Double> values) {
        AggregateState state = AggregateState.empty(Aggregate.VARIANCE, ValueType.FLOATING_POINT);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (double value : values) {
            state.update(value, EventOrder.at(0));
            sum = sum.add(new BigDecimal(value));
            squares = squares.add(new BigDecimal(value).pow(2));
        }
        if (values.size() < 2) {
            assertThat(state.finish()).isNull();
        } else {
            double expected = ExactSum.variance(sum, squares, values.size());
            double actual = (Double) Objects.requireNonNull(state.finish());
            assertThat(actual == expected || Math.abs(actual - expected) <= 1e-14 * expected)
                    .as("%s is near %s", actual, expected)
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<List<Double>> doubles() {
        return Arbitraries.oneOf(
                        Arbitraries.doubles().between(-1e3, 1e3),
                        Arbitraries.doubles().between(1e9, 1e9 + 1),
                        Arbitraries.doubles().between(-1e150, 1e150),
                        Arbitraries.of(1e16, 1.0, -1e16, 0x1p-60, Double.MIN_VALUE, 1e308, -1e308))
                .list()
                .ofMaxSize(20);
    }
}
