package io.assay.validation.novelty;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Usual batches of one dataset, the oldest first, that others are compared with. What a comparison needs of them alone
 * is derived once, when the first batch is compared. They never change: another history is another value.
 */
public final class UsualBatches {
    private final List<BatchSummary> batches;
    private final Map<String, PooledCategories> categories = new ConcurrentHashMap<>();

    private UsualBatches(List<BatchSummary> batches) {
        this.batches = List.copyOf(batches);
    }

    public static UsualBatches of(List<BatchSummary> batches) {
        return new UsualBatches(batches);
    }

    public int size() {
        return batches.size();
    }

    /** The same without the batch of a run. */
    public UsualBatches without(String run) {
        List<BatchSummary> others =
                batches.stream().filter(batch -> !batch.run().equals(run)).toList();
        return others.size() == batches.size() ? this : of(others);
    }

    List<BatchSummary> and(BatchSummary batch) {
        List<BatchSummary> all = new ArrayList<>(batches);
        all.add(batch);
        return all;
    }

    /** The values of a column. */
    PooledCategories categories(String column) {
        return categories.computeIfAbsent(
                column,
                name -> new PooledCategories(
                        batches.stream().map(batch -> counted(batch, name)).toList()));
    }

    /** The values of a batch's column, if they are counted and there are any. */
    static Optional<CategoryCounts> counted(BatchSummary batch, String column) {
        return Optional.ofNullable(batch.columns().get(column))
                .flatMap(Distribution::categories)
                .filter(counts -> !counts.overflow() && counts.total() > 0);
    }
}
