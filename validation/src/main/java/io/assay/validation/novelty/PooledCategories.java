package io.assay.validation.novelty;

import io.assay.validation.metric.CategoryCounts;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a column in a history, counted once however many batches are compared with it: a stream has thousands
 * of values, and compares each micro-batch. A value takes 21 bytes, a quarter of what it takes in the history itself.
 *
 * <p>A value is new in a batch if none of the {@code reach} batches before has it or, where there are fewer, none of
 * the first ones but the batch itself: of batches in no particular order each is compared with as many, and values that
 * came and stayed were as new when they came as those of the newest batch are.
 */
final class PooledCategories {
    private static final double FREQUENT_SHARE = 0.005;

    private final List<Optional<CategoryCounts>> batches;
    private final int reach;
    private final long[] totals;
    private final long total;
    private final long[] fresh;
    /** In order; the other arrays have the same places. */
    private final long[] values;

    private final long[] counts;
    private final int[] last;
    private final BitSet several;
    private final Map<Long, Known> frequent = new HashMap<>();

    /** A value's counts by batch, and its text. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Known(long[] counts, Optional<String> label) {}

    PooledCategories(List<Optional<CategoryCounts>> batches) {
        this.batches = List.copyOf(batches);
        this.reach = (batches.size() + 1) * 3 / 4;
        this.totals = batches.stream()
                .mapToLong(own -> own.map(CategoryCounts::total).orElse(0L))
                .toArray();
        this.total = Arrays.stream(totals).sum();
        this.fresh = new long[batches.size()];
        Map<Long, Occurrence> pooled = new HashMap<>();
        for (int i = 0; i < batches.size(); i++) {
            int batch = i;
            batches.get(i)
                    .ifPresent(own -> own.counts().forEach((value, count) -> {
                        if (count > 0) {
                            pooled.computeIfAbsent(value, first -> new Occurrence())
                                    .add(batch, count, reach, fresh);
                        }
                    }));
        }
        this.values =
                pooled.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        this.counts = new long[values.length];
        this.last = new int[values.length];
        this.several = new BitSet(values.length);
        for (int place = 0; place < values.length; place++) {
            Occurrence occurrence = pooled.getOrDefault(values[place], new Occurrence());
            counts[place] = occurrence.count;
            last[place] = occurrence.last;
            several.set(place, occurrence.several);
            if (occurrence.count >= FREQUENT_SHARE * total) {
                frequent.put(values[place], read(values[place]));
            }
        }
    }

    /** Rows with a value, by batch. */
    long[] totals() {
        return totals;
    }

    /** Each value that is frequent in the history and one more batch, by how often both have it. */
    Map<Long, Long> frequentWith(CategoryCounts batch) {
        double least = FREQUENT_SHARE * (total + batch.total());
        Map<Long, Long> found = new HashMap<>();
        frequent.keySet().forEach(value -> {
            int place = place(value);
            if (several.get(place) && counts[place] >= least) {
                found.put(value, counts[place]);
            }
        });
        batch.counts().forEach((value, count) -> {
            int place = count > 0 ? place(value) : -1;
            if (place >= 0 && counts[place] + count >= least) {
                found.put(value, counts[place] + count);
            }
        });
        return found;
    }

    /** What the history knows of a value. */
    Known known(long value) {
        Known known = frequent.get(value);
        return known == null ? read(value) : known;
    }

    private Known read(long value) {
        long[] own = new long[batches.size()];
        Optional<String> label = Optional.empty();
        for (int i = 0; i < own.length; i++) {
            if (batches.get(i).isPresent()) {
                CategoryCounts categories = batches.get(i).get();
                Optional<String> earlier = label;
                own[i] = categories.counts().getOrDefault(value, 0L);
                label = Optional.ofNullable(categories.labels().get(value)).or(() -> earlier);
            }
        }
        return new Known(own, label);
    }

    /** How many rows of each batch have values that are new in it, of the history and one more batch. */
    long[] freshWith(CategoryCounts batch) {
        long[] all = Arrays.copyOf(fresh, fresh.length + 1);
        batch.counts().forEach((value, count) -> {
            if (count > 0) {
                occurrence(value).add(fresh.length, count, reach, all);
            }
        });
        return all;
    }

    /** Whether a value is new in the batch after the history. */
    boolean isNew(long value) {
        return occurrence(value).isNewIn(fresh.length, reach);
    }

    /** Adds the rows of each batch with one value that is new in it, from that value's counts in all batches. */
    void addFresh(long[] byBatch, long[] sums) {
        Occurrence occurrence = new Occurrence();
        for (int i = 0; i < byBatch.length; i++) {
            if (byBatch[i] > 0) {
                occurrence.add(i, byBatch[i], reach, sums);
            }
        }
    }

    private int place(long value) {
        return Arrays.binarySearch(values, value);
    }

    private Occurrence occurrence(long value) {
        Occurrence occurrence = new Occurrence();
        int place = place(value);
        if (place >= 0) {
            occurrence.count = counts[place];
            occurrence.last = last[place];
            occurrence.several = several.get(place);
        }
        return occurrence;
    }

    /** A value in the batches up to one. */
    private static final class Occurrence {
        private long count;
        private int last = -1;
        private boolean several;

        void add(int batch, long more, int reach, long[] fresh) {
            if (batch <= reach && count > 0 && !several) {
                fresh[last] -= count; // both are among the first
            } else if (isNewIn(batch, reach)) {
                fresh[batch] += more;
            }
            several = count > 0;
            count += more;
            last = batch;
        }

        boolean isNewIn(int batch, int reach) {
            return count == 0 || (batch > reach && last < batch - reach);
        }
    }
}
