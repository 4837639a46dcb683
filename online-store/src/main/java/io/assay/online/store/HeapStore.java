package io.assay.online.store;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A store in memory, as long as its process runs; for tests and trials. */
public final class HeapStore implements KeyStore {
    private final Map<String, Map<ByteBuffer, byte[]>> tables = new ConcurrentHashMap<>();

    @Override
    public Set<String> tables() {
        return Set.copyOf(tables.keySet());
    }

    @Override
    public byte @Nullable [] read(String table, byte[] key) {
        byte[] value = tables.getOrDefault(table, Map.of()).get(ByteBuffer.wrap(key));
        return value == null ? null : value.clone();
    }

    @Override
    public Transaction begin(String table) {
        return new HeapTransaction(table, new HashMap<>(tables.getOrDefault(table, Map.of())));
    }

    @Override
    public void drop(String table) {
        tables.remove(table);
    }

    @Override
    public void forEach(String table, BiConsumer<byte[], byte[]> action) {
        new HashSet<>(tables.getOrDefault(table, Map.of()).entrySet())
                .forEach(entry -> action.accept(
                        entry.getKey().array().clone(), entry.getValue().clone()));
    }

    @Override
    public void close() {}

    /** A copy that takes the table's place at once. */
    private final class HeapTransaction implements Transaction {
        private final String table;
        private final Map<ByteBuffer, byte[]> copy;

        HeapTransaction(String table, Map<ByteBuffer, byte[]> copy) {
            this.table = table;
            this.copy = copy;
        }

        @Override
        public byte @Nullable [] read(byte[] key) {
            byte[] value = copy.get(ByteBuffer.wrap(key));
            return value == null ? null : value.clone();
        }

        @Override
        public void put(byte[] key, byte[] value) {
            copy.put(ByteBuffer.wrap(key.clone()), value.clone());
        }

        @Override
        public void remove(byte[] key) {
            copy.remove(ByteBuffer.wrap(key));
        }

        @Override
        public void clear() {
            copy.clear();
        }

        @Override
        public void commit() {
            tables.put(table, Map.copyOf(copy));
        }

        @Override
        public void close() {}
    }
}
