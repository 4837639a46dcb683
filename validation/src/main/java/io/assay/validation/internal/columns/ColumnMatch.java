package io.assay.validation.internal.columns;

import io.assay.definition.contract.ContractColumn;
import io.assay.validation.source.UnreadableSourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The names of one source (a file's header, a table's columns, a struct's fields) matched with the contract's columns,
 * without regard to case. Two columns of a contract whose source names differ by case alone are matched exactly.
 */
public final class ColumnMatch {
    private final List<ContractColumn> columns;
    private final List<String> names;
    private final int[] places;

    private ColumnMatch(List<ContractColumn> columns, List<String> names, int[] places) {
        this.columns = columns;
        this.names = names;
        this.places = places;
    }

    /**
     * Matches them.
     *
     * @param where names the source in messages
     * @throws UnreadableSourceException if two names are one column of the contract
     */
    public static ColumnMatch of(List<ContractColumn> columns, List<String> names, String where) {
        Map<String, List<Integer>> byName = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.computeIfAbsent(folded(names.get(i)), name -> new ArrayList<>())
                    .add(i);
        }
        Map<String, Integer> sharing = new HashMap<>();
        columns.forEach(column -> sharing.merge(folded(column.source()), 1, Integer::sum));
        int[] places = new int[columns.size()];
        for (int i = 0; i < places.length; i++) {
            String source = columns.get(i).source();
            boolean exactly = sharing.getOrDefault(folded(source), 0) > 1;
            List<Integer> found = byName.getOrDefault(folded(source), List.of()).stream()
                    .filter(at -> !exactly || names.get(at).equals(source))
                    .toList();
            if (found.size() > 1) {
                throw ambiguous(where, source, names.get(found.get(0)), names.get(found.get(1)));
            }
            places[i] = found.isEmpty() ? -1 : found.get(0);
        }
        return new ColumnMatch(columns, names, places);
    }

    /** A name without its case. */
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** For each of the contract's columns the place of its name, -1 where there is none. */
    public int[] places() {
        return places.clone();
    }

    /** Whether no name is in the contract, though there are names. */
    public boolean none() {
        return !names.isEmpty() && Arrays.stream(places).allMatch(place -> place < 0);
    }

    /** The names that are not in the contract, in order of the alphabet. */
    public List<String> leftOut() {
        TreeSet<String> left = new TreeSet<>(names);
        for (int place : places) {
            if (place >= 0) {
                left.remove(names.get(place));
            }
        }
        return List.copyOf(left);
    }

    /** The contract's columns that have no name here. */
    public List<ContractColumn> missing() {
        List<ContractColumn> missing = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                missing.add(columns.get(i));
            }
        }
        return missing;
    }

    private static UnreadableSourceException ambiguous(String where, String source, String one, String other) {
        return one.equals(other)
                ? new UnreadableSourceException(
                        where, "has the column '%s' twice".formatted(one), "name each column once")
                : new UnreadableSourceException(
                        where,
                        "has the columns '%s' and '%s', and both are the contract's '%s': case makes no difference"
                                .formatted(one, other, source),
                        "rename or remove one of them");
    }
}
