package io.assay.validation.decision;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.novelty.BatchSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the different values of a batch's columns are counted: exactly while they are few, else by a sketch. */
public final class DistinctCounts {
    private static final String EXACT = "exact";
    private static final String SKETCH = "sketch";

    private DistinctCounts() {}

    /** Empty if no column's values are counted. */
    public static Optional<Decision> of(BatchSummary batch) {
        List<String> sketched = new ArrayList<>();
        int exact = 0;
        for (Map.Entry<String, Distribution> column : batch.columns().entrySet()) {
            Optional<CategoryCounts> counts = column.getValue().categories();
            if (counts.isPresent() && !counts.get().overflow()) {
                exact++;
            } else if (counts.isPresent() || column.getValue().kind() == Distribution.Kind.TIME) {
                sketched.add(column.getKey());
            }
        }
        if (exact == 0 && sketched.isEmpty()) {
            return Optional.empty();
        }
        String chosen = sketched.isEmpty() ? EXACT : exact == 0 ? SKETCH : EXACT + " and " + SKETCH;
        String reason = sketched.isEmpty()
                ? "no column has more than %d different values".formatted(CategoryCounts.MOST)
                : "times, and columns of more than %d different values: %s"
                        .formatted(CategoryCounts.MOST, String.join(", ", sketched));
        return Optional.of(Decision.of(Decision.DISTINCT_COUNTS, Decision.By.MEASURED, chosen, reason)
                .by(Decision.ROWS, batch.rows())
                .by("exact columns", exact)
                .by("sketched columns", sketched.size())
                .by("limit", CategoryCounts.MOST));
    }

    /** How many values of a column differ: the exact number if it is known, else the sketch's estimate. */
    public static double of(BatchSummary batch, String column) {
        Distribution distribution = batch.columns().get(column);
        Optional<CategoryCounts> counts = distribution == null ? Optional.empty() : distribution.categories();
        return counts.filter(known -> !known.overflow())
                .map(known -> (double) known.counts().size())
                .orElse(batch.distinct().getOrDefault(column, 0.0));
    }
}
