package io.assay.definition;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Comparison;
import io.assay.definition.contract.Comparison.Operator;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.UniqueWithin;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.WindowFeature;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A value that exists is valid, also one made in code. */
final class ValidValuesTest {
    private static void assertRefused(ThrowingCallable made, String message) {
        assertThatThrownBy(made).isInstanceOf(InvalidDefinitionException.class).hasMessage(message);
    }

    @Test
    void aComparisonHasAsManyOperandsAsItsOperatorNeeds() {
        assertRefused(
                () -> new Comparison(Operator.BETWEEN, List.of(BigDecimal.ONE)),
                "BETWEEN: 1 operands; give two numbers, the smaller first");
        assertRefused(
                () -> new Comparison(Operator.BETWEEN, List.of(BigDecimal.TEN, BigDecimal.ONE)),
                "BETWEEN: 10 is above 1; give the smaller number first");
        assertRefused(() -> new Comparison(Operator.BE, List.of()), "BE: 0 operands; give one number");
    }

    @Test
    void rangesHaveABoundAndAreNotEmpty() {
        assertRefused(
                () -> new Check.Length("name", OptionalInt.empty(), OptionalInt.empty()),
                "length of name: it has no bound; give a minimum or a maximum");
        assertRefused(
                () -> new Check.Items("tags", OptionalInt.of(3), OptionalInt.of(2)),
                "items of tags: the minimum 3 is above the maximum 2; lower the minimum or raise the maximum");
        assertRefused(
                () -> new Check.Length("name", OptionalInt.of(-1), OptionalInt.empty()),
                "length of name: a bound is below 0; use 0 or more");
    }

    @Test
    void keysHaveColumns() {
        assertRefused(() -> new Check.Unique(List.of()), "unique: no column; name the columns of the key");
        assertRefused(
                () -> new Check.ForeignKey(List.of("a", "b"), new DatasetName("t"), List.of("a")),
                "foreign key to t: 2 columns for 1; name as many columns as the target has");
        assertRefused(
                () -> new UniqueWithin.Span(Duration.ZERO),
                "uniqueWithin: the span is PT0S; give a span above 0, such as 7d");
    }

    @Test
    void aFactorIsAboveZero() {
        assertRefused(
                () -> new Check.MultipleOf("price", BigDecimal.ZERO),
                "multipleOf of price: it is 0; use a number above 0");
    }

    @Test
    void aWindowHasAColumnAndAHopThatFits() {
        assertRefused(
                () -> window(Aggregate.SUM, Optional.empty(), Duration.ofHours(1), Duration.ofMinutes(5)),
                "window feature f: sum of what?; add of: COLUMN or expression");
        assertRefused(
                () -> window(Aggregate.COUNT, Optional.empty(), Duration.ofHours(1), Duration.ofHours(2)),
                "window feature f: the hop PT2H is not from 1s to the window's PT1H; use a hop from 1s to the window");
        assertRefused(
                () -> window(Aggregate.COUNT, Optional.empty(), Duration.ZERO, Duration.ofSeconds(1)),
                "window feature f: the window is PT0S; give a length above 0, such as 7d");
    }

    private static WindowFeature window(Aggregate aggregate, Optional<String> of, Duration over, Duration hop) {
        return new WindowFeature("f", aggregate, of, Optional.empty(), over, hop, Optional.empty(), Optional.empty());
    }
}
