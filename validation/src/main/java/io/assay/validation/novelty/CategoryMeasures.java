package io.assay.validation.novelty;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.novelty.Series.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shares of a column's frequent values, of its rare ones, and of those that no other batch has. */
final class CategoryMeasures {
    private static final int FREQUENT = 60;
    private static final double FREQUENT_SHARE = 0.005;

    private CategoryMeasures() {}

    static List<Series> of(String column, List<BatchSummary> batches) {
        List<Optional<CategoryCounts>> counts = batches.stream()
                .map(batch -> Optional.ofNullable(batch.columns().get(column))
                        .flatMap(Distribution::categories)
                        .filter(categories -> !categories.overflow() && categories.total() > 0))
                .toList();
        if (counts.get(counts.size() - 1).isEmpty()) {
            return List.of();
        }
        Map<Long, Pooled> pooled = new HashMap<>();
        Map<Long, String> labels = new HashMap<>();
        each(counts, (batch, categories) -> {
            categories.counts().forEach((value, count) -> {
                if (count > 0) {
                    pooled.computeIfAbsent(value, first -> new Pooled()).add(batch, count);
                }
            });
            labels.putAll(categories.labels());
        });
        long total = pooled.values().stream().mapToLong(value -> value.count).sum();
        List<Long> frequent = pooled.entrySet().stream()
                .filter(entry -> entry.getValue().count >= FREQUENT_SHARE * total && entry.getValue().batches > 1)
                .sorted(Comparator.comparingLong((Map.Entry<Long, Pooled> entry) -> -entry.getValue().count)
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(FREQUENT)
                .map(Map.Entry::getKey)
                .toList();
        long[] fresh = new long[batches.size()];
        pooled.values().stream().filter(Pooled::isNew).forEach(value -> fresh[value.last] += value.count);
        List<Series> series = new ArrayList<>();
        long[] totals = counts.stream()
                .mapToLong(own -> own.map(CategoryCounts::total).orElse(0L))
                .toArray();
        for (long value : frequent) {
            String label = labels.getOrDefault(value, "one value");
            Series share = new Series(column, Aspect.SHARE, label, Kind.COUNT, batches.size());
            each(counts, (batch, own) -> share.count(batch, own.counts().getOrDefault(value, 0L), totals[batch]));
            series.add(share);
        }
        Series rare = new Series(column, Aspect.RARE, "", Kind.COUNT, batches.size());
        Series unseen = new Series(column, Aspect.NEW, examples(counts, pooled), Kind.COUNT, batches.size());
        each(counts, (batch, own) -> {
            long known = frequent.stream()
                    .mapToLong(value -> own.counts().getOrDefault(value, 0L))
                    .sum();
            unseen.count(batch, fresh[batch], totals[batch]);
            rare.count(batch, totals[batch] - known - fresh[batch], totals[batch]);
        });
        series.add(rare);
        series.add(unseen);
        List<Series> bins = List.copyOf(series);
        Distance.of(column, Aspect.VALUES, bins).ifPresent(series::add);
        return series;
    }

    /** A value in all batches; a stream has thousands of them with every micro-batch. */
    private static final class Pooled {
        private long count;
        private int batches;
        private int last;

        void add(int batch, long more) {
            count += more;
            batches++;
            last = batch;
        }

        /** Whether one batch has it alone. */
        boolean isNew() {
            return batches == 1;
        }
    }

    private interface Reading {
        void of(int batch, CategoryCounts counts);
    }

    private static void each(List<Optional<CategoryCounts>> counts, Reading reading) {
        for (int i = 0; i < counts.size(); i++) {
            int batch = i;
            counts.get(i).ifPresent(own -> reading.of(batch, own));
        }
    }

    /** The most frequent of the last batch's values that no other has. */
    private static String examples(List<Optional<CategoryCounts>> counts, Map<Long, Pooled> pooled) {
        CategoryCounts newest = counts.get(counts.size() - 1).orElse(CategoryCounts.overflowed());
        return String.join(
                ", ",
                newest.byCount().stream()
                        .filter(entry -> Optional.ofNullable(pooled.get(entry.getKey()))
                                .filter(Pooled::isNew)
                                .isPresent())
                        .map(entry -> newest.labels().getOrDefault(entry.getKey(), ""))
                        .filter(label -> !label.isEmpty())
                        .limit(3)
                        .map("'%s'"::formatted)
                        .toList());
    }
}
