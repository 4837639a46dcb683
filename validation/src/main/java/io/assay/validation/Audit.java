package io.assay.validation;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Comparison;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.EcmaPattern;
import io.assay.definition.contract.Rule;
import io.assay.sql.EvaluationFailure;
import io.assay.sql.RefusedSqlException;
import io.assay.validation.RuleResult.Level;
import io.assay.validation.RuleResult.Status;
import io.assay.validation.internal.dataset.BatchQuery;
import io.assay.validation.internal.dataset.DatasetMeasure;
import io.assay.validation.internal.dataset.PassingTimes;
import io.assay.validation.internal.dataset.RowAges;
import io.assay.validation.internal.deequ.DeequConstraints;
import io.assay.validation.internal.rule.RowRules;
import io.assay.validation.internal.rule.RowVerdicts;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Puts the counts of row rules and the results of dataset rules together. */
final class Audit {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String FAILS =
            "its SQL fails on %,d %s: an overflow, a division by zero, a failed cast or a value too large";
    private static final String SLOW = "its pattern takes more than " + "%,d".formatted(EcmaPattern.MOST_STEPS)
            + " steps on %,d %s; write a simpler one";

    private final DatasetContract dataset;
    private final Batch batch;
    private final GateRun run;
    private final RowRules rules;
    private final ScanCounts counts;
    private final Supplier<Dataset<Row>> after;
    private final DeliveryRules delivery;
    private final Map<String, DeequConstraints.Measured> constraints = new HashMap<>();

    Audit(
            DatasetContract dataset,
            Batch batch,
            GateRun run,
            RowRules rules,
            ScanCounts counts,
            Supplier<Dataset<Row>> after) {
        this.run = run;
        this.dataset = dataset;
        this.batch = batch;
        this.rules = rules;
        this.counts = counts;
        this.after = after;
        this.delivery = new DeliveryRules(dataset);
    }

