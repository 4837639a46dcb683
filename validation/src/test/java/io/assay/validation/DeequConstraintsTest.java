package io.assay.validation;

import static io.assay.validation.TestContract.DOUBLE;
import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static io.assay.validation.TestContract.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.Comparison;
import io.assay.definition.contract.Comparison.Operator;
import io.assay.definition.contract.DeequConstraint;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constraints that Deequ measures: each has its own number, and a bad one harms no other. */
class DeequConstraintsTest {
    @TempDir
    Path folder;

    private final TestContract contract = TestContract.of("t")
            .with("id", LONG)
            .with("odd name", DOUBLE)
            .with("code", STRING)
            .with("who", new ColumnType.Struct(List.of(column("age", LONG))));

    private void rule(
            String method, String columns, Map<String, List<String>> arguments, Operator operator, String... n) {
        contract.rule(
                method,
                "",
                new Check.Constraint(
                        DeequConstraint.of(method).orElseThrow(),
                        columns.isEmpty() ? List.of() : List.of(columns.split("/", -1)),
                        arguments,
                        new Comparison(
                                operator, Arrays.stream(n).map(BigDecimal::new).toList())),
                Action.WARN);
    }

    @Test
    void eachIsMeasuredAndABadOneHarmsNoOther() {
        Map<String, List<String>> none = Map.of();
        rule("hasSize", "", none, Operator.BE, "4");
        contract.where("id > 1");
        rule("hasMean", "odd name", none, Operator.BETWEEN, "2", "3");
        rule("hasMax", "who.age", none, Operator.LESS_THAN, "40");
        rule("hasUniqueness", "id/code", none, Operator.BE, "1");
        rule("isUnique", "code", none, Operator.BE, "1");
        rule("hasCompleteness", "code", none, Operator.GREATER_OR_EQUAL, "0.8");
        rule("hasApproxQuantile", "id", Map.of("quantile", List.of("0.5")), Operator.BE, "3");
        rule("hasNumberOfDistinctValues", "code", none, Operator.BE, "3");
        contract.rule(
                        "distinctOfSome",
                        "",
                        new Check.Constraint(
                                DeequConstraint.HAS_NUMBER_OF_DISTINCT_VALUES,
                                List.of("code"),
                                none,
                                new Comparison(Operator.BE, List.of(BigDecimal.valueOf(2)))),
                        Action.WARN)
                .where("id > 2");
        rule("hasMaxLength", "code", none, Operator.BE, "2");
        rule("hasPattern", "code", Map.of("pattern", List.of("^[a-z]+$")), Operator.BE, "1");
        rule("isContainedIn", "code", Map.of("values", List.of("a", "it's", "b\\")), Operator.GREATER_THAN, "0.5");
        rule("isLessThan", "id/who.age", none, Operator.BE, "1");
        rule("satisfies", "", Map.of("condition", List.of("no_such > 1")), Operator.BE, "1");
        rule("hasSum", "id", none, Operator.BE, "15");
        contract.where("rand() > 0.5");

        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "t.json", """
                {"id":1,"odd name":1,"code":"a","who":{"age":31}}
                {"id":2,"odd name":2,"code":"a","who":{"age":30}}
                {"id":3,"odd name":3,"code":"b\\\\"}
                {"id":4,"odd name":4,"code":null}
                {"id":5,"code":"it's"}
                """));

        assertThat(gated.verdict().rules())
                .filteredOn(rule -> rule.level() == RuleResult.Level.DATASET)
                .extracting(rule -> "%s %s %s"
                        .formatted(
                                rule.rule(),
                                rule.status(),
                                rule.measured()
                                        .map(BigDecimal::toPlainString)
                                        .or(rule::error)
                                        .orElse("-")))
                .containsExactly(
                        "hasSize PASS 4.0",
                        "hasMean PASS 2.5",
                        "hasMax PASS 31.0",
                        "hasUniqueness PASS 1.0",
                        "isUnique FAIL 0.5",
                        "hasCompleteness PASS 0.8",
                        "hasApproxQuantile PASS 3.0",
                        "hasNumberOfDistinctValues PASS 3.0",
                        "distinctOfSome PASS 2.0",
                        "hasMaxLength FAIL 4.0",
                        "hasPattern FAIL 0.4",
                        "isContainedIn PASS 1.0",
                        "isLessThan FAIL 0.4",
                        "satisfies ERROR [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column or function parameter with name `no_such` "
                                + "cannot be resolved. Did you mean one of the following? [`code`, `id`, `who`, `odd name`].; "
                                + "line 1 pos 0;",
                        "hasSum ERROR 'rand' is refused: its result changes from run to run");
        assertThat(gated.passing()).hasSize(5);
    }
}
