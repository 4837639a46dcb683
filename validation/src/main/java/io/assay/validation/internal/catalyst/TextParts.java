package io.assay.validation.internal.catalyst;

import io.assay.validation.internal.text.TextFile;
import io.assay.validation.internal.text.TextFile.RecordStarts;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts large files into parts, each file once. */
final class TextParts {
    /** As Spark's own {@code spark.sql.files.maxPartitionBytes}. */
    static final long LARGEST = 128L << 20;
    /** A smaller part costs more to start than it saves. */
    static final long SMALLEST = 16L << 20;

    /** Which parts a task reads. */
    enum Packing {
        /** Those that make the tasks even. */
        EVEN,
        /** Those that follow one another. */
        IN_ORDER
    }

    private final int parallelism;
    private final RecordStarts starts;
    private final long smallest;
    private final Map<Integer, List<TextFile>> found = new HashMap<>();

    TextParts(int parallelism, RecordStarts starts, long smallest) {
        this.parallelism = parallelism;
        this.starts = starts;
        this.smallest = smallest;
    }

    /** As many tasks as can run at once, or more where they would be too large. */
    int tasks(List<TextFile> files) {
        long size = size(files);
        int parts = files.stream().mapToInt(file -> file.parts(size)).sum();
        return (int) Math.max(Math.min(parallelism, parts), (total(files) + LARGEST - 1) / LARGEST);
    }

    /** The files, large ones in parts. Costs a search for record starts in large CSVs, the first time. */
    synchronized List<TextFile> of(List<TextFile> files) {
        long size = size(files);
        List<TextFile> parts = new ArrayList<>();
        for (TextFile file : files) {
            parts.addAll(file.parts(size) == 1 ? List.of(file) : parts(file, size));
        }
        return parts;
    }

    private List<TextFile> parts(TextFile file, long size) {
        try {
            if (!file.complete()) {
                return file.split(size, starts);
            }
            List<TextFile> known = found.get(file.number());
            if (known == null) {
                known = file.split(size, starts);
                found.put(file.number(), known);
            }
            return known;
        } catch (IOException e) {
            throw new UnreadableSourceException(
                    file.name(),
                    "cannot be read to its end: " + e.getMessage(),
                    "deliver the complete file again; nothing of it was published",
                    e);
        }
    }

    private long size(List<TextFile> files) {
        return Math.max(smallest, Math.min(LARGEST, total(files) / parallelism));
    }

    private static long total(List<TextFile> files) {
        return files.stream().mapToLong(TextFile::bytes).sum();
    }
}
