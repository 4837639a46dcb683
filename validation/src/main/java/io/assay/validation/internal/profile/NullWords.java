package io.assay.validation.internal.profile;

import java.util.List;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;

/** Texts that sources write for a missing value. */
final class NullWords {
    static final List<String> ALL = List.of(
            "NA", "N/A", "n/a", "na", "NULL", "null", "Null", "None", "none", "NaN", "nan", "\\N", "#N/A", "<NA>", "-",
            "--", "?", ".", "NONE", "nil", "(null)", "NaT");
    /** Those that are nothing else, in whatever column they are. */
    static final Set<String> CERTAIN = Set.of("NULL", "null", "\\N", "#N/A", "<NA>", "(null)", "NaT");

    private static final int LONGEST = 6;
    private static final UTF8String[] TEXTS =
            ALL.stream().map(UTF8String::fromString).toArray(UTF8String[]::new);

    private NullWords() {}

    /** The word's number, or -1. */
    static int of(UTF8String text) {
        if (text.numBytes() > LONGEST || text.numBytes() == 0) {
            return -1;
        }
        for (int i = 0; i < TEXTS.length; i++) {
            if (TEXTS[i].equals(text)) {
                return i;
            }
        }
        return -1;
    }
}
