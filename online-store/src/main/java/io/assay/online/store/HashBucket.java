package io.assay.online.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.datasketches.hash.MurmurHash3;
import org.jspecify.annotations.Nullable;

/** All keys of one 128-bit hash with their values: almost always one. Each: two lengths, key, value. */
final class HashBucket {
    private static final int SEED = 0x5A55A;

    /** LMDB wants memory outside the heap, which is expensive to allocate. */
    private static final ThreadLocal<ByteBuffer> HASH = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(16));

    private HashBucket() {}

    /** The key's hash, in a buffer that the thread's next hash overwrites. */
    static ByteBuffer hash(byte[] key) {
        long[] hash = MurmurHash3.hash(key, SEED);
        return HASH.get().clear().putLong(hash[0]).putLong(hash[1]).flip();
    }

    static byte @Nullable [] find(ByteBuffer bucket, byte[] key) {
        byte[][] found = new byte[1][];
        forEach(bucket, (k, v) -> {
            if (Arrays.equals(k, key)) {
                found[0] = v;
            }
        });
        return found[0];
    }

    static void forEach(ByteBuffer bucket, BiConsumer<byte[], byte[]> action) {
        while (bucket.hasRemaining()) {
            byte[] key = new byte[bucket.getInt()];
            byte[] value = new byte[bucket.getInt()];
            bucket.get(key);
            bucket.get(value);
            action.accept(key, value);
        }
    }

    /** The bucket with another value for a key; a null value removes it. */
    static ByteBuffer with(@Nullable ByteBuffer bucket, byte[] key, byte @Nullable [] value) {
        ByteArrayOutputStream others = new ByteArrayOutputStream(0);
        if (bucket != null) {
            forEach(bucket, (k, v) -> {
                if (!Arrays.equals(k, key)) {
                    others.writeBytes(ByteBuffer.allocate(8)
                            .putInt(k.length)
                            .putInt(v.length)
                            .array());
                    others.writeBytes(k);
                    others.writeBytes(v);
                }
            });
        }
        int own = value == null ? 0 : 8 + key.length + value.length;
        ByteBuffer all = ByteBuffer.allocateDirect(others.size() + own);
        all.put(others.toByteArray());
        if (value != null) {
            all.putInt(key.length).putInt(value.length).put(key).put(value);
        }
        return all.flip();
    }
}
