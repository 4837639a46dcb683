package io.assay.validation.metric;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each value of a column occurs, as long as no more than {@value #MOST} differ; of more there are no counts,
 * however the rows are divided among tasks and runs.
 *
 * <p>A value is kept as a 64-bit hash. Its text is kept of the {@value #LABELS} most frequent ones that at least
 * {@value #FREQUENT} rows have: a value of one row may be a person's.
 *
 * @param counts by hash
 * @param labels texts by hash
 * @param overflow whether more values differ; then both maps are empty
 */
public record CategoryCounts(Map<Long, Long> counts, Map<Long, String> labels, boolean overflow) {
    /** Distinct values that are counted. */
    public static final int MOST = 500;

    private static final int LABELS = 40;
    private static final int FREQUENT = 5;
    private static final int LABEL_LENGTH = 60;
    private static final CategoryCounts OVERFLOW = new CategoryCounts(Map.of(), Map.of(), true);

    public CategoryCounts {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** All labels are kept. */
    public static CategoryCounts of(Map<Long, Long> counts, Map<Long, String> labels) {
        return counts.size() > MOST ? OVERFLOW : new CategoryCounts(counts, labels, false);
    }

    public static CategoryCounts overflowed() {
        return OVERFLOW;
    }

    /** The same, or none if more values differ. */
    CategoryCounts ofAtMost(int values) {
        return counts.size() > values ? OVERFLOW : this;
    }

    public CategoryCounts merge(CategoryCounts other) {
        if (overflow || other.overflow) {
            return OVERFLOW;
        }
        Map<Long, Long> sums = new TreeMap<>(counts);
        other.counts.forEach((value, count) -> sums.merge(value, count, Long::sum));
        Map<Long, String> texts = new TreeMap<>(other.labels);
        texts.putAll(labels);
        return of(sums, texts);
    }

    /** The same as it is stored: with few labels, shortened. */
    public CategoryCounts stored() {
        Map<Long, String> kept = new TreeMap<>();
        byCount().stream()
                .limit(LABELS)
                .filter(entry -> entry.getValue() >= FREQUENT && labels.containsKey(entry.getKey()))
                .forEach(entry -> {
                    String label = labels.getOrDefault(entry.getKey(), "");
                    int end = label.codePointCount(0, label.length()) <= LABEL_LENGTH
                            ? label.length()
                            : label.offsetByCodePoints(0, LABEL_LENGTH);
                    kept.put(entry.getKey(), label.substring(0, end));
                });
        return new CategoryCounts(counts, kept, overflow);
    }

    /** The most frequent first; ties by hash. */
    public List<Map.Entry<Long, Long>> byCount() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
