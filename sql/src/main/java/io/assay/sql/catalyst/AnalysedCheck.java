package io.assay.sql.catalyst;

import io.assay.sql.RefusedSqlException;
import io.assay.sql.SqlPolicy;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.jspecify.annotations.Nullable;

/** Checks an analysed plan: every relation is one of the project's, every expression one that listed functions make. */
final class AnalysedCheck {
    private final SqlPolicy policy;
    private final @Nullable String warehouse;

    AnalysedCheck(SparkSession spark, SqlPolicy policy) {
        this.policy = policy;
        this.warehouse = spark.conf()
                .getOption("spark.sql.catalog." + SqlPolicy.CATALOG + ".warehouse")
                .map(root -> new Path(root).toUri().getPath())
                .getOrElse(() -> null);
    }

    /** Checks all of a plan but {@code given}: plans of ours, which take the place of a table. */
    void check(LogicalPlan plan, List<LogicalPlan> given) {
        if (given.contains(plan)) {
            return;
        }
        String kind = Trees.kind(plan);
        if (!QueryNodes.query(kind, policy.pure()) || kind.startsWith("Unresolved")) {
            throw new RefusedSqlException(
                    "%s is not part of a query that only reads".formatted(QueryNodes.word(kind)), "write a SELECT");
        }
        if (Trees.children(plan).isEmpty()) {
            leaf(plan);
        }
        for (Expression expression : Trees.expressions(plan)) {
            expression(expression, given);
        }
        Trees.children(plan).forEach(child -> check(child, given));
    }

    void expression(Expression expression, List<LogicalPlan> given) {
        if (!ExpressionKinds.allowed(expression, policy)) {
            throw new RefusedSqlException(
                    policy.pure()
                            ? "'%s' is refused: its result changes from run to run, or it does more than compute"
                                    .formatted(expression.prettyName())
                            : "'%s' is refused: it does more than compute".formatted(expression.prettyName()),
                    "use the functions listed in docs/sql.md");
        }
        if (expression instanceof PlanExpression<?> subquery && subquery.plan() instanceof LogicalPlan plan) {
            check(plan, given);
        }
        Trees.children(expression).forEach(child -> expression(child, given));
    }

    private void leaf(LogicalPlan leaf) {
        if (leaf instanceof DataSourceV2Relation relation && !named(relation)) {
            throw unreadable(relation.name());
        }
        if (leaf instanceof LogicalRelation relation && !inWarehouse(relation)) {
            throw unreadable(relation.relation().getClass().getSimpleName());
        }
    }

    private boolean named(DataSourceV2Relation relation) {
        if (relation.catalog().isEmpty()
                || !relation.catalog().get().name().equals(SqlPolicy.CATALOG)
                || relation.identifier().isEmpty()) {
            return false;
        }
        Identifier name = relation.identifier().get();
        return name.namespace().length == 0
                ? !policy.pure()
                : policy.namespaces().contains(name.namespace()[0]);
    }

    /** Whether all its files are the project's. */
    private boolean inWarehouse(LogicalRelation relation) {
        return Optional.ofNullable(warehouse)
                .filter(root -> relation.relation() instanceof HadoopFsRelation files
                        && Trees.list(files.location().rootPaths()).stream()
                                .allMatch(path -> path.toUri().getPath().startsWith(root + "/")))
                .isPresent();
    }

    private static RefusedSqlException unreadable(String name) {
        return new RefusedSqlException(
                "'%s' is not a table that may be read here".formatted(name), "read datasets.NAME");
    }
}
