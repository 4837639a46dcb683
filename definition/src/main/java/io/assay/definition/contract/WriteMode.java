package io.assay.definition.contract;

import java.util.Locale;

/** How a batch meets what is already published. */
public enum WriteMode {
    APPEND,
    UPSERT,
    REPLACE;

    /** The word a contract uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
