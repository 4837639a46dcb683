package io.assay.sql.catalyst;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
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

    /** The one expression that rows were selected by, resolved, without its name. */
    static Expression selected(Dataset<Row> rows) {
        Project project = (Project) rows.queryExecution().analyzed();
        Expression selected = (Expression) list(project.projectList()).get(0);
        return selected instanceof Alias alias ? alias.child() : selected;
    }

    /** Columns by their names again, so that the expression fits other rows of the same columns. */
    static Expression byName(Expression expression) {
        if (expression instanceof AttributeReference column) {
            return new UnresolvedAttribute(
                    JavaConverters.asScalaBuffer(List.of(column.name())).toSeq());
        }
        return expression.mapChildren(child -> byName(child));
    }

    /** The name of a node's kind: of {@code OneRowRelation$} it is {@code OneRowRelation}. */
    static String kind(Object node) {
        String name = node.getClass().getSimpleName();
        return name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
    }
}
