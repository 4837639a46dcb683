package io.assay.validation.decision;

import io.assay.definition.contract.Adaptation;
import io.assay.definition.contract.Choice;
import io.assay.validation.source.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How many partitions Spark's shuffles have for a batch.
 *
 * @param cores that tasks can use at once
 * @param usual how many there are where nothing is chosen
 */
public record ShufflePartitions(int cores, int usual) {
    /** Bytes that one partition should hold. */
    private static final long BYTES = 64L << 20;

    private static final int MOST = 2_000;
    /** Bytes of rows for each byte of a compressed file. */
    private static final int UNPACKED = 5;

    private static final List<String> COMPRESSED =
            List.of(".gz", ".zst", ".bz2", ".snappy", ".lz4", ".deflate", ".parquet", ".orc");

    /** Chooses by the size of the batch's files; the usual number if it has no files, or if that is enough. */
    public Decision choose(List<SourceFile> files, Adaptation adaptation) {
        OptionalInt pinned = adaptation.integer(Choice.SHUFFLE_PARTITIONS);
        if (pinned.isPresent()) {
            return Decision.pinned(Choice.SHUFFLE_PARTITIONS, Integer.toString(pinned.getAsInt()));
        }
        long bytes = files.stream().mapToLong(ShufflePartitions::unpacked).sum();
        long wanted = Math.min(MOST, Math.max(cores, (bytes + BYTES - 1) / BYTES));
        boolean small = files.isEmpty() || (wanted <= usual && usual <= cores * 4L);
        long chosen = small ? usual : wanted;
        return Decision.measured(
                        Choice.SHUFFLE_PARTITIONS, Long.toString(chosen), "one for each 64 MB of rows, and each core")
                .ratherThan(Integer.toString(usual))
                .by("bytes", bytes)
                .by("cores", cores);
    }

    private static long unpacked(SourceFile file) {
        String name = file.path().toLowerCase(Locale.ROOT);
        return COMPRESSED.stream().anyMatch(name::endsWith) ? file.bytes() * UNPACKED : file.bytes();
    }
}
