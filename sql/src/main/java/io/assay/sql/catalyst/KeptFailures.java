package io.assay.sql.catalyst;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.KnownNullable;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * SQL in ANSI mode that also fails where Spark's optimiser would leave out what fails: it takes {@code make_date(2024,
 * 99, 1) IS NULL} for false, since the date is never null, and {@code array(1)[5]} for null, as without ANSI mode.
 *
 * @param given plans of ours within that of the SQL, which stay as they are
 */
record KeptFailures(List<LogicalPlan> given) {
    KeptFailures {
        given = List.copyOf(given);
    }

    LogicalPlan in(LogicalPlan plan) {
        if (given.contains(plan)) {
            return plan;
        }
        LogicalPlan own = plan.mapChildren(child -> in(child));
        return own.mapExpressions(expression -> in(expression));
    }

    Expression in(Expression expression) {
        Expression own = expression.mapChildren(child -> in(child));
        if (own instanceof PlanExpression<?> subquery && subquery.plan() instanceof LogicalPlan plan) {
            return withPlan(subquery, in(plan));
        }
        if (own instanceof IsNull || own instanceof IsNotNull || own instanceof EqualNullSafe || own instanceof Count) {
            return own.mapChildren(child -> evaluated(child));
        }
        return own instanceof GetArrayItem item && item.failOnError()
                ? new GetArrayItem(evaluated(item.child()), item.ordinal(), true)
                : own;
    }

    @SuppressWarnings("unchecked") // of a plan that is analysed
    private static Expression withPlan(PlanExpression<?> subquery, LogicalPlan plan) {
        return ((PlanExpression<LogicalPlan>) subquery).withNewPlan(plan);
    }

    private static Expression evaluated(Expression operand) {
        return operand instanceof AttributeReference || operand instanceof Literal
                ? operand
                : new KnownNullable(operand);
    }
}
