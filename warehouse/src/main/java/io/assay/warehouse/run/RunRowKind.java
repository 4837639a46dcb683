package io.assay.warehouse.run;

import java.util.Locale;

/** What a row of the log of runs is about. */
public enum RunRowKind {
    RUN,
    RULE,
    METRIC,
    DECISION;

    /** The word in the column {@code kind}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
