package io.assay.online.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Rows as they were read last, up to a number of bytes; those read least are evicted, off the reader's thread. A row
 * read before a commit never outlives it: writers call {@link #forget} after they commit, and {@link #keep} drops what
 * was read while one did.
 */
final class RowCache {
    private final Cache<KeyBytes, ViewRow> rows;
    private final AtomicLong commits = new AtomicLong();

    RowCache(long maximumBytes) {
        this.rows = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .weigher((KeyBytes key, ViewRow row) -> key.bytes().length + row.weight())
                .build();
    }

    @Nullable ViewRow find(KeyBytes key) {
        return rows.getIfPresent(key);
    }

    /** To be taken before reading from the store, and given to {@link #keep}. */
    long commits() {
        return commits.get();
    }

    void keep(KeyBytes key, ViewRow row, long commitsBefore) {
        rows.put(key, row);
        if (commits.get() != commitsBefore) {
            rows.asMap().remove(key, row);
        }
    }

    /** Forgets keys that a commit has changed. */
    void forget(Iterable<KeyBytes> keys) {
        commits.incrementAndGet();
        rows.invalidateAll(keys);
    }

    /** Forgets everything. */
    void clear() {
        commits.incrementAndGet();
        rows.invalidateAll();
    }

    /** Bytes of the rows that are kept, after pending evictions. */
    long weight() {
        rows.cleanUp();
        return rows.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }
}
