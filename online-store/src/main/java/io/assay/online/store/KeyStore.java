package io.assay.online.store;

import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes by table and key, kept over restarts. Any number of threads read at any time; one writes. What a transaction
 * wrote is seen at once when it commits, and not at all before: also after a crash.
 */
public interface KeyStore extends AutoCloseable {
    /** The tables that hold anything. */
    Set<String> tables();

    /** What is committed under a key; null if nothing is. */
    byte @Nullable [] read(String table, byte[] key);

    /** Begins to write one table; the same thread commits or closes. */
    Transaction begin(String table);

    /** Removes a table and all in it. */
    void drop(String table);

    /** Hands over every key and value of a table, as of now, in no order. */
    void forEach(String table, BiConsumer<byte[], byte[]> action);

    @Override
    void close();

    /** Changes of one table that become visible together. Closed without a commit, they never were. */
    interface Transaction extends AutoCloseable {
        /** What this transaction sees under a key, its own changes included; null if nothing is. */
        byte @Nullable [] read(byte[] key);

        void put(byte[] key, byte[] value);

        void remove(byte[] key);

        /** Removes every key. */
        void clear();

        void commit();

        @Override
        void close();
    }
}
