package io.assay.definition.contract;

import java.util.Locale;

/** What happens to the published rows when a batch is published. */
public enum WriteMode {
    APPEND,
    UPSERT,
    REPLACE;

    /** The word a contract uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
