package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.SpanUnit;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ServiceLevel;
import io.assay.validation.source.PublishedHistory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Service levels are measured by the rows' times and the run's, which is 2026-01-01T00:00:00Z here. */
class ServiceLevelTest {
    @TempDir
    Path folder;

    private static Check age(ServiceLevel level, String column, String limit, SpanUnit unit) {
        return new Check.Age(level, column, new BigDecimal(limit), unit);
    }

    private static TestContract levels() {
        return TestContract.of("t")
                .with("id", LONG)
                .with("at", TIMESTAMP)
                .rule("known", "id", new Check.Required("id"), Action.QUARANTINE)
                .rule("positive", "id", new Check.Condition("id <= 0"), Action.DROP)
                .rule("fresh", "at", age(ServiceLevel.FRESHNESS, "at", "2", SpanUnit.HOURS), Action.WARN)
                .rule("late", "at", age(ServiceLevel.LATENCY, "at", "1", SpanUnit.DAYS), Action.WARN)
                .rule("often", "at", age(ServiceLevel.FREQUENCY, "at", "90", SpanUnit.MINUTES), Action.WARN);
    }

    @Test
    void onlyRowsThatPassAreMeasured() {
        TestContract contract = levels();
        Gate gate = Gate.of(contract.dataset());
        Batch batch = gate.read(LocalSpark.spark(), GatedBatch.file(folder, "t.csv", """
                        id,at
                        1,2025-12-31T20:00:00Z
                        2,2025-12-31T12:00:00Z
                        ,2126-01-01T00:00:00Z
                        -1,2125-01-01T00:00:00Z
                        -2,1999-01-01T00:00:00Z
                        x,1998-01-01T00:00:00Z
                        """));
        ValidatedBatch validated = gate.validate(batch, ReferenceData.nothing(), GatedBatch.RUN);
        ScanCounts counts = validated.write(Dataset::collectAsList).counts();
        Dataset<Row> after = LocalSpark.spark()
                .sql("SELECT 1L AS id, TIMESTAMP'2025-12-31 19:00:00Z' AS at, 'old' AS _run"
                        + " UNION ALL SELECT 2, TIMESTAMP'2025-12-31 20:00:00Z', 'r1'");
        ValidationResult result = validated.result(counts, after);
        assertThat(counts.rows().passed()).isEqualTo(2);
        assertThat(measured(result)).containsExactly("fresh FAIL 4.000", "late PASS 0.500", "often PASS 60.000");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void aPassingRowLaterThanTheRunIsAWarning() {
        GatedBatch gated = GatedBatch.of(
                levels(), GatedBatch.file(folder, "t.csv", "id,at\n1,2025-12-31T20:00:00Z\n2,2026-01-01T00:00:01Z\n"));
        assertThat(gated.outcome("fresh").status()).isEqualTo(RuleResult.Status.PASS);
        assertThat(gated.verdict().warnings())
                .containsExactly("the newest row that passes has at 2026-01-01T00:00:01Z, later than the run's time"
                        + " 2026-01-01T00:00:00Z: its service levels may hide late rows");
        GatedBatch now = GatedBatch.of(
                levels(), GatedBatch.file(folder, "now.csv", "id,at\n1,2026-01-01T00:00:00Z\n,2126-01-01T00:00:00Z\n"));
        assertThat(now.verdict().warnings()).isEmpty();
    }

    @Test
    void withoutAPassingRowThereIsNoAge() {
        GatedBatch gated =
                GatedBatch.of(levels(), GatedBatch.file(folder, "t.csv", "id,at\n,2025-12-31T23:00:00Z\n1,\n"));
        for (String rule : List.of("fresh", "late")) {
            assertThat(gated.outcome(rule).status()).isEqualTo(RuleResult.Status.ERROR);
        }
        assertThat(gated.outcome("fresh").error()).contains("no row that passes has a at");
    }

    @Test
    void aMicroBatchWithoutAPassingRowIsNotMeasured() {
        Gate gate = Gate.of(levels().dataset());
        Batch batch = gate.read(LocalSpark.spark(), GatedBatch.file(folder, "t.csv", "id,at\n,2025-12-31T23:00:00Z\n"));
        GatedBatch gated = GatedBatch.of(gate, batch.with(new StreamMemory(new Nothing())), ReferenceData.nothing());
        assertThat(gated.verdict().rules())
                .map(RuleResult::rule)
                .contains("known", "positive")
                .doesNotContain("fresh", "late", "often");
        assertThat(gated.verdict().held()).isFalse();
    }

    private static final class Nothing implements PublishedHistory {
        @Override
        public OptionalLong snapshot() {
            return OptionalLong.empty();
        }

        @Override
        public Dataset<Row> at(long snapshot) {
            throw new IllegalArgumentException("there is no snapshot");
        }

        @Override
        public Optional<Dataset<Row>> added(long after, long until) {
            return Optional.empty();
        }
    }

    private static List<String> measured(ValidationResult result) {
        return result.rules().stream()
                .filter(rule -> rule.level() == RuleResult.Level.DATASET)
                .map(rule -> rule.rule() + " " + rule.status() + " "
                        + rule.measured().orElseThrow())
                .toList();
    }

    @Test
    void theRunsTimeDecidesSoTheSameInputHasTheSameOutcome() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("at", TIMESTAMP)
                .with("day", new ColumnType.Date(Optional.empty()))
                .rule("fresh", "at", age(ServiceLevel.FRESHNESS, "at", "2", SpanUnit.HOURS), Action.WARN)
                .rule("late", "at", age(ServiceLevel.LATENCY, "at", "1", SpanUnit.DAYS), Action.WARN)
                .rule("often", "at", age(ServiceLevel.FREQUENCY, "at", "90", SpanUnit.MINUTES), Action.WARN)
                .rule("kept", "day", age(ServiceLevel.RETENTION, "day", "12", SpanUnit.MONTHS), Action.FAIL);
        Gate gate = Gate.of(contract.dataset());
        Batch batch = gate.read(
                LocalSpark.spark(),
                GatedBatch.file(
                        folder,
                        "t.csv",
                        "id,at,day\n1,2025-12-31T22:30:00Z,2025-12-31\n2,2025-12-30T12:00:00Z,2025-12-30\n3,,\n"));
        ValidatedBatch validated = gate.validate(batch, ReferenceData.nothing(), GatedBatch.RUN);
        ScanCounts counts = validated.write(Dataset::collectAsList).counts();
        Dataset<Row> after = LocalSpark.spark()
                .sql("SELECT 1L AS id, TIMESTAMP'2025-12-31 21:30:00Z' AS at, DATE'2024-12-01' AS day, 'old' AS _run"
                        + " UNION ALL SELECT 2, TIMESTAMP'2025-12-31 22:30:00Z', DATE'2025-12-31', 'r1'");
        ValidationResult result = validated.result(counts, after);
        assertThat(List.of("fresh", "late", "often", "kept"))
                .map(name -> result.rules().stream()
                        .filter(rule -> rule.rule().equals(name))
                        .map(rule -> rule.status() + " " + rule.measured().orElseThrow() + " "
                                + rule.expected().orElseThrow())
                        .findFirst()
                        .orElseThrow())
                .containsExactly(
                        "PASS 1.500 <= 2 hours",
                        "FAIL 1.500 <= 1 day",
                        "PASS 60.000 <= 90 minutes",
                        "FAIL 13.200 <= 12 months");
        assertThat(result.heldBecause()).containsExactly("rule kept: measured 13.200, expected <= 12 months");
    }
}
