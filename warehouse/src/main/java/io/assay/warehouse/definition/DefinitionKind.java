package io.assay.warehouse.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a row of the table of definitions defines. */
public enum DefinitionKind {
    CONTRACT,
    ENTITY,
    VIEW,
    SERVICE,
    MODEL,
    PROJECT;

    /** The word in the column {@code kind}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that word; empty for one of a later version. */
    public static Optional<DefinitionKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
