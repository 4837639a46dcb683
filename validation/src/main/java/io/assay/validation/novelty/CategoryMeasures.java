package io.assay.validation.novelty;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.novelty.Series.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shares of a column's frequent values, of its rare ones, and of new ones. */
final class CategoryMeasures {
    private static final int FREQUENT = 60;

    private CategoryMeasures() {}

    static List<Series> of(String column, UsualBatches history, BatchSummary batch) {
        Optional<CategoryCounts> newest = UsualBatches.counted(batch, column);
        return newest.isEmpty() ? List.of() : of(column, history.categories(column), newest.get());
    }

    private static List<Series> of(String column, PooledCategories history, CategoryCounts batch) {
        int newest = history.totals().length;
        long[] totals = Arrays.copyOf(history.totals(), newest + 1);
        totals[newest] = batch.total();
        long[] known = new long[totals.length];
        long[] knownAndFresh = new long[totals.length];
        List<Series> series = new ArrayList<>();
        for (long value : frequent(history, batch)) {
            PooledCategories.Known earlier = history.known(value);
            long[] counts = Arrays.copyOf(earlier.counts(), totals.length);
            counts[newest] = batch.counts().getOrDefault(value, 0L);
            history.addFresh(counts, knownAndFresh);
            Arrays.setAll(known, i -> known[i] + counts[i]);
            String label = batch.labels().getOrDefault(value, earlier.label().orElse("one value"));
            series.add(counted(column, Aspect.SHARE, label, counts, totals));
        }
        long[] fresh = history.freshWith(batch);
        long[] rare = new long[totals.length];
        Arrays.setAll(rare, i -> totals[i] - known[i] - fresh[i] + knownAndFresh[i]);
        series.add(counted(column, Aspect.RARE, "", rare, totals));
        series.add(counted(column, Aspect.NEW, examples(history, batch), fresh, totals));
        List<Series> bins = List.copyOf(series);
        Distance.of(column, Aspect.VALUES, bins).ifPresent(series::add);
        return series;
    }

    /** The most frequent values, ties by hash. */
    private static List<Long> frequent(PooledCategories history, CategoryCounts batch) {
        return history.frequentWith(batch).entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(FREQUENT)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Of the batches that count the column's values. */
    private static Series counted(String column, Aspect aspect, String detail, long[] counts, long[] totals) {
        Series series = new Series(column, aspect, detail, Kind.COUNT, totals.length);
        for (int i = 0; i < totals.length; i++) {
            if (totals[i] > 0) {
                series.count(i, counts[i], totals[i]);
            }
        }
        return series;
    }

    /** The most frequent of the batch's new values. */
    private static String examples(PooledCategories history, CategoryCounts batch) {
        return String.join(
                ", ",
                batch.byCount().stream()
                        .filter(entry -> entry.getValue() > 0 && history.isNew(entry.getKey()))
                        .map(entry -> batch.labels().getOrDefault(entry.getKey(), ""))
                        .filter(label -> !label.isEmpty())
                        .limit(3)
                        .map("'%s'"::formatted)
                        .toList());
    }
}
