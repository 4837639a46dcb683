package io.assay.sql.catalyst;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** The columns that a SQL expression names. */
public final class ColumnReferences {
    private ColumnReferences() {}

    /** In the order in which they are named; of a nested column the outermost. */
    public static Set<String> in(String sql) {
        Set<String> columns = new LinkedHashSet<>();
        for (Expression leaf : Trees.list(CheckedSql.expression(sql).expr().collectLeaves())) {
            if (leaf instanceof UnresolvedAttribute attribute) {
                columns.add(attribute.nameParts().head());
            }
        }
        return columns;
    }
}
