package io.assay.validation.suggest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about the rows in addition to the profile.
 *
 * @param types the stored types of columns and fields by path, where the source has any, in order; items of arrays are
 *     called {@value #ITEMS}
 * @param key a primary key that was checked: no two rows are equal in it
 * @param foreignKeys columns that refer to keys of other datasets
 * @param refuted rules that rows of the source break, {@code column.kind}, with the reason
 * @param notes for the head of the contract
 */
public record Evidence(
        Map<List<String>, String> types,
        Optional<SuggestedKey> key,
        List<FoundForeignKey> foreignKeys,
        Map<String, String> refuted,
        List<String> notes) {
    /** Name of an array's items in a path. */
    public static final String ITEMS = "items";

    public Evidence {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        foreignKeys = List.copyOf(foreignKeys);
        refuted = Map.copyOf(refuted);
        notes = List.copyOf(notes);
    }

    public static Evidence none() {
        return new Evidence(Map.of(), Optional.empty(), List.of(), Map.of(), List.of());
    }

    /**
     * Columns whose values are keys of a dataset.
     *
     * @param columns by their names in the source
     * @param targets of each column {@code dataset.column}
     * @param warns whether some values are no keys there, so that the rule only warns
     */
    public record FoundForeignKey(List<String> columns, List<String> targets, String reason, boolean warns) {
        public FoundForeignKey {
            columns = List.copyOf(columns);
            targets = List.copyOf(targets);
        }

        /** Whether it has several columns. */
        public boolean isComposite() {
            return columns.size() > 1;
        }
    }

    /** Why a rule is left out, if rows break it. */
    Optional<String> refuted(List<String> path, String kind) {
        return Optional.ofNullable(refuted.get(String.join(".", path) + "." + kind));
    }
}
