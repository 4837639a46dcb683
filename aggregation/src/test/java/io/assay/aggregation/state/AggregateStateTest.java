package io.assay.aggregation.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.Aggregate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AggregateStateTest {
    private static @Nullable Object finish(Aggregate aggregate, ValueType type, @Nullable Object... values) {
        AggregateState state = AggregateState.empty(aggregate, type);
        for (int i = 0; i < values.length; i++) {
            state.update(values[i], EventOrder.at(i));
        }
        return state.finish();
    }

    @Test
    void nothingSeenIsZeroForCountsAndNullForAllElse() {
        for (Aggregate aggregate : Aggregate.values()) {
            if (aggregate.inThisVersion()) {
                boolean counts = aggregate == Aggregate.COUNT || aggregate == Aggregate.COUNT_DISTINCT;
                assertThat(finish(aggregate, ValueType.INTEGER)).isEqualTo(counts ? (Object) 0L : null);
                assertThat(finish(aggregate, ValueType.INTEGER, null, null)).isEqualTo(counts ? (Object) 0L : null);
            }
        }
    }

    @Test
    void integerSumsBeyondLongStayExact() {
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        assertThat(finish(Aggregate.SUM, ValueType.INTEGER, Long.MAX_VALUE, Long.MAX_VALUE))
                .isEqualTo(most.add(most));
        assertThat(finish(Aggregate.SUM, ValueType.INTEGER, Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE))
                .isEqualTo(Long.MAX_VALUE - 1);
        assertThat(finish(Aggregate.MEAN, ValueType.INTEGER, Long.MAX_VALUE, Long.MAX_VALUE))
                .isEqualTo((double) Long.MAX_VALUE);
        assertThat(finish(Aggregate.VARIANCE, ValueType.INTEGER, Long.MAX_VALUE, Long.MAX_VALUE - 1))
                .isEqualTo(0.5);
    }

    @Test
    void decimalsAreExact() {
        assertThat(finish(Aggregate.SUM, ValueType.DECIMAL, new BigDecimal("0.1"), new BigDecimal("0.2")))
                .isEqualTo(new BigDecimal("0.3"));
        assertThat(finish(Aggregate.MEAN, ValueType.DECIMAL, new BigDecimal("0.1"), new BigDecimal("0.2")))
                .isEqualTo(0.15);
    }

    @Test
    void floatingPointSumsLoseNothing() {
        assertThat(finish(Aggregate.SUM, ValueType.FLOATING_POINT, 1e16, 1.0, -1e16))
                .isEqualTo(1.0);
        assertThat(finish(Aggregate.SUM, ValueType.FLOATING_POINT, 1e308, 1e308, -1e308))
                .isEqualTo(1e308);
        assertThat(finish(Aggregate.SUM, ValueType.FLOATING_POINT, 1e308, 1e308))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(finish(Aggregate.MEAN, ValueType.FLOATING_POINT, 1e308, 1e308))
                .isEqualTo(1e308);
    }

    @Test
    void varianceIsTheSamplesAndNullOfOneValue() {
        assertThat(finish(Aggregate.VARIANCE, ValueType.INTEGER, 7)).isNull();
        assertThat(finish(Aggregate.STDDEV, ValueType.FLOATING_POINT, 2.0, 4.0, null))
                .isEqualTo(Math.sqrt(2));
        assertThat(finish(Aggregate.VARIANCE, ValueType.FLOATING_POINT, 5.0, 5.0, 5.0))
                .isEqualTo(0.0);
        assertThat((Double) finish(Aggregate.VARIANCE, ValueType.FLOATING_POINT, 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16))
                .isCloseTo(30.0, within(1e-12));
    }

    @Test
    void notANumberIsGreatestAndSpoilsSums() {
        assertThat(finish(Aggregate.MAX, ValueType.FLOATING_POINT, 1.0, Double.NaN))
                .isEqualTo(Double.NaN);
        assertThat(finish(Aggregate.MIN, ValueType.FLOATING_POINT, 1.0, Double.NaN))
                .isEqualTo(1.0);
        assertThat(finish(Aggregate.SUM, ValueType.FLOATING_POINT, 1.0, Double.NaN))
                .isEqualTo(Double.NaN);
        assertThat(finish(Aggregate.SUM, ValueType.FLOATING_POINT, Double.NEGATIVE_INFINITY, 1.0))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(finish(Aggregate.MEAN, ValueType.FLOATING_POINT, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isEqualTo(Double.NaN);
        assertThat(finish(Aggregate.VARIANCE, ValueType.FLOATING_POINT, Double.POSITIVE_INFINITY, 1.0))
                .isEqualTo(Double.NaN);
        assertThat(finish(Aggregate.COUNT_DISTINCT, ValueType.FLOATING_POINT, Double.NaN, Double.NaN, 0.0, -0.0))
                .isEqualTo(2L);
    }

    @Test
    void textsCompareByCodePoint() {
        String beyond = new String(Character.toChars(0x1F600));
        assertThat(finish(Aggregate.MAX, ValueType.STRING, "\uFFFD", beyond)).isEqualTo(beyond);
        assertThat(finish(Aggregate.MIN, ValueType.STRING, "b", "ab", "abc")).isEqualTo("ab");
    }

    @Test
    void timestampsComeAsInstantsOrMicroseconds() {
        assertThat(finish(Aggregate.MAX, ValueType.TIMESTAMP, Instant.ofEpochSecond(-1), -2_000_000L))
                .isEqualTo(-1_000_000L);
    }

    @Test
    void firstAndLastGoByEventTimeThenAvailableThenSequenceThenPosition() {
        AggregateState first = AggregateState.empty(Aggregate.FIRST, ValueType.STRING);
        AggregateState last = AggregateState.empty(Aggregate.LAST, ValueType.STRING);
        for (AggregateState state : new AggregateState[] {first, last}) {
            state.update("middle", new EventOrder(5, 6, 2, 1));
            state.update("later in the batch", new EventOrder(5, 6, 2, 2));
            state.update("older batch", new EventOrder(5, 6, 1, 9));
            state.update("older version, delivered later", new EventOrder(5, 5, 3, 0));
            state.update(null, EventOrder.at(6));
            state.update(null, EventOrder.at(4));
        }
        assertThat(first.finish()).isEqualTo("older version, delivered later");
        assertThat(last.finish()).isEqualTo("later in the batch");
    }

    @Test
    void distinctCountsAreExactToTheBoundAndNearBeyond() {
        AggregateState state = AggregateState.empty(Aggregate.COUNT_DISTINCT, ValueType.STRING);
        for (int i = 0; i < DistinctState.BOUND; i++) {
            state.update("v" + i, EventOrder.at(0));
            state.update("v" + i / 2, EventOrder.at(0));
        }
        assertThat(state.finish()).isEqualTo((long) DistinctState.BOUND);
        for (int i = 0; i < 100_000; i++) {
            state.update("v" + i, EventOrder.at(0));
        }
        assertThat((double) (Long) Objects.requireNonNull(state.finish())).isCloseTo(100_000, within(2_500.0));
    }

    @Test
    void sketchesMergeTheSameInEveryOrder() {
        AggregateState left = AggregateState.empty(Aggregate.COUNT_DISTINCT, ValueType.INTEGER);
        AggregateState right = AggregateState.empty(Aggregate.COUNT_DISTINCT, ValueType.INTEGER);
        AggregateState all = AggregateState.empty(Aggregate.COUNT_DISTINCT, ValueType.INTEGER);
        for (long i = 0; i < 40_000; i++) {
            (i % 40 == 0 ? left : right).update(i, EventOrder.at(0));
            all.update(40_000 - 1 - i, EventOrder.at(0));
        }
        AggregateState forth = left.copy();
        forth.merge(AggregateState.read(right.bytes()));
        AggregateState back = right.copy();
        back.merge(left);
        assertThat(forth.finish()).isEqualTo(all.finish());
        assertThat(back.finish()).isEqualTo(all.finish());
    }

    @Test
    void aSumOfTextsIsRefused() {
        assertThatThrownBy(() -> AggregateState.empty(Aggregate.SUM, ValueType.STRING))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("sum of string values has no meaning; aggregate a number, or cast in 'of'");
    }

    @Test
    void bytesOfANewerFormatAreRefused() {
        byte[] bytes = AggregateState.empty(Aggregate.COUNT, ValueType.INTEGER).bytes();
        bytes[0] = 9;
        assertThatThrownBy(() -> AggregateState.read(bytes))
                .hasMessage("state: format 9 is not 1; the feature log was written by a newer version or is damaged:"
                        + " upgrade, or compute the view again");
        assertThatThrownBy(() -> AggregateState.read(new byte[] {1, 1})).hasMessageContaining("it ends too early");
    }

    @Test
    void statesOfDifferentKindsDoNotMerge() {
        AggregateState integer = AggregateState.empty(Aggregate.SUM, ValueType.INTEGER);
        AggregateState floating = AggregateState.empty(Aggregate.SUM, ValueType.FLOATING_POINT);
        assertThatThrownBy(() -> integer.merge(floating))
                .hasMessageContaining("sum of INTEGER cannot take in one of sum of FLOATING_POINT");
    }
}
