package io.assay.validation.internal.key;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Hashes of a batch that are too many for the driver: each task gets those of a range, in arrays, and finds equal ones
 * in a set. A row costs 8 bytes of a shuffle for each key.
 */
final class MovedHashes {
    /** A task's set of so many hashes takes 8 to 16 MB. */
    private static final int OF_A_TASK = 500_000;

    private static final int MOST_TASKS = 2_000;
    private static final int LENGTH = 1_024;

    private final JavaRDD<HashBlock> own;
    private final int tasks;
    private final int keys;

    /** @param total of all keys */
    MovedHashes(JavaRDD<HashBlock> own, long total, int keys) {
        this.own = own;
        this.tasks = (int)
                Math.max(own.context().defaultParallelism(), Math.min(MOST_TASKS, (total + OF_A_TASK - 1) / OF_A_TASK));
        this.keys = keys;
    }

    /**
     * Those that two rows have, or one and a published one, sorted, for each key; empty where they are more than
     * {@code most}. One action.
     */
    List<Optional<long[]>> shared(Optional<JavaRDD<HashBlock>> published, int most) {
        int n = keys;
        int mostOfTask = 100 + 2 * (most / tasks);
        List<long[][]> parts = moved(own)
                .zipPartitions(
                        moved(published.orElseGet(() -> own.filter(block -> false))),
                        (batch, old) -> List.<long[][]>of(shared(batch, old, n, mostOfTask))
                                .iterator())
                .collect();
        List<Optional<long[]>> found = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            int key = i;
            long[] shared = parts.stream()
                    .flatMapToLong(part -> Arrays.stream(part[key]))
                    .sorted()
                    .toArray();
            boolean complete = parts.stream().noneMatch(part -> part[key].length > mostOfTask);
            found.add(complete && shared.length <= most ? Optional.of(shared) : Optional.empty());
        }
        return found;
    }

    private JavaPairRDD<Integer, HashBlock> moved(JavaRDD<HashBlock> blocks) {
        int n = keys;
        int ranges = tasks;
        return blocks.mapPartitionsToPair(part -> new Ranges(part, n, ranges)).partitionBy(new HashPartitioner(tasks));
    }

    /** The shared ones, or more than {@code most}. */
    private static long[][] shared(
            Iterator<Tuple2<Integer, HashBlock>> batch,
            Iterator<Tuple2<Integer, HashBlock>> published,
            int keys,
            int most) {
        HashSet64[] seen = HashSet64.ofEach(keys);
        HashSet64[] shared = HashSet64.ofEach(keys);
        while (batch.hasNext()) {
            HashBlock block = batch.next()._2();
            HashSet64 of = seen[block.key()];
            HashSet64 twice = shared[block.key()];
            for (long hash : block.hashes()) {
                if (!of.add(hash) && twice.size() <= most) {
                    twice.add(hash);
                }
            }
        }
        while (published.hasNext()) {
            HashBlock block = published.next()._2();
            HashSet64 twice = shared[block.key()];
            for (long hash : block.hashes()) {
                if (seen[block.key()].contains(hash) && twice.size() <= most) {
                    twice.add(hash);
                }
            }
        }
        return HashSet64.toArrays(shared);
    }

    /** Blocks cut by ranges of hashes, each with the number of its range. */
    private static final class Ranges implements Iterator<Tuple2<Integer, HashBlock>> {
        private final Iterator<HashBlock> blocks;
        private final int keys;
        private final int ranges;
        private final long[][] hashes;
        private final int[] sizes;
        private final Deque<Tuple2<Integer, HashBlock>> ready = new ArrayDeque<>();

        Ranges(Iterator<HashBlock> blocks, int keys, int ranges) {
            this.blocks = blocks;
            this.keys = keys;
            this.ranges = ranges;
            this.hashes = new long[keys * ranges][LENGTH];
            this.sizes = new int[keys * ranges];
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && blocks.hasNext()) {
                cut(blocks.next());
                if (!blocks.hasNext()) {
                    for (int at = 0; at < sizes.length; at++) {
                        end(at);
                    }
                }
            }
            return !ready.isEmpty();
        }

        private void cut(HashBlock block) {
            for (long hash : block.hashes()) {
                int range = (int) (((hash >>> 32) * ranges) >>> 32);
                int at = range * keys + block.key();
                hashes[at][sizes[at]++] = hash;
                if (sizes[at] == LENGTH) {
                    end(at);
                }
            }
        }

        private void end(int at) {
            if (sizes[at] > 0) {
                ready.add(new Tuple2<>(at / keys, new HashBlock(at % keys, Arrays.copyOf(hashes[at], sizes[at]))));
                sizes[at] = 0;
            }
        }

        @Override
        public Tuple2<Integer, HashBlock> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }
    }
}
