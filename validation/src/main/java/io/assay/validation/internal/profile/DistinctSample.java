package io.assay.validation.internal.profile;

import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A sample of the values that differ, each as likely whatever its number of rows: those with the smallest hashes. */
final class DistinctSample implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int SIZE = 200;
    private static final int LONGEST = 200;

    private final TreeMap<Long, String> kept = new TreeMap<>();
    private long limit = Long.MAX_VALUE;

    void add(long hash, Supplier<String> text) {
        if (hash <= limit && !kept.containsKey(hash)) {
            String value = text.get();
            if (value.length() <= LONGEST) {
                put(hash, value);
            }
        }
    }

    private void put(long hash, String text) {
        kept.put(hash, text);
        if (kept.size() > SIZE) {
            kept.pollLastEntry();
            limit = kept.lastKey();
        }
    }

    void merge(DistinctSample other) {
        other.kept.forEach((hash, text) -> add(hash, () -> text));
    }

    List<String> values() {
        return List.copyOf(kept.values());
    }
}
