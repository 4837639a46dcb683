package io.assay.validation.internal.key;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Hashes that more than one row has, of several keys in one pass over the rows. Few are compared in memory: eight bytes
 * for each row of the batch, and of the published rows only those with an equal hash. Many are moved, so that equal
 * ones meet in one task ({@link MovedHashes}).
 */
final class KeyHashes {
    /** Up to this many hashes of a key are kept in memory, in the driver and in each task: 32 MB. */
    static final int MOST = 4_000_000;

    /** So many keys at once, for each may be kept in memory. */
    static final int MOST_KEYS = 4;

    /** More hashes of a key than this are not collected. */
    static final int MOST_SHARED = 1_000_000;

    /**
     * What was found of one key.
     *
     * @param held how many hashes were compared in memory; empty if they were moved
     * @param shared those that two rows of the batch have, or one of it and a published one, sorted; empty if they are
     *     too many
     */
    record Found(OptionalLong held, Optional<long[]> shared) {}

    /** What a task has of each key: the number of hashes, and the hashes themselves unless they are too many. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(long[] counts, long[][] hashes) implements Serializable {
        boolean holds(int key) {
            return counts[key] == hashes[key].length;
        }
    }

    private KeyHashes() {}

    /**
     * Actions: one over the batch, one over the published rows; two over the hashes if there are many.
     *
     * @param batch a column, bigint, for each key; null where a row has none
     * @param published the same
     * @param most of a key that are kept in memory, or {@link KeyMemory#NONE}
     * @return for each key
     */
    static List<Found> of(Dataset<Row> batch, Optional<Dataset<Row>> published, int most) {
        int keys = batch.columns().length;
        // if they turn out to be many, they are not read a second time
        JavaRDD<HashBlock> blocks = HashBlock.of(batch).persist(StorageLevel.DISK_ONLY());
        try {
            int mostOfTask = most / Math.max(1, blocks.getNumPartitions());
            List<Part> parts = blocks.mapPartitions(
                            part -> List.of(part(part, keys, mostOfTask)).iterator())
                    .collect();
            if (most != KeyMemory.NONE && parts.stream().allMatch(part -> holdsAll(part, keys))) {
                return held(parts, keys, published);
            }
            long total = parts.stream()
                    .flatMapToLong(part -> Arrays.stream(part.counts()))
                    .sum();
            return new MovedHashes(blocks, total, keys)
                    .shared(published.map(HashBlock::of), MOST_SHARED).stream()
                            .map(shared -> new Found(OptionalLong.empty(), shared))
                            .toList();
        } finally {
            blocks.unpersist(false);
        }
    }

    private static boolean holdsAll(Part part, int keys) {
        for (int key = 0; key < keys; key++) {
            if (!part.holds(key)) {
                return false;
            }
        }
        return true;
    }

    private static Part part(Iterator<HashBlock> blocks, int keys, int most) {
        long[] counts = new long[keys];
        long[][] hashes = new long[keys][0];
        int[] sizes = new int[keys];
        while (blocks.hasNext()) {
            HashBlock block = blocks.next();
            int key = block.key();
            int more = block.hashes().length;
            counts[key] += more;
            if (counts[key] > most) {
                hashes[key] = new long[0];
                continue;
            }
            if (sizes[key] + more > hashes[key].length) {
                hashes[key] = Arrays.copyOf(hashes[key], Math.max(sizes[key] + more, 2 * sizes[key]));
            }
            System.arraycopy(block.hashes(), 0, hashes[key], sizes[key], more);
            sizes[key] += more;
        }
        for (int key = 0; key < keys; key++) {
            if (counts[key] <= most) {
                hashes[key] = Arrays.copyOf(hashes[key], sizes[key]);
            }
        }
        return new Part(counts, hashes);
    }

    private static List<Found> held(List<Part> parts, int keys, Optional<Dataset<Row>> published) {
        long[][] own = new long[keys][];
        for (int key = 0; key < keys; key++) {
            own[key] = sorted(parts, key);
        }
        long[][] old = published.map(rows -> shared(own, rows)).orElse(new long[keys][0]);
        List<Found> found = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            long[] shared = LongStream.concat(repeated(own[key]), Arrays.stream(old[key]))
                    .sorted()
                    .distinct()
                    .toArray();
            found.add(new Found(
                    OptionalLong.of(own[key].length),
                    shared.length > MOST_SHARED ? Optional.empty() : Optional.of(shared)));
        }
        return found;
    }

    private static long[] sorted(List<Part> parts, int key) {
        long[] all = new long
                [parts.stream().mapToInt(part -> part.hashes()[key].length).sum()];
        int size = 0;
        for (Part part : parts) {
            long[] some = part.hashes()[key];
            System.arraycopy(some, 0, all, size, some.length);
            size += some.length;
        }
        Arrays.parallelSort(all);
        return all;
    }

    private static LongStream repeated(long[] sorted) {
        LongStream.Builder repeated = LongStream.builder();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1] && (i == 1 || sorted[i] != sorted[i - 2])) {
                repeated.add(sorted[i]);
            }
        }
        return repeated.build();
    }

    private static long[][] shared(long[][] sorted, Dataset<Row> published) {
        Broadcast<long[][]> own = JavaSparkContext.fromSparkContext(
                        published.sparkSession().sparkContext())
                .broadcast(sorted);
        try {
            List<long[][]> parts = HashBlock.of(published)
                    .mapPartitions(
                            part -> List.<long[][]>of(shared(own.value(), part)).iterator())
                    .collect();
            long[][] shared = new long[sorted.length][];
            for (int i = 0; i < shared.length; i++) {
                int key = i;
                shared[key] = parts.stream()
                        .flatMapToLong(part -> Arrays.stream(part[key]))
                        .toArray();
            }
            return shared;
        } finally {
            own.unpersist();
        }
    }

    private static long[][] shared(long[][] sorted, Iterator<HashBlock> blocks) {
        HashSet64[] shared = HashSet64.ofEach(sorted.length);
        while (blocks.hasNext()) {
            HashBlock block = blocks.next();
            for (long hash : block.hashes()) {
                if (Arrays.binarySearch(sorted[block.key()], hash) >= 0) {
                    shared[block.key()].add(hash);
                }
            }
        }
        return HashSet64.toArrays(shared);
    }
}
