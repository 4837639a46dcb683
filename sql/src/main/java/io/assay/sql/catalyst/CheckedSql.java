package io.assay.sql.catalyst;

import io.assay.sql.RefusedSqlException;
import io.assay.sql.SqlPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * Users' SQL, checked against a {@link SqlPolicy} as a plan and not as a text: first as parsed, before a name in it is
 * resolved, then as analysed. Throws {@link RefusedSqlException} for what the policy does not list or what does not
 * parse, and Spark's own exceptions for what does not resolve. No action.
 */
public final class CheckedSql {
    private CheckedSql() {}

    /** A statement over the project's tables. */
    public static Dataset<Row> query(SparkSession spark, String text, SqlPolicy policy) {
        return SqlSettings.SESSION.with(spark, () -> {
            LogicalPlan parsed = parsed(spark, text);
            new ParsedCheck(policy, Set.of()).check(parsed);
            Dataset<Row> result = Dataset.ofRows(spark, parsed);
            if (!QueryNodes.statement(Trees.kind(parsed))) {
                new AnalysedCheck(spark, policy).check(result.queryExecution().analyzed(), List.of());
            }
            return result;
        });
    }

    /**
     * A query of a definition in ANSI mode, as if it began with {@code WITH name AS (rows)}.
     *
     * @param names by each of which the query may call {@code rows}; the first is theirs in the plan
     */
    public static Dataset<Row> ansiQuery(String text, Dataset<Row> rows, List<String> names) {
        SparkSession spark = rows.sparkSession();
        return SqlSettings.ANSI.with(spark, () -> {
            LogicalPlan parsed = parsed(spark, text);
            new ParsedCheck(SqlPolicy.DEFINITION, Set.copyOf(names)).check(parsed);
            LogicalPlan given = rows.queryExecution().analyzed();
            List<Tuple2<String, SubqueryAlias>> with = new ArrayList<>();
            for (String name : names) { // one of them only: Spark renames the columns of a plan's copies
                LogicalPlan plan = with.isEmpty() ? given : relation(names.get(0));
                with.add(Tuple2.apply(name, new SubqueryAlias(AliasIdentifier.apply(name), plan)));
            }
            Dataset<Row> result = Dataset.ofRows(
                    spark,
                    new UnresolvedWith(
                            parsed, JavaConverters.asScalaBuffer(with).toSeq()));
            LogicalPlan analysed = result.queryExecution().analyzed();
            new AnalysedCheck(spark, SqlPolicy.DEFINITION).check(analysed, List.of(given));
            return Dataset.ofRows(spark, new KeptFailures(List.of(given)).in(analysed));
        });
    }

    private static LogicalPlan relation(String name) {
        return new UnresolvedRelation(
                JavaConverters.asScalaBuffer(List.of(name)).toSeq(), CaseInsensitiveStringMap.empty(), false);
    }

    /** An expression of a definition as a column, not yet resolved; {@link #checkRow} is to see it resolved. */
    public static Column expression(String sql) {
        SparkSession spark = SparkSession.active();
        return SqlSettings.SESSION.with(spark, () -> new Column(parsedExpression(spark, sql)));
    }

    static Expression parsedExpression(SparkSession spark, String sql) {
        Expression parsed = guarded(() -> spark.sessionState().sqlParser().parseExpression(sql));
        if (subquery(parsed)) {
            throw new RefusedSqlException("it has a subquery", "write an expression over the columns alone");
        }
        new ParsedCheck(SqlPolicy.DEFINITION, Set.of()).expression(parsed);
        return parsed;
    }

    private static boolean subquery(Expression expression) {
        return expression instanceof PlanExpression
                || Trees.children(expression).stream().anyMatch(CheckedSql::subquery);
    }

    /** Checks that {@code selected} computes each value from one row of {@code rows}, with listed functions only. */
    public static void checkRow(Dataset<Row> rows, Dataset<Row> selected) {
        LogicalPlan plan = selected.queryExecution().analyzed();
        if (!(plan instanceof Project project)
                || !project.child().equals(rows.queryExecution().analyzed())) {
            throw new RefusedSqlException(
                    "it is not an expression over one row", "write it without aggregates, windows and generators");
        }
        AnalysedCheck check = new AnalysedCheck(rows.sparkSession(), SqlPolicy.DEFINITION);
        Trees.expressions(plan).forEach(expression -> check.expression(expression, List.of()));
    }

    /** Names of the tables of a namespace that a query reads, each once. */
    public static List<String> tables(Dataset<Row> query, String namespace) {
        return Trees.list(query.queryExecution().analyzed().collectLeaves()).stream()
                .filter(DataSourceV2Relation.class::isInstance)
                .flatMap(leaf -> ((DataSourceV2Relation) leaf).identifier().isDefined()
                        ? Stream.of(((DataSourceV2Relation) leaf).identifier().get())
                        : Stream.empty())
                .filter(name -> List.of(name.namespace()).equals(List.of(namespace)))
                .map(Identifier::name)
                .distinct()
                .toList();
    }

    private static LogicalPlan parsed(SparkSession spark, String text) {
        return guarded(() -> spark.sessionState().sqlParser().parsePlan(text));
    }

    /** A call of Spark's parser, whose exception is checked. */
    private interface Parsing<T> {
        T parse() throws ParseException;
    }

    private static <T> T guarded(Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (ParseException e) {
            throw new RefusedSqlException(
                    "it does not parse: "
                            + String.valueOf(e.getMessage())
                                    .strip()
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    "fix the SQL");
        } catch (StackOverflowError e) {
            throw new RefusedSqlException("it is nested too deeply to be read", "split it");
        }
    }
}
