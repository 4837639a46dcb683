package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Scope;
import io.assay.definition.contract.Comparison;
import io.assay.definition.contract.Comparison.Operator;
import io.assay.validation.RuleResult.Status;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL rules run in ANSI mode: what cannot be computed is an error, never another value. */
class SqlRulesTest {
    private static final Comparison LESS = new Comparison(Operator.LESS_THAN, List.of(BigDecimal.valueOf(1000)));

    @TempDir
    Path folder;

    private static Check query(String sql) {
        return new Check.SqlMeasure(sql, LESS, Scope.BATCH);
    }

    @Test
    void aQueryThatOverflowsDividesByZeroOrCannotCastIsAnError() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("n", LONG)
                .rule("sum", "", query("SELECT SUM(n) FROM {object}"))
                .rule("doubled", "", query("SELECT MAX(n * 2) FROM {object}"))
                .rule("divided", "", query("SELECT MAX(n / (id - id)) FROM {object}"))
                .rule("cast", "", query("SELECT SUM(CAST('x' || id AS INT)) + COUNT(*) FROM {object}"), Action.WARN)
                .rule("tried", "", query("SELECT COUNT(try_multiply(n, 2)) FROM {object}"));

        GatedBatch gated =
                GatedBatch.of(contract, GatedBatch.file(folder, "t.csv", "id,n\n1,9223372036854775807\n2,1\n"));

