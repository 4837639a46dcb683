package io.assay.validation.decision;

import io.assay.definition.contract.Adaptation;
import io.assay.definition.contract.Choice;
import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.novelty.BatchSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the different values of a batch's columns are counted: exactly while they are few, else by a sketch. */
public final class DistinctCounts {
    private static final String EXACT = "exact";
    private static final String SKETCH = "sketch";

    /** Most values of a column that are counted if the contract says exact, as memory allows. */
    private static final int MOST_EXACT = 10_000;

    private static final int MOST_OF_ALL_COLUMNS = 1_000_000;

    private DistinctCounts() {}

    /** How many different values of a column are counted at most. */
    public static int most(Adaptation adaptation, int columns) {
        return switch (adaptation.word(Choice.DISTINCT_COUNTS).orElse("")) {
            case SKETCH -> 0;
            case EXACT ->
                Math.max(CategoryCounts.MOST, Math.min(MOST_EXACT, MOST_OF_ALL_COLUMNS / Math.max(1, columns)));
            default -> CategoryCounts.MOST;
        };
    }

    /** Empty if no column's values are counted; {@code counted} are the columns of which it was done exactly. */
    public static Optional<Decision> of(BatchSummary batch, Set<String> counted, Adaptation adaptation) {
        Map<String, Distribution> columns = batch.columns();
        List<String> sketched = columns.entrySet().stream()
                .filter(column -> column.getValue().categories().isPresent()
                        || column.getValue().kind() == Distribution.Kind.TIME)
                .map(Map.Entry::getKey)
                .filter(column -> !counted.contains(column))
                .toList();
        int exact = counted.size();
        if (exact == 0 && sketched.isEmpty()) {
            return Optional.empty();
        }
        int most = most(adaptation, columns.size());
        String chosen = sketched.isEmpty() ? EXACT : exact == 0 ? SKETCH : EXACT + " and " + SKETCH;
        String reason = sketched.isEmpty()
                ? "no column has more than %d different values".formatted(most)
                : "times, and columns of more than %d different values: %s"
                        .formatted(most, String.join(", ", sketched));
        Decision decision = adaptation
                .word(Choice.DISTINCT_COUNTS)
                .map(pin -> pin.equals(SKETCH) || sketched.isEmpty()
                        ? Decision.pinned(Choice.DISTINCT_COUNTS, pin)
                        : Decision.of(
                                Choice.DISTINCT_COUNTS.word(),
                                Decision.By.PINNED,
                                chosen,
                                "%s is pinned in the contract; by a sketch: %s".formatted(pin, reason)))
                .orElseGet(() -> Decision.measured(Choice.DISTINCT_COUNTS, chosen, reason));
        return Optional.of(decision.by(Decision.ROWS, batch.rows())
                .by("exact columns", exact)
                .by("sketched columns", sketched.size())
                .by("limit", most));
    }

    /** How many values of a column differ: the exact number if it is known, else the sketch's estimate. */
    public static double of(BatchSummary batch, String column) {
        return batch.distinctOf(column).orElse(0);
    }
}
