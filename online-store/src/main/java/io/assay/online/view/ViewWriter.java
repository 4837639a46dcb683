package io.assay.online.view;

import io.assay.online.codec.KeyCodec;
import io.assay.online.store.KeyStore;
import io.assay.online.table.TableRow;
import io.assay.online.table.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One commit of a feature log, or all of its snapshot, on its way into the store: one transaction. */
final class ViewWriter implements AutoCloseable {
    private static final int BATCH = 50_000;

    private final KeyStore.Transaction transaction;
    private final ViewFormat format;
    private final long watermark;
    private final boolean careful;
    private final Map<KeyBytes, List<byte[]>> waiting = new HashMap<>();
    private final Set<KeyBytes> changed = new HashSet<>();
    private int size;
    private boolean cleared;
    private boolean takenBack;

    /** @param careful leaves nothing out before all rows are there, because some take others back */
    ViewWriter(KeyStore store, String table, ViewFormat format, long watermark, boolean careful) {
        this.transaction = store.begin(table);
        this.format = format;
        this.watermark = watermark;
        this.careful = careful;
    }

    /** The key of a view key's rows in the store. */
    static byte[] data(byte[] key) {
        byte[] place = new byte[key.length + 1];
        place[0] = 1;
        System.arraycopy(key, 0, place, 1, key.length);
        return place;
    }

    static boolean isData(byte[] place) {
        return place[0] == 1;
    }

    /** Puts other rows in the place of some; none at all where they are empty. */
    static void rewrite(KeyStore store, String table, Map<KeyBytes, byte[]> rows, StoredCheckpoint checkpoint) {
        try (KeyStore.Transaction transaction = store.begin(table)) {
            rows.forEach((place, kept) -> {
                if (kept.length > 0) {
                    transaction.put(place.bytes(), kept);
                } else {
                    transaction.remove(place.bytes());
                }
            });
            checkpoint.write(transaction);
            transaction.commit();
        }
    }

    void clear() {
        transaction.clear();
        cleared = true;
    }

    boolean cleared() {
        return cleared;
    }

    /** The keys that changed; of no meaning when all did. */
    Set<KeyBytes> changed() {
        return changed;
    }

    /** Whether a row takes back what may have been left out, so that all rows are needed. */
    boolean missesTakenBack() {
        return takenBack && !careful;
    }

    void take(Iterator<TableRow> rows, KeyCodec keys, RunNames runs) {
        while (rows.hasNext()) {
            TableRow row = rows.next();
            byte[] key = key(row, keys);
            byte[] kept = key == null ? null : format.row(row, runs, watermark);
            takenBack |= format.takesBack(row);
            if (key != null && kept != null) {
                waiting.computeIfAbsent(new KeyBytes(key), k -> new ArrayList<>(1))
                        .add(kept);
                if (++size >= BATCH) {
                    flush();
                }
            }
        }
    }

    private static byte @Nullable [] key(TableRow row, KeyCodec keys) {
        @Nullable Object[] parts = new Object[keys.names().size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = row.value(keys.names().get(i));
        }
        return keys.encode(parts);
    }

    private void flush() {
        waiting.forEach((key, more) -> fold(key, more, careful ? Long.MIN_VALUE : watermark));
        if (careful || !cleared) {
            changed.addAll(waiting.keySet());
        }
        waiting.clear();
        size = 0;
    }

    private void fold(KeyBytes key, List<byte[]> more, long from) {
        byte[] place = data(key.bytes());
        byte[] stored = transaction.read(place);
        byte[] rows = format.fold(stored == null ? new byte[0] : stored, more, from);
        if (rows.length > 0) {
            transaction.put(place, rows);
        } else if (stored != null) {
            transaction.remove(place);
        }
    }

    void commit(TableVersion version, RunNames runs) {
        flush();
        if (careful) {
            changed.forEach(key -> fold(key, List.of(), watermark));
        }
        new StoredCheckpoint(version, watermark, runs.bytes()).write(transaction);
        transaction.commit();
        transaction.close();
    }

    @Override
    public void close() {
        transaction.close();
    }
}
