package io.assay.online.view;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Rows as they were read last, up to a number of bytes. A row read before a commit never outlives it: writers call
 * {@link #forget} after they commit, and {@link #keep} drops what was read while one did.
 */
final class RowCache {
    private final Map<KeyBytes, ViewRow> rows = new ConcurrentHashMap<>();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong weight = new AtomicLong();
    private final long most;

    RowCache(long mostBytes) {
        this.most = mostBytes;
    }

    @Nullable ViewRow find(KeyBytes key) {
        return rows.get(key);
    }

    /** To be asked for before reading from the store, and given to {@link #keep}. */
    long commits() {
        return commits.get();
    }

    void keep(KeyBytes key, ViewRow row, long commitsBefore) {
        if (weight.get() > most) {
            shrink(row.from());
        }
        ViewRow old = rows.put(key, row);
        weight.addAndGet(row.weight() - (old == null ? 0 : old.weight()));
        if (commits.get() != commitsBefore) {
            drop(key, row);
        }
    }

    /** Forgets keys that a commit has changed. */
    void forget(Iterable<KeyBytes> keys) {
        commits.incrementAndGet();
        for (KeyBytes key : keys) {
            ViewRow row = rows.get(key);
            if (row != null) {
                drop(key, row);
            }
        }
    }

    /** Forgets everything. */
    void clear() {
        commits.incrementAndGet();
        rows.forEach(this::drop);
    }

    private void drop(KeyBytes key, ViewRow row) {
        if (rows.remove(key, row)) {
            weight.addAndGet(-row.weight());
        }
    }

    /** Makes room: a quarter of the bytes, and every row whose time is over. */
    private synchronized void shrink(long now) {
        Iterator<Map.Entry<KeyBytes, ViewRow>> all = rows.entrySet().iterator();
        while (all.hasNext() && weight.get() > most / 4 * 3) {
            Map.Entry<KeyBytes, ViewRow> entry = all.next();
            drop(entry.getKey(), entry.getValue());
        }
        while (all.hasNext()) {
            Map.Entry<KeyBytes, ViewRow> entry = all.next();
            if (entry.getValue().validUntil() <= now) {
                drop(entry.getKey(), entry.getValue());
            }
        }
    }
}
