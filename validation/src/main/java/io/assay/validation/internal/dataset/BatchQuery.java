package io.assay.validation.internal.dataset;

import io.assay.sql.EvaluationFailure;
import io.assay.sql.catalyst.CheckedSql;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT of one value in ANSI mode over rows that have no name in any catalog, as if the query began with {@code WITH
 * object AS (...)}: what the query itself calls by that name hides them. Changes nothing in the session.
 */
public final class BatchQuery {
    private static final String BATCH = "assay_batch";

    private BatchQuery() {}

    /**
     * The value; true is 1. One action.
     *
     * @param names of the dataset, each of which means {@code rows}
     * @throws RuleNotEvaluableException if it is not a SELECT of one number, or fails
     */
    public static BigDecimal value(String query, Dataset<Row> rows, List<String> names, Optional<String> column) {
        return number(single(query, rows, names, column));
    }

    /** The same of a query whose value is compared with a text: numbers and times as Spark casts them. */
    public static String text(String query, Dataset<Row> rows, List<String> names, Optional<String> column) {
        Object value = single(query, rows, names, column);
        if (value == null) {
            throw new RuleNotEvaluableException("the query gives NULL");
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static @Nullable Object single(
            String query, Dataset<Row> rows, List<String> names, Optional<String> column) {
        List<Row> values;
        try {
            Dataset<Row> result = result(query, rows, names, column);
            if (result.columns().length != 1) {
                throw new RuleNotEvaluableException(
                        "the query gives %d columns; select one value".formatted(result.columns().length));
            }
            values = result.takeAsList(2);
        } catch (Exception e) { // some of Spark's are checked, and not declared
            if (e instanceof AnalysisException || !EvaluationFailure.ofSql(e)) {
                throw e;
            }
            throw new RuleNotEvaluableException(EvaluationFailure.reason(e));
        } catch (OutOfMemoryError e) {
            throw new RuleNotEvaluableException(EvaluationFailure.reason(e));
        } catch (StackOverflowError e) {
            throw new RuleNotEvaluableException("it is nested too deeply to be evaluated");
        }
        if (values.size() != 1) {
            throw new RuleNotEvaluableException("the query gives %s; select one value"
                    .formatted(values.isEmpty() ? "no row" : "more than one row"));
        }
        return values.get(0).get(0);
    }

    private static Dataset<Row> result(String query, Dataset<Row> rows, List<String> names, Optional<String> column) {
        Set<String> distinct = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        distinct.addAll(names);
        distinct.remove(BATCH);
        List<String> all = new ArrayList<>(List.of(BATCH));
        all.addAll(distinct);
        return CheckedSql.ansiQuery(filled(query, column), rows, all);
    }

    private static String filled(String query, Optional<String> column) {
        String filled = query.replaceAll("\\$?\\{(object|table|model|schema|dataset)\\}", BATCH);
        String name = column.map(c -> "`" + c.replace(".", "`.`") + "`").orElse("");
        return filled.replaceAll("\\$?\\{(property|column|field)\\}", Matcher.quoteReplacement(name));
    }

    private static BigDecimal number(@Nullable Object value) {
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
                value == null
                        ? "the query gives NULL"
                        : "the query gives '%s', which is not a number".formatted(value));
    }
}
