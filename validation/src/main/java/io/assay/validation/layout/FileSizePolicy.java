package io.assay.validation.layout;

import io.assay.definition.contract.Adaptation;
import io.assay.definition.contract.Choice;
import io.assay.definition.contract.WriteMode;
import io.assay.validation.decision.Decision;
import java.util.OptionalLong;

/** How large a table's files should be: larger in a larger table, smaller in one whose rows are updated. */
public final class FileSizePolicy {
    private static final long GB = 1L << 30;
    private static final long MB = 1L << 20;
    private static final long SMALL = 128 * MB;

    private FileSizePolicy() {}

    /**
     * Chooses.
     *
     * @param bytes of the table
     * @param current size that the table's files have now; it is reduced only when the table has shrunk to a quarter
     */
    public static Decision choose(long bytes, WriteMode mode, OptionalLong current, Adaptation adaptation) {
        OptionalLong pinned = adaptation.bytes(Choice.FILE_SIZE);
        if (pinned.isPresent()) {
            return Decision.pinned(Choice.FILE_SIZE, Choice.text(pinned.getAsLong()))
                    .by("bytes", bytes);
        }
        long fresh = size(bytes, mode);
        long chosen = current.isPresent() && fresh < current.getAsLong()
                ? Math.min(current.getAsLong(), size(bytes * 4, mode))
                : fresh;
        String reason = mode == WriteMode.UPSERT
                ? "a file is written again when one of its rows changes"
                : "a larger table has larger files, so that they are not too many";
        Decision decision = Decision.measured(Choice.FILE_SIZE, Choice.text(chosen), reason)
                .by("bytes", bytes)
                .by("files", (bytes + chosen - 1) / chosen);
        return current.isPresent() && current.getAsLong() != chosen
                ? decision.ratherThan(Choice.text(current.getAsLong()))
                : decision;
    }

    private static long size(long bytes, WriteMode mode) {
        if (mode == WriteMode.UPSERT) {
            return bytes < 10 * GB ? SMALL / 2 : SMALL;
        }
        if (bytes < 64 * GB) {
            return SMALL;
        }
        return bytes < 1024 * GB ? SMALL * 2 : SMALL * 4;
    }
}
