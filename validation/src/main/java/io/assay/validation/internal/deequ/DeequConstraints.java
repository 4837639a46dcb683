package io.assay.validation.internal.deequ;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.AnalysisRunBuilder;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Metric;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DeequConstraint;
import io.assay.definition.contract.Rule;
import io.assay.sql.EvaluationFailure;
import io.assay.sql.RefusedSqlException;
import io.assay.sql.catalyst.AnsiCondition;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;

/**
 * Deequ's constraints on a batch: its analyzers measure, the contract's operator compares. Conditions are analysed
 * before, each by itself; should a scan that measures several of them fail all the same, each is measured alone, so
 * that a bad one harms no other.
 *
 * <p>Cost: one scan for all that share it, one or two more for each set of columns that is grouped by.
 */
public final class DeequConstraints {
    /** What was measured, or why it could not be. */
    public record Measured(Optional<BigDecimal> value, Optional<String> error) {
        static Measured error(String why) {
            return new Measured(Optional.empty(), Optional.of(why));
        }
    }

    private final DatasetContract dataset;
    private final Dataset<Row> rows;
    private final Map<String, Measured> measured = new LinkedHashMap<>();
    private final Map<String, Analyzer<?, ? extends Metric<?>>> analyzers = new LinkedHashMap<>();

    private DeequConstraints(DatasetContract dataset, Dataset<Row> rows) {
        this.dataset = dataset;
        this.rows = rows;
    }

    /** All constraints among the dataset's rules, by the rule's name. */
    public static Map<String, Measured> of(DatasetContract dataset, Dataset<Row> rows) {
        DeequConstraints constraints = new DeequConstraints(dataset, rows);
        constraints.measure();
        return constraints.measured;
    }

    private void measure() {
        Set<String> paths = new LinkedHashSet<>();
        for (Rule rule : dataset.rules()) {
            if (rule.check() instanceof Check.Constraint check) {
                paths.addAll(check.columns());
            }
        }
        Map<String, String> names = new LinkedHashMap<>();
        List<Column> columns = new ArrayList<>(List.of(col("*")));
        for (String path : paths) { // Deequ takes names for SQL: these need no quotes
            names.put(path, "__deequ" + names.size());
            columns.add(FieldPath.of(dataset, path).value().as(names.get(path)));
        }
        Map<String, Map<String, String>> filtered = new LinkedHashMap<>();
        for (Rule rule : dataset.rules()) {
            if (rule.check() instanceof Check.Constraint check && isFiltered(rule, check)) {
                filtered.put(rule.name(), filtered(rule, check, columns));
            }
        }
        Dataset<Row> named = rows.select(columns.toArray(Column[]::new));
        for (Rule rule : dataset.rules()) {
            if (rule.check() instanceof Check.Constraint check) {
                try {
                    checked(rule.where(), check);
                    analyzers.put(
                            rule.name(),
                            DeequAnalyzers.of(check, filtered.getOrDefault(rule.name(), names), rule.where()));
                } catch (RefusedSqlException e) {
                    measured.put(rule.name(), Measured.error(e.what()));
                } catch (Exception e) { // Spark's analysis errors are checked, and not declared
                    measured.put(rule.name(), Measured.error(reason(e)));
                }
            }
        }
        if (!analyzers.isEmpty()) {
            measureTogether(named);
        }
    }

    /** Deequ counts distinct values of all rows: others than those of the condition are null, which it leaves out. */
    private static boolean isFiltered(Rule rule, Check.Constraint check) {
        return rule.where().isPresent() && check.constraint() == DeequConstraint.HAS_NUMBER_OF_DISTINCT_VALUES;
    }

    /** Adds the columns with the values of the rows that the rule's condition holds for. */
    private Map<String, String> filtered(Rule rule, Check.Constraint check, List<Column> columns) {
        Map<String, String> names = new LinkedHashMap<>();
        try {
            checked(rule.where(), check);
        } catch (Exception e) { // reported with the rule's measurement
            return names;
        }
        for (String path : check.columns()) {
            names.put(path, "__deequ_where" + columns.size());
            columns.add(when(
                            expr(rule.where().orElseThrow()),
                            FieldPath.of(dataset, path).value())
                    .as(names.get(path)));
        }
        return names;
    }

    private void checked(Optional<String> where, Check.Constraint check) {
        Dataset<Row> empty = rows.sparkSession().createDataFrame(List.of(), rows.schema());
        where.ifPresent(sql -> AnsiCondition.of(empty, sql));
        if (check.arguments().containsKey("condition")) {
            AnsiCondition.of(empty, check.argument("condition"));
        }
    }

    private void measureTogether(Dataset<Row> named) {
        Map<String, Measured> all = run(named, analyzers);
        boolean failed = all.values().stream().anyMatch(one -> one.error().isPresent());
        for (String rule : analyzers.keySet()) {
            Measured one = all.getOrDefault(rule, Measured.error("it was not measured"));
            measured.put(
                    rule,
                    failed && analyzers.size() > 1 && one.error().isPresent()
                            ? run(named, Map.of(rule, analyzers.get(rule))).getOrDefault(rule, one)
                            : one);
        }
    }

    private static Map<String, Measured> run(Dataset<Row> named, Map<String, Analyzer<?, ? extends Metric<?>>> wanted) {
        AnalysisRunBuilder builder = AnalysisRunner.onData(named);
        wanted.values().forEach(analyzer -> add(builder, analyzer));
        Map<String, Measured> found = new LinkedHashMap<>();
        try {
            AnalyzerContext context = builder.run();
            wanted.forEach((rule, analyzer) -> found.put(rule, measured(metric(context, analyzer))));
        } catch (Exception e) { // Scala throws checked ones too
            wanted.keySet().forEach(rule -> found.put(rule, Measured.error(reason(e))));
        }
        return found;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Deequ's builder is Scala's
    private static void add(AnalysisRunBuilder builder, Analyzer<?, ? extends Metric<?>> analyzer) {
        builder.addAnalyzer((Analyzer) analyzer);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Option<Metric<?>> metric(AnalyzerContext context, Analyzer<?, ? extends Metric<?>> analyzer) {
        return context.metricMap().get((Analyzer) analyzer);
    }

    private static Measured measured(Option<Metric<?>> metric) {
        if (metric.isEmpty() || !(metric.get() instanceof DoubleMetric number)) {
            return Measured.error("Deequ gives no number for it");
        }
        if (number.value().isFailure()) {
            return Measured.error(reason(number.value().failed().get()));
        }
        double value = (Double) number.value().get();
        return Double.isFinite(value)
                ? new Measured(Optional.of(new BigDecimal(Double.toString(value))), Optional.empty())
                : Measured.error("Deequ gives %s".formatted(value));
    }

    private static String reason(Throwable e) {
        if (e instanceof RuleNotEvaluableException) {
            return String.valueOf(e.getMessage());
        }
        return e instanceof Exception failure && EvaluationFailure.ofSql(failure)
                ? EvaluationFailure.reason(failure)
                : String.valueOf(e.getMessage())
                        .lines()
                        .findFirst()
                        .orElse(e.getClass().getSimpleName());
    }
}
