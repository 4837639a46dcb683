package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Scope;
import io.assay.definition.contract.Check.Unit;
import io.assay.definition.contract.Comparison;
import io.assay.definition.contract.Comparison.Operator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetRulesTest {
    @TempDir
    Path folder;

    private static Comparison is(Operator operator, long... numbers) {
        return new Comparison(
                operator, Arrays.stream(numbers).mapToObj(BigDecimal::valueOf).toList());
    }

    private static Check query(String sql, Comparison expected) {
        return new Check.SqlMeasure(sql, expected, Scope.BATCH);
    }

    @Test
    void datasetRulesAreMeasuredAndRejectNoRow() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("code", STRING)
                .rule("rows", "", new Check.RowCount(is(Operator.BETWEEN, 4, 5), Scope.BATCH))
                .rule(
                        "filled",
                        "code",
                        new Check.Measure(
                                new Check.Required("code"), is(Operator.LESS_THAN, 20), Unit.PERCENT, Scope.BATCH))
                .rule(
                        "filled_late",
                        "code",
                        new Check.Measure(new Check.Required("code"), is(Operator.BE, 50), Unit.PERCENT, Scope.BATCH))
                .where("id > 3")
                .rule(
                        "twice",
                        "id",
                        new Check.Measure(
                                new Check.Unique(List.of("id")), is(Operator.LESS_OR_EQUAL, 1), Unit.ROWS, Scope.BATCH))
                .rule("sum", "id", query("SELECT sum(id) FROM {object} WHERE {column} IS NOT NULL", is(Operator.BE, 1)))
                .rule(
                        "name",
                        "",
                        query(
                                "WITH big AS (SELECT * FROM t WHERE id > 2) SELECT count(*) = 4 FROM big",
                                is(Operator.BE, 1)))
                .rule("empty", "", query("SELECT max(id) FROM t WHERE id > 99", is(Operator.BE, 1)), Action.WARN)
                .rule("drop", "", query("DROP TABLE t", is(Operator.BE, 1)), Action.WARN)
                .rule("two", "", query("SELECT 1, 2", is(Operator.BE, 1)), Action.WARN)
                .rule("text", "", query("SELECT 'x'", is(Operator.BE, 1)), Action.WARN)
                .rule("broken", "", query("SELEC 1", is(Operator.BE, 1)), Action.WARN)
                .rule("all", "", new Check.RowCount(is(Operator.GREATER_THAN, 10), Scope.DATASET))
                .rule(
                        "all_filled",
                        "code",
                        new Check.Measure(new Check.Required("code"), is(Operator.BE, 1), Unit.ROWS, Scope.DATASET));
        Gate gate = Gate.of(contract.dataset());
        Batch batch =
                gate.read(LocalSpark.spark(), GatedBatch.file(folder, "t.csv", "id,code\n1,a\n3,b\n3,c\n4,\n4,d\nx\n"));
        ValidatedBatch validated = gate.validate(batch, ReferenceData.nothing(), GatedBatch.RUN);
        ValidatedBatch.Write<List<Row>> write = validated.write(Dataset::collectAsList);
        assertThat(write.result()).hasSize(5);
        Dataset<Row> after = LocalSpark.spark()
                .sql("SELECT 1L AS id, CAST(NULL AS STRING) AS code, 'f' AS _source, 0L AS _position");
        ValidationResult verdict = validated.result(write.counts(), after);
        assertThat(verdict.rules())
                .filteredOn(o -> o.level() == RuleResult.Level.DATASET)
                .extracting(o -> "%s %s %s %s"
                        .formatted(
                                o.rule(),
                                o.status(),
                                o.measured().map(BigDecimal::toPlainString).orElse("-"),
                                o.expected().or(o::error).orElse("")))
                .containsExactly(
                        "rows PASS 5 between 4 and 5",
                        "filled FAIL 20 < 20",
                        "filled_late PASS 50 = 50",
                        "twice FAIL 2 <= 1",
                        "sum FAIL 15 = 1",
                        "name PASS 1 = 1",
                        "empty ERROR - the query gives NULL",
                        "drop ERROR - DropTable is not part of a query that only reads",
                        "two ERROR - the query gives 2 columns; select one value",
                        "text ERROR - the query gives 'x', which is not a number",
                        "broken ERROR - it does not parse: [PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEC'.(line 1, pos 0)",
                        "all FAIL 1 > 10",
                        "all_filled PASS 1 = 1");
        assertThat(verdict.heldBecause())
                .containsExactly(
                        "rule filled: measured 20, expected < 20",
                        "rule twice: measured 2, expected <= 1",
                        "rule sum: measured 15, expected = 1",
                        "rule all: measured 1, expected > 10");
    }
}
