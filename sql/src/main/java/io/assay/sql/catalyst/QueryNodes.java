package io.assay.sql.catalyst;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The nodes of Spark's plans that a query may have, by the names of their classes. */
final class QueryNodes {
    /** Parts of a SELECT; they read only what is below them. */
    private static final Set<String> QUERY = Set.of(
            "Project",
            "Filter",
            "Aggregate",
            "Sort",
            "Distinct",
            "GlobalLimit",
            "LocalLimit",
            "Offset",
            "Union",
            "Intersect",
            "Except",
            "Join",
            "LateralJoin",
            "Generate",
            "Pivot",
            "Unpivot",
            "Expand",
            "Window",
            "WithWindowDefinition",
            "WithCTE",
            "CTERelationDef",
            "CTERelationRef",
            "UnresolvedWith",
            "UnresolvedHaving",
            "UnresolvedInlineTable",
            "UnresolvedTVFAliases",
            "UnresolvedSubqueryColumnAliases",
            "SubqueryAlias",
            "View",
            "RelationTimeTravel",
            "OneRowRelation",
            "LocalRelation",
            // by name; names are checked
            "UnresolvedRelation",
            "UnresolvedTableValuedFunction",
            "DataSourceV2Relation",
            "LogicalRelation");

    private static final Set<String> IMPURE = Set.of("Sample", "Range", "UnresolvedHint", "ResolvedHint");

    /** Statements that only report. */
    private static final Set<String> STATEMENTS = Set.of(
            "ShowTables",
            "ShowViews",
            "ShowNamespaces",
            "ShowColumns",
            "ShowFunctions",
            "DescribeRelation",
            "DescribeColumn",
            "DescribeQueryCommand",
            "DescribeFunction",
            "ExplainCommand",
            "UnresolvedNamespace",
            "UnresolvedTableOrView",
            "UnresolvedTable",
            "UnresolvedFunctionName");

    /** Hints that choose how tables are joined. Others change into how many pieces data is cut. */
    private static final Set<String> HINTS = Set.of(
            "broadcast",
            "broadcastjoin",
            "mapjoin",
            "merge",
            "shuffle_merge",
            "mergejoin",
            "shuffle_hash",
            "shuffle_replicate_nl");

    private static final Map<String, String> WORDS = Map.of(
            "ScriptTransformation", "TRANSFORM ... USING",
            "Sample", "TABLESAMPLE",
            "UnresolvedHint", "a hint",
            "Range", "range",
            "RepartitionByExpression", "DISTRIBUTE BY",
            "InsertIntoStatement", "INSERT",
            "InsertIntoDir", "INSERT OVERWRITE DIRECTORY");

    private QueryNodes() {}

    static boolean query(String kind, boolean pure) {
        return QUERY.contains(kind) || (!pure && IMPURE.contains(kind));
    }

    static boolean statement(String kind) {
        return STATEMENTS.contains(kind);
    }

    static boolean hint(String name) {
        return HINTS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** What users call it. */
    static String word(String kind) {
        return WORDS.getOrDefault(kind, kind.replaceAll("(Statement|Command)$", ""));
    }
}
