package io.assay.definition.contract;

import java.util.Locale;

/** What happens to a row that breaks a rule ({@code FAIL}: to the batch). */
public enum Action {
    WARN,
    QUARANTINE,
    DROP,
    FAIL;

    /** The word a contract uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
