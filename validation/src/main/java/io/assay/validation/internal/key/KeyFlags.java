package io.assay.validation.internal.key;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.Rule;
import io.assay.sql.EvaluationFailure;
import io.assay.sql.RefusedSqlException;
import io.assay.validation.decision.Decision;
import io.assay.validation.internal.rule.JoinFlags;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import io.assay.validation.internal.thread.ParallelTasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Flags for all checks of a dataset that need other rows than the one they check. */
public final class KeyFlags {
    /** Adds the column of one flag, keeps the number of rows. */
    interface FlagStep {
        Dataset<Row> addTo(Dataset<Row> rows);
    }

    /** Small queries, most of whose time is planning: some of them go on side by side. */
    private static final int AT_ONCE = 4;

    private final JoinFlags flags = new JoinFlags();
    private final List<FlagStep> steps = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    private KeyFlags() {}

    /**
     * Finds taken keys and opens targets. Actions: one over the columns of all keys that must be unique, another for
     * each of them that has a condition; one more for each whose hashes are shared.
     */
    public static KeyFlags of(
            DatasetContract dataset,
            Dataset<Row> batch,
            Optional<Dataset<Row>> published,
            Map<DatasetName, Dataset<Row>> targets,
            Optional<SpanMemory> memory) {
        KeyFlags keys = new KeyFlags();
        List<JoinFlags.FlaggedCheck> checks = checks(dataset);
        Uniqueness uniqueness = new Uniqueness(dataset, checks, batch, published, memory);
        ForeignKeys foreignKeys = new ForeignKeys(dataset, batch, published, targets);
        SparkSession session = batch.sparkSession();
        List<Callable<Found>> finding = new ArrayList<>();
        for (JoinFlags.FlaggedCheck check : checks) {
            String name = "__key" + finding.size();
            finding.add(() -> session.withActive(() -> found(check, name, uniqueness, foreignKeys)));
        }
        ParallelTasks.run(AT_ONCE, "keys were looked up", finding).forEach(keys::add);
        return keys;
    }

    /** How a check's flag is added, or why it cannot be. */
    private record Found(
            JoinFlags.FlaggedCheck check,
            String name,
            Optional<FlagStep> step,
            Optional<Set<Object>> keys,
            List<Decision> decisions,
            String fault) {
        static Found fault(JoinFlags.FlaggedCheck check, String name, String fault) {
            return new Found(check, name, Optional.empty(), Optional.empty(), List.of(), fault);
        }
    }

    private static Found found(
            JoinFlags.FlaggedCheck check, String name, Uniqueness uniqueness, ForeignKeys foreignKeys) {
        List<Decision> decisions = new ArrayList<>();
        try {
            Optional<Set<Object>> items = check.check() instanceof Check.ForeignKey key
                    ? foreignKeys.keysForItems(key, decisions::add)
                    : Optional.empty();
            if (items.isPresent()) {
                return new Found(check, name, Optional.empty(), items, decisions, "");
            }
            return new Found(
                    check,
                    name,
                    Optional.of(
                            check.check() instanceof Check.Unique unique
                                    ? uniqueness.flagStep(unique, check.where(), name, decisions::add)
                                    : foreignKeys.flagStep((Check.ForeignKey) check.check(), name, decisions::add)),
                    Optional.empty(),
                    decisions,
                    "");
        } catch (RefusedSqlException e) {
            return Found.fault(check, name, e.what());
        } catch (RuleNotEvaluableException e) {
            return Found.fault(check, name, String.valueOf(e.getMessage()));
        } catch (Exception e) { // Spark's analysis errors are checked, and not declared
            if (!(e instanceof AnalysisException analysis)) {
                if (check.where().isPresent() && EvaluationFailure.ofSql(e)) {
                    return Found.fault(check, name, EvaluationFailure.reason(e));
                }
                throw e;
            }
            return Found.fault(
                    check, name, analysis.getSimpleMessage().lines().findFirst().orElse(""));
        }
    }

    private void add(Found found) {
        decisions.addAll(found.decisions());
        if (found.keys().isPresent()) {
            flags.putKeys(found.check(), found.keys().get());
        } else if (found.step().isPresent()) {
            steps.add(found.step().get());
            flags.put(found.check(), org.apache.spark.sql.functions.col(found.name()));
        } else {
            flags.fail(found.check(), found.fault());
        }
    }

    /** How the checks are evaluated, in their order. */
    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    public JoinFlags flags() {
        return flags;
    }

    /** The rows with a flag column for each check; no action. */
    public Dataset<Row> withFlags(Dataset<Row> rows) {
        Dataset<Row> flagged = rows;
        for (FlagStep step : steps) {
            flagged = step.addTo(flagged);
        }
        return flagged;
    }

    /** Whether a dataset's rows are looked for by keys among others. */
    public static boolean any(DatasetContract dataset) {
        return !checks(dataset).isEmpty();
    }

    /** Equal checks under equal conditions once. */
    private static List<JoinFlags.FlaggedCheck> checks(DatasetContract dataset) {
        Map<JoinFlags.FlaggedCheck, Rule> found = new LinkedHashMap<>();
        for (Rule rule : dataset.rules()) {
            Check check = rule.check() instanceof Check.Measure measure ? measure.check() : rule.check();
            if (check instanceof Check.Unique || check instanceof Check.ForeignKey) {
                found.putIfAbsent(new JoinFlags.FlaggedCheck(check, rule.where()), rule);
            }
        }
        return List.copyOf(found.keySet());
    }
}
