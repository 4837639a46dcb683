package io.assay.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.sql.catalyst.AnsiCondition;
import io.assay.sql.catalyst.CheckedSql;
import java.util.List;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write in queries and rules still works, and fails where ANSI says so. */
final class LegitimateSqlTest {
    private final SparkSession spark = LocalSpark.session();
    private final Dataset<Row> rows =
            spark.sql("SELECT * FROM VALUES (1, 'x', 0), (2, 'y', 5), (9223372036854775807, '7', 1) AS t(a, s, z)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT now(), rand(), uuid(), current_user, current_date",
                "SELECT id FROM range(3) ORDER BY id DESC LIMIT 1",
                "VALUES (1, 'a')",
                "SHOW TABLES",
                "SHOW FUNCTIONS LIKE 'a*'",
                "DESCRIBE FUNCTION abs",
                "DESCRIBE QUERY SELECT 1 AS a",
                "EXPLAIN SELECT 1",
                "WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a JOIN b ON x < y",
                "SELECT * FROM (VALUES (1, 2)) AS t(a, b) UNPIVOT (v FOR n IN (a, b))",
                "SELECT * FROM VALUES (1, 'p', 3) AS t(k, c, v) PIVOT (sum(v) FOR c IN ('p', 'q'))",
                "SELECT k, count(*) FROM VALUES (1), (1) AS t(k) GROUP BY ROLLUP (k) HAVING count(*) > 0",
                "SELECT x FROM VALUES (array(1, 2)) AS t(xs) LATERAL VIEW explode(xs) e AS x",
                "SELECT sum(k) OVER (ORDER BY k ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM VALUES (1), (2) AS t(k)",
                "SELECT CASE WHEN 1 > 0 THEN 'a' END, CAST('1' AS INT), try_cast('x' AS INT), 1 IN (SELECT 1)",
                "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY k) FROM VALUES (1), (2) AS t(k)",
                "SELECT 'a' LIKE 'a%', 'a' RLIKE 'a', 'a' LIKE ANY ('a', 'b'), a[0], m['k'] FROM VALUES (array(1), map('k', 2)) AS t(a, m)",
                "SELECT DATE '2020-01-02' - DATE '2020-01-01', TIMESTAMP '2020-01-01' + INTERVAL 1 DAY, timestampdiff(HOUR, TIMESTAMP '2020-01-01', TIMESTAMP '2020-01-02')",
                "SELECT from_json('{\"a\":1}', 'a INT').a, to_json(named_struct('a', 1)), url_encode('a b'), mask('aB1')",
                "SELECT /*+ BROADCAST(t) */ * FROM VALUES (1) AS t(a)",
                "SELECT * FROM (SELECT 1 AS a) TABLESAMPLE (100 PERCENT) AS t"
            })
    void theCommandRuns(String query) {
        assertThat(CheckedSql.query(spark, query, SqlPolicy.COMMAND).collectAsList())
                .isNotNull();
    }

    @Test
    void aNameOfTheQuerysOwnHidesTheTableOfThatName() {
        assertThat(value("SELECT count(*) FROM t")).isEqualTo("[3]");
        assertThat(value("WITH t AS (SELECT * FROM t WHERE z > 0) SELECT count(*) FROM t"))
                .isEqualTo("[2]");
        assertThat(value("SELECT count(*) FROM (SELECT 1 AS q) AS t WHERE t.q = 1"))
                .isEqualTo("[1]");
        assertThat(value("SELECT count(*) FROM t AS u WHERE u.z > 0 AND EXISTS (SELECT 1 FROM t WHERE t.z > u.z)"))
                .isEqualTo("[1]");
    }

    @Test
    void aQueryOfADefinitionFailsWhereItWouldWrapAround() {
        for (String query : List.of(
                "SELECT sum(a) FROM t",
                "SELECT max(a * 2) FROM t",
                "SELECT max(a / z) FROM t",
                "SELECT max(CAST(s AS INT)) FROM t",
                "SELECT max(CAST(a AS INT)) FROM t",
                "SELECT max(a + 1) FROM t")) {
            Assertions.assertThatThrownBy(() -> value(query)).as(query).isInstanceOf(SparkThrowable.class);
        }
        assertThat(value("SELECT max(try_divide(a, z)) FROM t")).isEqualTo("[9.223372036854776E18]");
    }

    @Test
    void aConditionHoldsOrFailsRowByRow() {
        assertThat(evaluated("a * 2 > 3")).containsExactly("[false,false]", "[true,false]", "[false,true]");
        assertThat(evaluated("a / z > 1")).containsExactly("[false,true]", "[false,false]", "[true,false]");
        assertThat(evaluated("CAST(s AS INT) = 7")).containsExactly("[false,true]", "[false,true]", "[true,false]");
        assertThat(evaluated("1 / 0 > 1")).containsExactly("[false,true]", "[false,true]", "[false,true]");
        assertThat(evaluated("NULL")).containsExactly("[false,false]", "[false,false]", "[false,false]");
        assertThat(evaluated("z <> 0 AND a / z > 1")).containsExactly("[false,false]", "[false,false]", "[true,false]");
        assertThat(evaluated("exists(array(a, 1), x -> x * 2 > 3)"))
                .containsExactly("[false,false]", "[true,false]", "[false,true]");
    }

    /** Also where the optimiser could do without the value. */
    @Test
    void elementsThatAreNotThereAndDatesThatAreNotValidFail() {
        SoftAssertions softly = new SoftAssertions();
        for (String value : List.of(
                "array(1)[5]",
                "array(a)[5]",
                "array(a)[a + 5]",
                "element_at(array(1), 5)",
                "element_at(array(a), 5)",
                "make_date(2024, 99, 1)",
                "make_date(2024, a - a + 99, 1)",
                "make_timestamp(2024, 99, 1, 1, 1, 1)",
                "make_timestamp(2024, 99, 1, 1, 1, a)",
                "make_timestamp_ntz(2024, 99, 1, 1, 1, 1)",
                "make_timestamp_ltz(2024, 99, 1, 1, 1, 1)",
                "make_ym_interval(2147483647, 99)",
                "make_dt_interval(2147483647, 2147483647, 2147483647, 999999999)",
                "to_date('x')",
                "to_timestamp('x', 'yyyy')",
                "next_day(DATE '2024-01-01', 'x')",
                "CAST('x' AS INT)",
                "CAST(s || 'x' AS INT)",
                "abs(CAST(-2147483648 AS INT))",
                "encode('x', 'nope')",
                "1 / 0")) {
            for (String condition : List.of("%s IS NULL", "%s IS NOT NULL", "%s <=> NULL", "isnull(%s)")) {
                softly.assertThat(evaluated(condition.formatted(value)))
                        .as(condition, value)
                        .containsOnly("[false,true]");
            }
            for (String query : List.of(
                    "SELECT count(*) FROM t WHERE %s IS NULL",
                    "SELECT count(*) FROM t WHERE z = 0 AND EXISTS (SELECT 1 FROM t AS u WHERE %s IS NOT NULL)",
                    "SELECT count(if(%s IS NULL, 1, NULL)) FROM t",
                    "SELECT count(%s) FROM t")) {
                softly.assertThatThrownBy(() -> value(query.formatted(value)))
                        .as(query, value)
                        .isInstanceOf(Exception.class);
            }
        }
        softly.assertAll();
        assertThat(evaluated("array(a)[0] IS NULL AND get(array(a), 5) IS NULL"))
                .containsOnly("[false,false]");
        assertThat(value("SELECT count(get(array(a), 5)) + count(array(a)[0]) + count(*) FROM t"))
                .isEqualTo("[6]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0D",
                "0d",
                "1L",
                "1l",
                "1S",
                "1Y",
                "0F",
                "1f",
                "1BD",
                "1bd",
                "1.0D",
                "1.D",
                "1e3D",
                "1E3bd",
                "1e-3D",
                "1.5E+3BD",
                ".5F",
                ".5e-3d",
                "-1L"
            })
    void aNumberMayHaveASuffix(String number) {
        assertThat(evaluated("a - a < 5000 + %s AND s <> '%s'".formatted(number, number)))
                .containsOnly("[true,false]");
        assertThat(value("SELECT count(*) FROM t WHERE a > %s - 2 AND a IN (%s, a)".formatted(number, number)))
                .isNotEqualTo("[0]");
    }

    @Test
    void conditionsThatShareAnExpressionFailEachByItself() {
        AnsiCondition one = AnsiCondition.of(rows, "a * 2 > 3");
        AnsiCondition two = AnsiCondition.of(rows, "z = 0 OR a * 2 > 3");

        assertThat(rows.select(one.failed(), two.failed(), one.holds(), two.holds())
                        .collectAsList())
                .map(Row::toString)
                .containsExactly("[false,false,false,true]", "[false,false,true,true]", "[true,true,false,false]");
        assertThat(rows.where(one.holds()).count()).isEqualTo(1);
    }

    @Test
    void theCodeOfAConditionCompiles() {
        SparkSession spark = rows.sparkSession();
        spark.conf().set("spark.sql.codegen.fallback", "false"); // else it is evaluated without, many times slower
        spark.conf().set("spark.sql.codegen.factoryMode", "CODEGEN_ONLY");
        try {
            AnsiCondition condition = AnsiCondition.of(rows, "a * 2 > 3");
            assertThat(rows.repartition(2).where(condition.holds()).count()).isEqualTo(1);
        } finally {
            spark.conf().unset("spark.sql.codegen.fallback");
            spark.conf().unset("spark.sql.codegen.factoryMode");
        }
    }

    private String value(String query) {
        return CheckedSql.ansiQuery(query, rows, List.of("t", "u_batch"))
                .first()
                .toString();
    }

    private List<String> evaluated(String condition) {
        AnsiCondition evaluated = AnsiCondition.of(rows, condition);
        return rows.select(evaluated.holds(), evaluated.failed()).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }
}
