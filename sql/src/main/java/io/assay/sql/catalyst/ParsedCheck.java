package io.assay.sql.catalyst;

import io.assay.definition.sql.SqlFunctions;
import io.assay.sql.RefusedSqlException;
import io.assay.sql.SqlPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import scala.Tuple2;

/**
 * Checks a parsed plan before Spark resolves a name in it: resolving alone opens files, asks catalogs and evaluates
 * constants.
 */
final class ParsedCheck {
    private final SqlPolicy policy;
    private final Set<String> ownTables = new HashSet<>();

    /** A check under which {@code tables}, and what the query itself names in WITH, may be read by their bare names. */
    ParsedCheck(SqlPolicy policy, Set<String> tables) {
        this.policy = policy;
        tables.forEach(table -> ownTables.add(table.toLowerCase(Locale.ROOT)));
    }

    void check(LogicalPlan plan) {
        ownTables(plan);
        plan(plan);
    }

    private void ownTables(LogicalPlan plan) {
        if (plan instanceof UnresolvedWith with) {
            for (Tuple2<String, SubqueryAlias> table : Trees.list(with.cteRelations())) {
                ownTables.add(table._1().toLowerCase(Locale.ROOT));
                ownTables(table._2());
            }
        }
        Trees.expressions(plan).forEach(this::ownTables);
        Trees.children(plan).forEach(this::ownTables);
    }

    private void ownTables(Expression expression) {
        if (expression instanceof PlanExpression<?> subquery && subquery.plan() instanceof LogicalPlan plan) {
            ownTables(plan);
        }
        Trees.children(expression).forEach(this::ownTables);
    }

    private void plan(LogicalPlan plan) {
        String kind = Trees.kind(plan);
        boolean statement = policy.statements() && QueryNodes.statement(kind);
        if (!statement && !QueryNodes.query(kind, policy.pure())) {
            throw notRead(kind);
        }
        if (plan instanceof UnresolvedRelation relation) {
            relation(Trees.list(relation.multipartIdentifier()));
        } else if (plan instanceof UnresolvedTableOrView table) {
            relation(Trees.list(table.multipartIdentifier()));
        } else if (plan instanceof UnresolvedTable table) {
            relation(Trees.list(table.multipartIdentifier()));
        } else if (plan instanceof UnresolvedTableValuedFunction function) {
            function(Trees.list(function.name()), !function.functionArgs().isEmpty());
        } else if (plan instanceof UnresolvedHint hint && !QueryNodes.hint(hint.name())) {
            throw new RefusedSqlException("the hint %s is not allowed".formatted(hint.name()), "remove it");
        } else if (plan instanceof UnresolvedWith with) {
            Trees.list(with.cteRelations()).forEach(table -> plan(table._2()));
        } else if (plan instanceof ExplainCommand explain) {
            plan(explain.logicalPlan());
        } else if (plan instanceof DescribeQueryCommand describe) {
            plan(describe.plan());
        }
        Trees.expressions(plan).forEach(this::expression);
        Trees.children(plan).forEach(this::plan);
    }

    /** Checks an expression, and the queries in it. */
    void expression(Expression expression) {
        if (expression instanceof UnresolvedFunction function) {
            function(Trees.list(function.nameParts()), !function.arguments().isEmpty());
        } else if (expression instanceof UnresolvedGenerator generator) {
            function(List.of(generator.name().unquotedString()), true);
        } else if (expression instanceof PlanExpression<?> subquery && subquery.plan() instanceof LogicalPlan plan) {
            plan(plan);
        }
        Trees.children(expression).forEach(this::expression);
    }

    private void function(List<String> name, boolean withArguments) {
        String called = String.join(".", name);
        if (policy.pure() && SqlFunctions.changing(called, withArguments)) {
            throw new RefusedSqlException(
                    "'%s' is refused: its result changes from run to run".formatted(called), "compute it from columns");
        }
        if (name.size() != 1 || !policy.calls(called, withArguments)) {
            throw new RefusedSqlException(
                    policy.pure()
                            ? "'%s' is refused: it is not on the list of functions whose result follows from the row or the tables alone"
                                    .formatted(called)
                            : "'%s' is refused: it is not on the list of functions that only compute".formatted(called),
                    "use the functions listed in docs/sql.md");
        }
    }

    private void relation(List<String> parts) {
        boolean own = parts.size() == 1 && ownTables.contains(parts.get(0).toLowerCase(Locale.ROOT));
        if (!own && !policy.reads(parts)) {
            throw new RefusedSqlException(
                    "'%s' is not a table that may be read here".formatted(String.join(".", parts)),
                    policy.pure()
                            ? "read datasets.NAME"
                            : "read datasets.NAME, quarantine.NAME, deleted.NAME, features.VIEW or assay.runs and its like");
        }
    }

    private RefusedSqlException notRead(String kind) {
        return new RefusedSqlException(
                "%s is not part of a query that only reads".formatted(QueryNodes.word(kind)),
                policy.statements()
                        ? "sql only reads (SELECT, WITH, VALUES, SHOW, DESCRIBE, EXPLAIN); other commands change data, "
                                + "see assay --help"
                        : "write a SELECT over datasets");
    }
}
