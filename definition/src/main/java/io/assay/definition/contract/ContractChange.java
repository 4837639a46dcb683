package io.assay.definition.contract;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One difference between two versions of a dataset's contract: as it affects those who read the published table, and
 * those who deliver the data.
 *
 * @param at the column as a path ({@code who.name}), the rule's name, or the dataset's
 * @param column the column of the table that it is about, if it is about one
 * @param what the change in words
 * @param breaks whom it breaks
 * @param fix what to do instead, if it breaks somebody; else the empty text
 */
public record ContractChange(String at, Optional<String> column, String what, Set<Party> breaks, String fix) {
    public ContractChange {
        breaks = breaks.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(breaks));
    }

    /** Who depends on a contract. */
    public enum Party {
        /** Who reads the published table. */
        READERS,
        /** Who delivers data that is to pass. */
        WRITERS;

        /** The word that reports use. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean compatible() {
        return breaks.isEmpty();
    }

    public boolean breaksReaders() {
        return breaks.contains(Party.READERS);
    }

    /** All differences, columns first and rules last; empty if there are none. */
    public static List<ContractChange> between(DatasetContract before, DatasetContract after) {
        return new DatasetComparison(before, after).changes();
    }
}
