package io.assay.definition.contract;

import java.util.Locale;
import java.util.Optional;

/**
 * How the rows of a batch change what is published, where they do not only add to it.
 *
 * @param orderBy of an {@code upsert} dataset: of two rows of one key the one with the greater value is the newer;
 *     empty if the later one is
 * @param deletedWhen of an {@code upsert} dataset: SQL condition, a row for which it is true deletes its key
 * @param replaced what a batch takes the place of, where the write mode is to replace
 */
public record UpdateRules(Optional<String> orderBy, Optional<String> deletedWhen, Replaced replaced) {
    /** Of a dataset whose contract says nothing about it. */
    public static final UpdateRules NONE = new UpdateRules(Optional.empty(), Optional.empty(), Replaced.DATASET);

    /** What a batch takes the place of. */
    public enum Replaced {
        DATASET,
        PARTITION;

        /** The word a contract uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
