package io.assay.definition.contract;

import java.util.Locale;
import java.util.Set;

/** Names of columns: which are taken, and which are the same. */
public final class ColumnName {
    /** Every published table has them. */
    private static final Set<String> PUBLISHED = Set.of("_run", "_source", "_position", "_sequence", "_origin");

    /** Iceberg gives them to every row that it reads, and the gate to every row that it validates. */
    private static final Set<String> OF_ROWS = Set.of(
            "_file",
            "_pos",
            "_deleted",
            "_spec_id",
            "_partition",
            "_row_id",
            "_last_updated_sequence_number",
            "__faults",
            "__malformed",
            "__row",
            "__source",
            "__position",
            "__verdict");

    private ColumnName() {}

    /** Whether no property of a contract can have this name. */
    public static boolean isReserved(String name) {
        return PUBLISHED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether no column can have this name, though a nested property can. */
    public static boolean isReservedAtTop(String name) {
        return isReserved(name) || OF_ROWS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Equal for names that Spark takes for the same: as {@link String#equalsIgnoreCase}, character by character. */
    public static String folded(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < folded.length(); i++) {
            folded.setCharAt(i, Character.toLowerCase(Character.toUpperCase(folded.charAt(i))));
        }
        return folded.toString();
    }
}
