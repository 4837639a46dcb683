package io.assay.validation.internal.rule;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.Rule;
import io.assay.sql.EvaluationFailure;
import io.assay.sql.RefusedSqlException;
import io.assay.sql.catalyst.AnsiCondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A dataset's rules about rows, those that can be evaluated and why the others cannot. Each is analysed by itself on
 * the schema, so that a bad one harms no other.
 *
 * @param faults the reason, by the rule's name
 */
public record RowRules(List<RowRule> ready, Map<String, String> faults) {
    public RowRules {
        ready = List.copyOf(ready);
        faults = Map.copyOf(faults);
    }

    /**
     * Compiles and analyses them.
     *
     * @param empty no rows, of the schema that the expressions are evaluated on
     */
    public static RowRules of(DatasetContract dataset, JoinFlags flags, Dataset<Row> empty) {
        List<RowRule> compiled = new ArrayList<>();
        Map<String, String> faults = new LinkedHashMap<>();
        for (Rule rule : dataset.rules()) {
            if (!(rule.check() instanceof Check.RowCount) && !(rule.check() instanceof Check.SqlMeasure)) {
                fault(() -> compiled.add(ready(dataset, flags, rule, empty)))
                        .ifPresent(why -> faults.put(rule.name(), why));
            }
        }
        if (fault(() -> ExpressionCheck.check(empty, compiled)).isEmpty()) {
            return new RowRules(compiled, faults);
        }
        List<RowRule> ready = new ArrayList<>();
        for (RowRule rule : compiled) { // one of them is bad: which?
            Optional<String> fault = fault(() -> ExpressionCheck.check(empty, List.of(rule)));
            fault.ifPresentOrElse(why -> faults.put(rule.rule().name(), why), () -> ready.add(rule));
        }
        return new RowRules(ready, faults);
    }

    private static Optional<String> fault(Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (RefusedSqlException e) {
            return Optional.of(e.what());
        } catch (RuleNotEvaluableException | InvalidDefinitionException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (Exception e) { // Spark's analysis and parse errors are checked, and not declared
            if (!EvaluationFailure.ofSql(e)) {
                throw e;
            }
            return Optional.of(EvaluationFailure.reason(e));
        } catch (StackOverflowError e) {
            return Optional.of("it is nested too deeply to be evaluated");
        }
    }

    private static RowRule ready(DatasetContract dataset, JoinFlags flags, Rule rule, Dataset<Row> empty) {
        RowPredicate predicate = rule.check().match(new RowChecks(dataset, flags, rule.where(), rule.column(), empty));
        Column broken = coalesce(predicate.broken(), lit(false));
        if (rule.where().isEmpty()) {
            return new RowRule(rule, lit(true), broken, predicate.value(), predicate.failed());
        }
        AnsiCondition where = AnsiCondition.of(empty, rule.where().get());
        Column failed = predicate
                .failed()
                .map(inside -> where.failed().or(where.holds().and(inside)))
                .orElse(where.failed());
        return new RowRule(rule, where.holds(), where.holds().and(broken), predicate.value(), Optional.of(failed));
    }
}
