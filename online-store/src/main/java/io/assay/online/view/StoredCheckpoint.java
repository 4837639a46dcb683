package io.assay.online.view;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.online.store.KeyStore;
import io.assay.online.table.TableVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * What a store's table says about itself, written in the same transaction as its rows.
 *
 * @param watermark the retention watermark: rows that no time from here on can see may be missing
 * @param runNames the view's {@link RunNames}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredCheckpoint(TableVersion version, long watermark, byte[] runNames) {
    private static final int FORMAT = 1;
    private static final byte[] KEY = {0};

    static Optional<StoredCheckpoint> read(KeyStore store, String table) {
        byte[] bytes = store.read(table, KEY);
        if (bytes == null) {
            return Optional.empty();
        }
        ByteReader in = new ByteReader(bytes);
        if (in.raw() != FORMAT) {
            return Optional.empty();
        }
        TableVersion version = new TableVersion(in.text(), in.signed(), Instant.ofEpochMilli(in.signed()));
        return Optional.of(new StoredCheckpoint(version, in.signed(), in.block()));
    }

    void write(KeyStore.Transaction transaction) {
        ByteWriter out = new ByteWriter(128);
        out.raw(FORMAT);
        out.text(version.table());
        out.signed(version.number());
        out.signed(version.committed().toEpochMilli());
        out.signed(watermark);
        out.block(runNames);
        transaction.put(KEY, out.bytes());
    }

    void runs(RunNames runs) {
        runs.read(runNames);
    }
}
