package io.assay.sql.catalyst;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Spark's trees as Java's lists. */
final class Trees {
    private Trees() {}

    static <T> List<T> list(Seq<T> elements) {
        return JavaConverters.seqAsJavaList(elements);
    }

    @SuppressWarnings("unchecked") // a plan's children are plans
    static List<LogicalPlan> children(LogicalPlan plan) {
        return JavaConverters.seqAsJavaList((Seq<LogicalPlan>) (Seq<?>) plan.children());
    }

    @SuppressWarnings("unchecked") // an expression's children are expressions
    static List<Expression> children(Expression expression) {
        return JavaConverters.seqAsJavaList((Seq<Expression>) (Seq<?>) expression.children());
    }

    static List<Expression> expressions(LogicalPlan plan) {
        return JavaConverters.seqAsJavaList(plan.expressions());
    }

    /** The name of a node's kind: of {@code OneRowRelation$} it is {@code OneRowRelation}. */
    static String kind(Object node) {
        String name = node.getClass().getSimpleName();
        return name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
    }
}
