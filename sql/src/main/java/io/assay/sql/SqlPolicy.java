package io.assay.sql;

import io.assay.definition.sql.SqlFunctions;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What SQL text may do: an allow-list of functions and of relations.
 *
 * @param pure whether the result must follow from the tables alone: no clock, no random numbers, no hints, no samples
 * @param statements whether SHOW, DESCRIBE and EXPLAIN are allowed beside queries
 * @param functions that may be called, in lower case
 * @param namespaces whose tables may be read, in lower case
 */
public record SqlPolicy(boolean pure, boolean statements, Set<String> functions, Set<String> namespaces) {
    /** The catalog of a project's tables. */
    public static final String CATALOG = "assay";

    /** The command {@code sql}: reads any table of the project. */
    public static final SqlPolicy COMMAND =
            new SqlPolicy(false, true, SqlFunctions.queries(), Set.of("datasets", "deleted", "quarantine", "features"));

    /** Rules, views and labels: read published datasets. */
    public static final SqlPolicy DEFINITION = new SqlPolicy(true, false, SqlFunctions.pure(), Set.of("datasets"));

    public SqlPolicy {
        functions = Set.copyOf(functions);
        namespaces = Set.copyOf(namespaces);
    }

    public boolean calls(String function, boolean withArguments) {
        String name = function.toLowerCase(Locale.ROOT);
        return functions.contains(name) && !(pure && SqlFunctions.changing(name, withArguments));
    }

    /**
     * Whether a table of that name may be read. A first part that is not one of our namespaces would be taken by Spark
     * for a file format ({@code text.`/etc/passwd`}) or another catalog.
     */
    public boolean reads(List<String> parts) {
        List<String> names =
                parts.size() > 1 && parts.get(0).equalsIgnoreCase(CATALOG) ? parts.subList(1, parts.size()) : parts;
        if (names.stream().anyMatch(SqlPolicy::path)) {
            return false;
        }
        if (names.size() == 1) { // a table of the log: assay.runs
            return !pure;
        }
        return namespaces.contains(names.get(0).toLowerCase(Locale.ROOT)) && (!pure || names.size() == 2);
    }

    private static boolean path(String name) {
        return name.contains("/") || name.contains("\\") || name.contains(":") || name.contains("..");
    }
}
