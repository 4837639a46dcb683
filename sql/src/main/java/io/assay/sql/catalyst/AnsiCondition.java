package io.assay.sql.catalyst;

import io.assay.sql.EvaluationFailure;
import io.assay.sql.RefusedSqlException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A condition of a definition in ANSI mode, over rows that are evaluated one by one. Neither column is ever null, and
 * neither fails.
 *
 * @param holds true where the condition is true
 * @param failed true where it cannot be evaluated: overflow, division by zero, a failed cast
 * @param outcome both as a byte: 1 where it holds, 2 where it failed, else 0
 */
public record AnsiCondition(Column holds, Column failed, Column outcome) {

    private static final int LARGEST_CONSTANT = 1 << 28;

    /** Spark evaluates constants here, while it optimises: one that is too large would end the complete run. */
    private static void checkMemory(Expression expression) {
        Trees.children(expression).forEach(AnsiCondition::checkMemory);
        if (!expression.foldable()) {
            return;
        }
        boolean large;
        try {
            large = expression.eval(null) instanceof UTF8String text && text.numBytes() > LARGEST_CONSTANT;
        } catch (OutOfMemoryError e) {
            large = true;
        } catch (Exception e) { // Scala throws checked ones too; the rows will fail
            large = false;
        }
        if (large) {
            throw new RefusedSqlException(EvaluationFailure.TOO_LARGE, "make its values smaller");
        }
    }

    /**
     * The condition, with the types and functions that it has over {@code rows}; usable on all rows that have the same
     * columns. No action.
     */
    public static AnsiCondition of(Dataset<Row> rows, String sql) {
        SparkSession spark = rows.sparkSession();
        Expression resolved = SqlSettings.ANSI.with(spark, () -> {
            Dataset<Row> selected = rows.select(new Column(CheckedSql.parsedExpression(spark, sql)));
            CheckedSql.checkRow(rows, selected);
            return Trees.selected(selected);
        });
        if (!resolved.dataType().equals(DataTypes.BooleanType)
                && !resolved.dataType().equals(DataTypes.NullType)) {
            throw new RefusedSqlException(
                    "'%s' is %s, not a condition"
                            .formatted(sql, resolved.dataType().simpleString()),
                    "compare it with something");
        }
        checkMemory(resolved);
        Column attempt = new Column(new FallibleCondition(Trees.byName(new KeptFailures(List.of()).in(resolved))));
        return new AnsiCondition(
                attempt.equalTo(FallibleCondition.YES), attempt.equalTo(FallibleCondition.FAILED), attempt);
    }
}
