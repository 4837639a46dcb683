package io.assay.online.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.CursorIterable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/**
 * The embedded store: LMDB in a local folder. A key is kept under its 128-bit hash, with the complete key beside the
 * value ({@link HashBucket}), because LMDB's keys end at 511 bytes.
 */
public final class EmbeddedStore implements KeyStore {
    private static final long MOST_BYTES = 1L << 36;
    private static final int MOST_TABLES = 512;
    private static final int MOST_READERS = 1024;

    private final Env<ByteBuffer> env;
    private final FolderLock lock;
    private final Map<String, Dbi<ByteBuffer>> tables = new ConcurrentHashMap<>();

    private EmbeddedStore(Env<ByteBuffer> env, FolderLock lock) {
        this.env = env;
        this.lock = lock;
    }

    /** Opens the store in a folder, making it if it is missing; one process at a time. */
    public static EmbeddedStore open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s: the online store cannot be made here; give a folder that can be written".formatted(folder), e);
        }
        FolderLock lock = FolderLock.take(folder);
        EmbeddedStore store = new EmbeddedStore(
                Env.create()
                        .setMapSize(MOST_BYTES)
                        .setMaxDbs(MOST_TABLES)
                        .setMaxReaders(MOST_READERS)
                        .open(folder.toFile()),
                lock);
        for (byte[] name : store.env.getDbiNames()) {
            store.table(new String(name, StandardCharsets.UTF_8));
        }
        return store;
    }

    private Dbi<ByteBuffer> table(String name) {
        return tables.computeIfAbsent(name, n -> env.openDbi(n, DbiFlags.MDB_CREATE));
    }

    @Override
    public Set<String> tables() {
        return env.getDbiNames().stream()
                .map(name -> new String(name, StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    @Override
    public byte @Nullable [] read(String table, byte[] key) {
        Dbi<ByteBuffer> dbi = tables.get(table);
        if (dbi == null) {
            return null;
        }
        try (Txn<ByteBuffer> txn = env.txnRead()) {
            ByteBuffer bucket = dbi.get(txn, HashBucket.hash(key));
            return bucket == null ? null : HashBucket.find(bucket, key);
        }
    }

    @Override
    public Transaction begin(String table) {
        Dbi<ByteBuffer> dbi = table(table);
        return new LmdbTransaction(dbi, env.txnWrite());
    }

    @Override
    public void drop(String table) {
        Dbi<ByteBuffer> dbi = tables.remove(table);
        if (dbi != null) {
            try (Txn<ByteBuffer> txn = env.txnWrite()) {
                dbi.drop(txn, true);
                txn.commit();
            }
        }
    }

    @Override
    public void forEach(String table, BiConsumer<byte[], byte[]> action) {
        Dbi<ByteBuffer> dbi = tables.get(table);
        if (dbi == null) {
            return;
        }
        try (Txn<ByteBuffer> txn = env.txnRead();
                CursorIterable<ByteBuffer> entries = dbi.iterate(txn)) {
            for (CursorIterable.KeyVal<ByteBuffer> entry : entries) {
                HashBucket.forEach(entry.val(), action);
            }
        }
    }

    @Override
    public void close() {
        env.close();
        lock.close();
    }

    /** LMDB's own write transaction. */
    private record LmdbTransaction(Dbi<ByteBuffer> dbi, Txn<ByteBuffer> txn) implements Transaction {
        @Override
        public byte @Nullable [] read(byte[] key) {
            ByteBuffer bucket = dbi.get(txn, HashBucket.hash(key));
            return bucket == null ? null : HashBucket.find(bucket, key);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            ByteBuffer hash = HashBucket.hash(key);
            dbi.put(txn, hash, HashBucket.with(dbi.get(txn, hash), key, value));
        }

        @Override
        public void remove(byte[] key) {
            ByteBuffer hash = HashBucket.hash(key);
            ByteBuffer bucket = dbi.get(txn, hash);
            if (bucket != null) {
                ByteBuffer rest = HashBucket.with(bucket, key, null);
                if (rest.hasRemaining()) {
                    dbi.put(txn, hash, rest);
                } else {
                    dbi.delete(txn, hash);
                }
            }
        }

        @Override
        public void clear() {
            dbi.drop(txn);
        }

        @Override
        public void commit() {
            txn.commit();
        }

        @Override
        public void close() {
            txn.close();
        }
    }
}
