package io.assay.lineage.event;

import java.util.OptionalLong;

/** How much was read or written; what is not known stays empty. */
public record Statistics(OptionalLong rows, OptionalLong bytes, OptionalLong files) {
    public static Statistics ofRows(long rows) {
        return new Statistics(OptionalLong.of(rows), OptionalLong.empty(), OptionalLong.empty());
    }

    public Statistics withBytes(long count) {
        return new Statistics(rows, OptionalLong.of(count), files);
    }

    public Statistics withFiles(long count) {
        return new Statistics(rows, bytes, OptionalLong.of(count));
    }
}