    ValidationResult result() {
        List<RuleResult> outcomes = new ArrayList<>();
        for (Rule rule : batch.isReplay() ? delivery.others() : dataset.rules()) {
            if (!(kind() == HoldDecision.Kind.MICRO_BATCH && isAgeOfNothing(rule))) {
                outcomes.add(outcome(rule));
            }
        }
        long malformed = counts.violations().getOrDefault(RowVerdicts.MALFORMED, 0L);
        if (malformed > 0) {
            outcomes.add(new RuleResult(
                    RowVerdicts.MALFORMED,
                    Optional.empty(),
                    Optional.of("conformity"),
                    Action.QUARANTINE,
                    Level.ROW,
                    Status.FAIL,
                    malformed,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        return new ValidationResult(
                counts.rows(),
                outcomes,
                counts.measured().metrics(),
                new HoldDecision(dataset, counts.rows(), kind()).reasons(outcomes),
                batch.isReplay() ? delivery.notApplied() : PassingTimes.warnings(counts.times(), run.now()));
    }

    /** That no row of a micro-batch passes says nothing of how old the dataset is. */
    private boolean isAgeOfNothing(Rule rule) {
        return PassingTimes.areOf(rule.check()) && counts.rows().passed() == 0;
    }

    private HoldDecision.Kind kind() {
        if (batch.isReplay()) {
            return HoldDecision.Kind.REPLAY;
        }
        return batch.memory().isPresent() ? HoldDecision.Kind.MICRO_BATCH : HoldDecision.Kind.BATCH;
    }

    private RuleResult outcome(Rule rule) {
        String fault = rules.faults().get(rule.name());
        if (fault != null) {
            return error(rule, fault);
        }
        long failures = counts.unevaluated().getOrDefault(rule.name(), 0L);
        if (failures > 0) {
            return error(rule, (slow(rule) ? SLOW : FAILS).formatted(failures, failures == 1 ? "row" : "rows"));
        }
        if (!rule.check().isDatasetCheck()) {
            long violations = counts.violations().getOrDefault(rule.name(), 0L);
            return new RuleResult(
                    rule.name(),
                    rule.column(),
                    rule.dimension(),
                    rule.action(),
                    Level.ROW,
                    violations == 0 ? Status.PASS : Status.FAIL,
                    violations,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        try {
            return datasetRule(rule);
        } catch (RefusedSqlException e) {
            return error(rule, e.what());
        } catch (RuleNotEvaluableException e) {
            return error(rule, String.valueOf(e.getMessage()));
        } catch (Exception e) { // Spark's analysis errors are checked, and not declared
            if (!(e instanceof AnalysisException || e instanceof SparkException) || !EvaluationFailure.ofSql(e)) {
                throw e;
            }
            return error(rule, EvaluationFailure.reason(e));
        }
    }

    private static boolean slow(Rule rule) {
        Check check = rule.check() instanceof Check.Measure measure ? measure.check() : rule.check();
        return check instanceof Check.Matches && rule.where().isEmpty();
    }

    private RuleResult datasetRule(Rule rule) {
        if (rule.check() instanceof Check.RowCount rows) {
            long found =
                    rows.scope() == Check.Scope.BATCH ? readable() : after.get().count();
            return compared(rule, BigDecimal.valueOf(found), rows.expected(), 0);
        }
        if (rule.check() instanceof Check.SqlMeasure sql) {
            Dataset<Row> over = sql.scope() == Check.Scope.BATCH ? batch.rows() : after.get();
            List<String> names = List.of(dataset.name().value(), dataset.original());
            return compared(rule, BatchQuery.value(sql.query(), over, names, rule.column()), sql.expected(), 0);
        }
        if (rule.check() instanceof Check.Age age) {
            BigDecimal found = new RowAges(dataset, counts.times(), after, run.id(), run.now()).of(age);
            Comparison limit = new Comparison(Comparison.Operator.LESS_OR_EQUAL, List.of(age.limit()));
            return compared(rule, found, limit, " " + age.unit().word(age.limit()), 0);
        }
        if (rule.check() instanceof Check.SqlText sql) {
            return text(rule, sql);
        }
        if (rule.check() instanceof Check.Constraint constraint) {
            return constraint(rule, constraint);
        }
        Check.Measure measure = (Check.Measure) rule.check();
        long broken = counts.violations().getOrDefault(rule.name(), 0L);
        long of = counts.evaluated().getOrDefault(rule.name(), 0L);
        if (measure.scope() == Check.Scope.DATASET) {
            DatasetMeasure.Counted counted = DatasetMeasure.of(dataset, rule, after.get());
            broken = counted.broken();
            of = counted.checked();
        }
        BigDecimal found = measure.unit() == Check.Unit.ROWS ? BigDecimal.valueOf(broken) : percent(broken, of);
        return compared(rule, found, measure.expected(), broken);
    }

    private RuleResult text(Rule rule, Check.SqlText sql) {
        Dataset<Row> over = sql.scope() == Check.Scope.BATCH ? batch.rows() : after.get();
        List<String> names = List.of(dataset.name().value(), dataset.original());
        String found = BatchQuery.text(sql.query(), over, names, rule.column());
        boolean holds = found.equals(sql.expected()) == sql.equal();
        String expected = (sql.equal() ? "= '%s'" : "!= '%s'").formatted(sql.expected());
        return new RuleResult(
                rule.name(),
                rule.column(),
                rule.dimension(),
                rule.action(),
                Level.DATASET,
                holds ? Status.PASS : Status.FAIL,
                0,
                Optional.empty(),
                Optional.of(holds ? expected : expected + "; it is '%s'".formatted(found)),
                Optional.empty());
    }

    /** All of Deequ's are measured together, when the first one is asked for. */
    private RuleResult constraint(Rule rule, Check.Constraint constraint) {
        if (constraints.isEmpty()) {
            constraints.putAll(DeequConstraints.of(dataset, batch.rows()));
        }
        DeequConstraints.Measured measured = Objects.requireNonNull(constraints.get(rule.name()));
        return measured.value()
                .map(value -> compared(rule, value, constraint.expected(), 0))
                .orElseGet(() -> error(rule, measured.error().orElse("")));
    }

    private long readable() {
        return counts.rows().read() - counts.violations().getOrDefault(RowVerdicts.MALFORMED, 0L);
    }

    /** Of nothing 0. */
    private static BigDecimal percent(long part, long total) {
        return total == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(total), MathContext.DECIMAL64);
    }

    private static RuleResult compared(Rule rule, BigDecimal found, Comparison expected, long violations) {
        return compared(rule, found, expected, "", violations);
    }

    private static RuleResult compared(Rule rule, BigDecimal found, Comparison expected, String unit, long violations) {
        return new RuleResult(
                rule.name(),
                rule.column(),
                rule.dimension(),
                rule.action(),
                Level.DATASET,
                expected.holds(found) ? Status.PASS : Status.FAIL,
                violations,
                Optional.of(found),
                Optional.of(expected.text() + unit),
                Optional.empty());
    }

    private static RuleResult error(Rule rule, String why) {
        return new RuleResult(
                rule.name(),
                rule.column(),
                rule.dimension(),
                rule.action(),
                rule.check().isDatasetCheck() ? Level.DATASET : Level.ROW,
                Status.ERROR,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(why));
    }
}
