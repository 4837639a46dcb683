package io.assay.validation.internal.rule;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Analyses rules before a row is read. */
final class ExpressionCheck {
    private ExpressionCheck() {}

    /** Throws Spark's analysis error if one of them does not fit the columns. */
    static void check(Dataset<Row> empty, List<RowRule> rules) {
        List<Column> columns = new ArrayList<>(List.of(functions.lit(true)));
        for (RowRule rule : rules) {
            columns.add(rule.applies());
            columns.add(rule.broken());
        }
        rules.forEach(rule -> columns.add(rule.value()));
        rules.forEach(rule -> rule.failed().ifPresent(columns::add));
        columns.add(functions.col("*")); // so that an aggregate is a fault
        empty.select(columns.toArray(Column[]::new));
    }
}
