package io.assay.validation.internal.rule;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.Rule;
import io.assay.sql.EvaluationFailure;
import io.assay.sql.RefusedSqlException;
import io.assay.validation.internal.verdict.RowTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A dataset's rules about rows, those that can be evaluated and why the others cannot. Each condition is analysed by
 * itself on the schema, so that a bad one harms no other.
 *
 * @param outcomes what Spark has to evaluate for them
 * @param faults the reason, by the rule's name
 */
public record RowRules(List<RowRule> ready, List<Column> outcomes, Map<String, String> faults) {
    public RowRules {
        ready = List.copyOf(ready);
        outcomes = List.copyOf(outcomes);
        faults = Map.copyOf(faults);
    }

    /**
     * Compiles and analyses them.
     *
     * @param empty no rows, of the schema that the expressions are evaluated on
     */
    public static RowRules of(DatasetContract dataset, JoinFlags flags, Dataset<Row> empty) {
        List<RowRule> ready = new ArrayList<>();
        Map<String, String> faults = new LinkedHashMap<>();
        Outcomes outcomes = new Outcomes(empty);
        for (Rule rule : dataset.rules()) {
            if (!rule.check().isDatasetCheck() || rule.check() instanceof Check.Measure) {
                fault(() -> ready.add(ready(dataset, flags, rule, outcomes)))
                        .ifPresent(why -> faults.put(rule.name(), why));
            }
        }
        return new RowRules(ready, outcomes.columns(), faults);
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

    private static RowRule ready(DatasetContract dataset, JoinFlags flags, Rule rule, Outcomes outcomes) {
        OptionalInt where = rule.where().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(outcomes.condition(rule.where().get()));
        RowTest test = rule.check().match(new RowChecks(dataset, flags, rule.where(), rule.column(), outcomes));
        return new RowRule(rule, test, where);
    }
}
