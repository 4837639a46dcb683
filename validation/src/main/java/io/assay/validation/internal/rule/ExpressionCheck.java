package io.assay.validation.internal.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;

/** Looks an expression over before any row meets it. */
final class ExpressionCheck {
    /** Their answer depends on when or where they are asked. */
    private static final Set<String> CHANGING = Set.of(
            "currenttimestamp",
            "currentdate",
            "now",
            "localtimestamp",
            "currenttimezone",
            "currentuser",
            "currentdatabase",
            "currentcatalog",
            "inputfilename",
            "inputfileblockstart",
            "inputfileblocklength",
            "raiseerror",
            "currentbatchtimestamp");

    private ExpressionCheck() {}

    /** Throws what is wrong with any of them: Spark's own analysis errors, or a {@link RuleNotEvaluableException}. */
    static void check(Dataset<Row> empty, List<RowRule> rules) {
        List<Column> columns = new ArrayList<>(List.of(functions.lit(true)));
        for (RowRule rule : rules) {
            columns.add(rule.judged());
            columns.add(rule.broken());
        }
        rules.forEach(rule -> columns.add(rule.value()));
        columns.add(functions.col("*")); // so that an aggregate is a fault
        Dataset<Row> analysed = empty.select(columns.toArray(Column[]::new));
        changing(analysed.queryExecution().analyzed()).ifPresent(name -> {
            throw new RuleNotEvaluableException("'%s' is refused: its answer changes from run to run".formatted(name));
        });
    }

    static Optional<String> changing(LogicalPlan plan) {
        for (Expression expression :
                JavaConverters.<Expression>seqAsJavaList(plan.expressions().toSeq())) {
            Optional<String> name = changing(expression);
            if (name.isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> changing(Expression expression) {
        String name = expression.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        if (CHANGING.contains(name) || (!expression.deterministic() && ownFault(expression))) {
            return Optional.of(expression.prettyName());
        }
        for (Expression child : JavaConverters.<Expression>seqAsJavaList(expression.children())) {
            Optional<String> inside = changing(child);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    /** Not deterministic though all it is made of is. */
    private static boolean ownFault(Expression expression) {
        return JavaConverters.<Expression>seqAsJavaList(expression.children()).stream()
                .allMatch(Expression::deterministic);
    }
}
