package io.assay.online;

import io.assay.online.store.KeyStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Versions of views that another took the place of: readable for a while, then gone from the store. */
final class RetiredVersions {
    private static final long GRACE = Duration.ofSeconds(30).toNanos();

    private final KeyStore store;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private boolean swept;

    private record Entry(String table, long since) {}

    RetiredVersions(KeyStore store) {
        this.store = store;
    }

    void add(FollowedView view) {
        entries.add(new Entry(view.table().storedAs(), System.nanoTime()));
    }

    /** Drops those whose grace period is over, except what is in use again. */
    void drop(Set<String> inUse) {
        while (!entries.isEmpty() && System.nanoTime() - entries.element().since() > GRACE) {
            String table = entries.remove().table();
            if (!inUse.contains(table)) {
                store.drop(table);
            }
        }
    }

    /** Once, at start: what an earlier process left behind and nothing follows now. */
    void dropUnknown(Set<String> known) {
        if (!swept && !known.isEmpty()) {
            Set<String> unknown = new HashSet<>(store.tables());
            unknown.removeAll(known);
            unknown.forEach(store::drop);
            swept = true;
        }
    }
}
