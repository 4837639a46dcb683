package io.assay.validation.novelty;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.novelty.Series.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shares of a column's frequent values, of its rare ones, and of new ones. */
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
        int reach = batches.size() * 3 / 4;
        each(counts, (batch, categories) -> {
            categories.counts().forEach((value, count) -> {
                if (count > 0) {
                    pooled.computeIfAbsent(value, first -> new Pooled(reach)).add(batch, count);
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
        pooled.values().forEach(value -> value.addNew(fresh));
        long[] knownAndFresh = new long[batches.size()];
        frequent.forEach(value -> pooled.getOrDefault(value, new Pooled(reach)).addNew(knownAndFresh));
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
            rare.count(batch, totals[batch] - known - fresh[batch] + knownAndFresh[batch], totals[batch]);
        });
        series.add(rare);
        series.add(unseen);
        List<Series> bins = List.copyOf(series);
        Distance.of(column, Aspect.VALUES, bins).ifPresent(series::add);
        return series;
    }

    /**
     * A value in all batches; a stream has thousands of them with every micro-batch. It is new in a batch if none of
     * the {@code reach} batches before has it or, where there are fewer, none of the first ones but the batch itself:
     * of batches in no particular order each is compared with as many, and values that came and stayed were as new when
     * they came as those of the newest batch are.
     */
    private static final class Pooled {
        private final int reach;
        private long count;
        private int batches;
        private int last = Integer.MIN_VALUE;
        /** Batches in which it is new, and how often they have it. */
        private long[] fresh = {};

        Pooled(int reach) {
            this.reach = reach;
        }

        void add(int batch, long more) {
            if (batch <= reach && batches == 1) {
                fresh = new long[0]; // both are among the first
            } else if (batches == 0 || (batch > reach && last < batch - reach)) {
                fresh = Arrays.copyOf(fresh, fresh.length + 2);
                fresh[fresh.length - 2] = batch;
                fresh[fresh.length - 1] = more;
            }
            count += more;
            batches++;
            last = batch;
        }

        void addNew(long[] counts) {
            for (int i = 0; i < fresh.length; i += 2) {
                counts[(int) fresh[i]] += fresh[i + 1];
            }
        }

        boolean isNewIn(int batch) {
            return fresh.length > 0 && fresh[fresh.length - 2] == batch;
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

    /** The most frequent of the last batch's new values. */
    private static String examples(List<Optional<CategoryCounts>> counts, Map<Long, Pooled> pooled) {
        CategoryCounts newest = counts.get(counts.size() - 1).orElse(CategoryCounts.overflowed());
        return String.join(
                ", ",
                newest.byCount().stream()
                        .filter(entry -> Optional.ofNullable(pooled.get(entry.getKey()))
                                .filter(value -> value.isNewIn(counts.size() - 1))
                                .isPresent())
                        .map(entry -> newest.labels().getOrDefault(entry.getKey(), ""))
                        .filter(label -> !label.isEmpty())
                        .limit(3)
                        .map("'%s'"::formatted)
                        .toList());
    }
}