        assertThat(gated.outcome("sum").status()).isEqualTo(Status.ERROR);
        assertThat(gated.outcome("sum").error())
                .hasValueSatisfying(why -> assertThat(why).contains("overflow").doesNotContain("spark.sql.ansi"));
        assertThat(gated.outcome("doubled").error())
                .contains("[ARITHMETIC_OVERFLOW] long overflow. Use 'try_multiply' to tolerate overflow and return NULL"
                        + " instead.");
        assertThat(gated.outcome("divided").error())
                .hasValueSatisfying(why -> assertThat(why).startsWith("[DIVIDE_BY_ZERO]"));
        assertThat(gated.outcome("cast").error())
                .hasValueSatisfying(why -> assertThat(why).startsWith("[CAST_INVALID_INPUT]"));
        assertThat(gated.outcome("tried").status()).isEqualTo(Status.PASS);
        assertThat(gated.verdict().heldBecause()).hasSize(3); // a rule that only warns holds nothing
    }

    /** Java counts encodings and broken JSON among the failures of input and output. */
    @Test
    void aQueryThatFailsOnATextIsAnErrorOfItsRuleAlone() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("s", STRING)
                .rule(
                        "decoded",
                        "",
                        query("SELECT count(*) FROM {object} WHERE decode(CAST(s AS BINARY), 'nope') = 'x'"))
                .rule("encoded", "", query("SELECT count(encode(s, 'nope')) FROM {object}"))
                .rule("constant", "", query("SELECT count(*) FROM {object} WHERE encode('x', 'nope') IS NOT NULL"))
                .rule("json", "", query("SELECT max(schema_of_json('{')) = 'x' FROM {object}"))
                .rule("schema", "", query("SELECT count(from_json(s, schema_of_json('{'))) FROM {object}"))
                .rule("pattern", "", query("SELECT count(*) FROM {object} WHERE s RLIKE concat('(', id)"))
                .rule("row", "", new Check.Condition("from_json(s, schema_of_json('{')) IS NULL"), Action.WARN)
                .rule("unique", "id", new Check.Unique(List.of("id")), Action.WARN)
                .where("from_json(s, schema_of_json('{')) IS NULL")
                .rule("works", "", query("SELECT count(*) FROM {object}"));

        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "t.csv", "id,s\n1,a\n2,b\n"));

        assertThat(gated.outcome("works").status()).isEqualTo(Status.PASS);
        for (String rule : List.of("decoded", "encoded", "constant", "json", "schema", "pattern", "row", "unique")) {
            assertThat(gated.outcome(rule).status()).as(rule).isEqualTo(Status.ERROR);
        }
        for (String rule : List.of("decoded", "encoded", "constant")) {
            assertThat(gated.outcome(rule).error()).contains("'nope' is not a known encoding");
        }
        assertThat(gated.outcome("json").error())
                .hasValueSatisfying(why -> assertThat(why).startsWith("JsonEOFException: "));
        assertThat(gated.published()).hasSize(2);
    }

    @Test
    void aValueThatDoesNotFitIntoMemoryIsAnErrorOfItsRuleAlone() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("s", STRING)
                .rule("text", "", new Check.Condition("repeat('a', 2000000000) = s"), Action.WARN)
                .rule("texts", "", new Check.Condition("size(sequence(1, 2000000000 + id)) = id"), Action.WARN)
                .rule("array", "", new Check.Condition("size(sequence(1, 2000000000)) = id"), Action.WARN)
                .rule("query", "", query("SELECT max(size(sequence(1, 2000000000))) FROM {object}"), Action.WARN)
                .rule("rows", "", query("SELECT max(size(sequence(1, 2000000000 + id))) FROM {object}"), Action.WARN)
                .rule("works", "", new Check.Condition("id = 2"));

        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "t.csv", "id,s\n1,a\n2,b\n"));

        for (String rule : List.of("text", "array", "query", "rows")) {
            assertThat(gated.outcome(rule).status()).as(rule).isEqualTo(Status.ERROR);
            assertThat(gated.outcome(rule).error())
                    .as(rule)
                    .contains("it needs more memory than there is: make its values smaller, or set ASSAY_MEMORY");
        }
        assertThat(gated.outcome("texts").status()).isEqualTo(Status.ERROR);
        assertThat(gated.outcome("works").violations()).isEqualTo(1);
        assertThat(gated.published()).containsExactly("1|a");
    }

    @Test
    void aRowRuleThatFailsOnARowIsAnErrorAndRejectsNoRow() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("n", LONG)
                .with("s", STRING)
                .rule("wraps", "", new Check.Condition("n * 2 < 0"))
                .rule("works", "", new Check.Condition("id = 2"))
                .rule("cast", "", new Check.Condition("CAST(s AS INT) > 5"), Action.WARN)
                .rule("decoded", "", new Check.Condition("decode(encode(s, 'UTF-8'), 'nope') = 'x'"), Action.WARN)
                .rule("only_some", "n", new Check.Required("n"))
                .where("10 / (id - 3) > 0");

        GatedBatch gated = GatedBatch.of(
                contract, GatedBatch.file(folder, "t.csv", "id,n,s\n1,9223372036854775807,1\n2,1,3\n3,,3\n4,4,four\n"));

        assertThat(gated.outcome("wraps").status()).isEqualTo(Status.ERROR);
        assertThat(gated.outcome("wraps").error())
                .contains(
                        "its SQL fails on 1 row: an overflow, a division by zero, a failed cast or a value too large");
        assertThat(gated.outcome("works").violations()).isEqualTo(1);
        assertThat(gated.outcome("cast").status()).isEqualTo(Status.ERROR);
        assertThat(gated.outcome("decoded").status()).isEqualTo(Status.ERROR);
        assertThat(gated.outcome("only_some").status()).isEqualTo(Status.ERROR);
        assertThat(gated.reasons()).containsExactly("works=null");
        assertThat(gated.verdict().rows()).isEqualTo(new RowCounts(4, 3, 1, 0, 0));
        assertThat(gated.verdict().heldBecause()).hasSize(2);
    }

    @Test
    void whatDoesMoreThanComputeIsAnErrorOfItsRuleAlone() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("s", STRING)
                .rule("good", "", new Check.Condition("id > 1"))
                .rule("calls", "", new Check.Condition("reflect('java.lang.System', 'getenv', 'HOME') = s"))
                .rule("clock", "", new Check.Condition("s < current_timestamp"))
                .rule("reads", "", query("SELECT count(*) FROM text.`/etc/passwd`"))
                .rule("runs", "", query("SELECT count(*) FROM (SELECT TRANSFORM(s) USING 'sh -c id' FROM {object})"))
                .rule("writes", "", query("WITH x AS (SELECT 1) INSERT OVERWRITE DIRECTORY '/tmp/x' SELECT * FROM x"))
                .rule("where", "s", new Check.Required("s"))
                .where("rand() > 2");

        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "t.csv", "id,s\n1,a\n2,b\n"));

        assertThat(gated.outcome("good").violations()).isEqualTo(1);
        for (String rule : List.of("calls", "clock", "reads", "runs", "writes", "where")) {
            assertThat(gated.outcome(rule).status()).as(rule).isEqualTo(Status.ERROR);
        }
        assertThat(gated.outcome("reads").error()).contains("'text./etc/passwd' is not a table that may be read here");
        assertThat(gated.outcome("runs").error())
                .contains("TRANSFORM ... USING is not part of a query that only reads");
    }

    @Test
    void aNameOfTheQuerysOwnHidesTheBatch() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .rule("all", "", query("SELECT count(*) FROM t"))
                .rule("cte", "", query("WITH t AS (SELECT * FROM t WHERE id > 1) SELECT count(*) FROM t"))
                .rule("object", "", query("WITH t AS (SELECT * FROM t WHERE id > 1) SELECT count(*) FROM {object}"))
                .rule("alias", "", query("SELECT count(*) FROM (SELECT 7 AS id) t WHERE t.id = 7"));

        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "t.csv", "id\n1\n2\n3\n"));

        assertThat(List.of("all", "cte", "object", "alias"))
                .map(rule ->
                        gated.outcome(rule).measured().map(BigDecimal::intValue).orElse(-1))
                .containsExactly(3, 2, 3, 1);
    }

    @Test
    void aTextIsComparedWithTheResultAsItIsWritten() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("s", STRING)
                .rule("same", "", text("SELECT max(s) FROM {object}", "b", true))
                .rule("other", "", text("SELECT max(s) FROM {object}", "a", true))
                .rule("not", "", text("SELECT max(s) FROM {object}", "a", false))
                .rule("truth", "", text("SELECT count(*) = 2 FROM {schema}", "true", true))
                .rule("number", "", text("SELECT CAST(1.50 AS DECIMAL(4,2)) FROM {object} LIMIT 1", "1.50", true))
                .rule("none", "", text("SELECT max(s) FROM {object} WHERE id > 9", "", true));

        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "t.csv", "id,s\n1,a\n2,b\n"));

        assertThat(List.of("same", "other", "not", "truth", "number", "none"))
                .map(rule -> gated.outcome(rule).status() + " "
                        + gated.outcome(rule)
                                .expected()
                                .or(gated.outcome(rule)::error)
                                .orElse(""))
                .containsExactly(
                        "PASS = 'b'",
                        "FAIL = 'a'; it is 'b'",
                        "PASS != 'a'",
                        "PASS = 'true'",
                        "PASS = '1.50'",
                        "ERROR the query gives NULL");
    }

    private static Check text(String query, String expected, boolean equal) {
        return new Check.SqlText(query, expected, equal, Check.Scope.BATCH);
    }
}
