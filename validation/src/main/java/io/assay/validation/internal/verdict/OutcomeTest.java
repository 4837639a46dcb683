package io.assay.validation.internal.verdict;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Spark has evaluated: a condition, or a flag of a join.
 *
 * @param place among the row's outcomes
 * @param shown the values that a report shows
 */
public record OutcomeTest(int place, boolean mayFail, List<ShownValue> shown) implements RowTest {
    private static final long serialVersionUID = 1;

    /** The outcomes, as {@code AnsiCondition} gives them. */
    static final byte YES = 1;

    static final byte FAILED = 2;

    public OutcomeTest {
        shown = List.copyOf(shown);
    }

    @Override
    public boolean broken(ValidatedRow row) {
        byte outcome = row.outcome(place);
        if (outcome == FAILED) {
            throw new NotEvaluatedException();
        }
        return outcome == YES;
    }

    @Override
    public @Nullable String value(ValidatedRow row) {
        List<String> values = shown.stream()
                .map(value -> value.of(row))
                .filter(Objects::nonNull)
                .toList();
        return values.isEmpty() ? null : values.stream().collect(Collectors.joining(", "));
    }
}
