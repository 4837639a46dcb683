package io.assay.validation.internal.dataset;

import io.assay.validation.internal.rule.RuleNotEvaluableException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * A SELECT of one value over rows that have no name in any catalog: they stand in front of it as if the query began
 * with {@code WITH object AS (...)}. Changes nothing in the session.
 */
public final class BatchQuery {
    private static final String BATCH = "assay_batch";

    private BatchQuery() {}

    /**
     * The value; true is 1. One action.
     *
     * @param names of the dataset, each of which means {@code rows}
     * @throws RuleNotEvaluableException if it is not a SELECT of one number
     */
    public static BigDecimal value(String query, Dataset<Row> rows, List<String> names, Optional<String> column) {
        Dataset<Row> result = result(query, rows, names, column);
        if (result.columns().length != 1) {
            throw new RuleNotEvaluableException(
                    "the query gives %d columns; select one value".formatted(result.columns().length));
        }
        List<Row> values = result.takeAsList(2);
        if (values.size() != 1) {
            throw new RuleNotEvaluableException("the query gives %s; select one value"
                    .formatted(values.isEmpty() ? "no row" : "more than one row"));
        }
        return number(values.get(0).get(0));
    }

    private static Dataset<Row> result(String query, Dataset<Row> rows, List<String> names, Optional<String> column) {
        SparkSession spark = rows.sparkSession();
        LogicalPlan parsed = parsed(spark, filled(query, column));
        if (acts(parsed)) {
            throw new RuleNotEvaluableException("the query is not a SELECT");
        }
        Set<String> all = new LinkedHashSet<>(names);
        all.add(BATCH);
        List<Tuple2<String, SubqueryAlias>> with = new ArrayList<>();
        for (String name : all) {
            with.add(Tuple2.apply(
                    name,
                    new SubqueryAlias(
                            AliasIdentifier.apply(name), rows.queryExecution().analyzed())));
        }
        return Dataset.ofRows(
                spark,
                new UnresolvedWith(parsed, JavaConverters.asScalaBuffer(with).toSeq()));
    }

    private static LogicalPlan parsed(SparkSession spark, String query) {
        try {
            return spark.sessionState().sqlParser().parsePlan(query);
        } catch (ParseException e) {
            throw new RuleNotEvaluableException("the query does not parse: "
                    + String.valueOf(e.getMessage()).strip().lines().findFirst().orElse(""));
        }
    }

    private static String filled(String query, Optional<String> column) {
        String filled = query.replaceAll("\\$?\\{(object|table|model)\\}", BATCH);
        String name = column.map(c -> "`" + c.replace(".", "`.`") + "`").orElse("");
        return filled.replaceAll("\\$?\\{(property|column|field)\\}", java.util.regex.Matcher.quoteReplacement(name));
    }

    private static boolean acts(LogicalPlan plan) {
        if (plan instanceof Command || plan instanceof ParsedStatement) {
            return true;
        }
        return JavaConverters.<LogicalPlan>seqAsJavaList(plan.children()).stream()
                .anyMatch(BatchQuery::acts);
    }

    private static BigDecimal number(@org.jspecify.annotations.Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            if (Double.isNaN(real) || Double.isInfinite(real)) {
                throw new RuleNotEvaluableException("the query gives %s".formatted(real));
            }
            return new BigDecimal(number.toString());
        }
        throw new RuleNotEvaluableException(
                value == null ? "the query gives NULL" : "the query gives '%s', no number".formatted(value));
    }
}
