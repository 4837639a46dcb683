package io.assay.definition.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.Fault;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark's SQL allows must pass; what names no column must not. */
final class SqlCheckerTest {
    private static final DocumentNode PLACE = new DocumentNode.Scalar(1, "where", "", DocumentNode.Kind.TEXT);
    private static final List<String> COLUMNS =
            List.of("a", "b", "name", "at", "who", "items", "Order ID", "date", "day");

    private static List<String> faults(String sql) {
        FaultCollector faults = new FaultCollector("f");
        SqlChecker.expression(sql, COLUMNS, "where", PLACE, faults);
        return faults.all().stream().map(Fault::text).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a > 1 AND b <> 2 OR NOT name LIKE 'x%'",
                "a BETWEEN 1 AND 5",
                "name IN ('a', 'b')",
                "name RLIKE '^x'",
                "a <=> b",
                "a IS NOT NULL",
                "a % 2 = 0",
                "a div 2",
                "CAST(a AS DOUBLE) / b",
                "CAST(a AS DECIMAL(10, 2))",
                "CASE WHEN a > 1 THEN 'x' ELSE 'y' END",
                "coalesce(a, b, 0)",
                "at + INTERVAL 5 MINUTES",
                "at - INTERVAL '1' DAY",
                "date_trunc('HOUR', at)",
                "timestamp_seconds(unix_seconds(at) + 60 * CAST(a AS BIGINT))",
                "at > TIMESTAMP '2013-01-01 00:00:00'",
                "at >= DATE '2013-01-01'",
                "who.name = 'x'",
                "who.address.city = 'x'",
                "items[0] = 'x'",
                "size(filter(items, x -> x > a)) > 0",
                "`Order ID` > 3",
                "A > 1",
                "name = \"text\"",
                "if(a > 1, true, false)",
                "substring(name, 1, 3) = 'abc'",
                "length(trim(name)) > 0",
                "pmod(a, 60) || 'x'",
                "a::int > 3",
                "(a, b) IN ((1, 2), (3, 4))",
                "exists(items, x -> x = 'y')",
                "isnan(a)",
                "round(a, 2) = -0.5e3",
                "array_contains(items, 'x') AND map('k', 1)['k'] = 1",
                "make_timestamp(2013, 1, 1, a, b, 0) < at",
                "year(at) = 2013 AND hour(at) = 3",
                "date = day",
                "extract(HOUR FROM at) > 3",
                "try_cast(name AS INT) IS NULL",
                "a IS DISTINCT FROM b",
                "name NOT RLIKE 'x'",
                "a & 1 = 1",
                "named_struct('x', a).x = 3",
                "timestampdiff(MINUTE, at, at) > 3"
            })
    void whatSparkUnderstandsPasses(String sql) {
        assertThat(faults(sql)).isEmpty();
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
        assertThat(faults("a > " + number)).isEmpty();
        assertThat(faults("coalesce(a,%s)=(%s)*b AND a IN(%s,2)".formatted(number, number, number)))
                .isEmpty();
        assertThat(faults("CASE WHEN a>%s THEN %s ELSE b END <%s".formatted(number, number, number)))
                .isEmpty();
        for (String sql :
                List.of("SELECT COUNT(*) FROM t WHERE a > %s", "WITH x AS (SELECT %s AS y) SELECT MAX(y) FROM x")) {
            FaultCollector faults = new FaultCollector("f");
            assertThat(SqlChecker.query(sql.formatted(number), COLUMNS, "query", PLACE, faults))
                    .isPresent();
            assertThat(faults.all()).isEmpty();
        }
    }

    @Test
    void whatOnlyLooksLikeASuffixIsPartOfANameOrText() {
        FaultCollector faults = new FaultCollector("f");
        List<String> columns = List.of("a1d", "e3D", "x", "1L", "name");
        SqlChecker.expression("a1d > e3D AND x.d1d = 1 AND `1L` = 1 AND name = '1L'", columns, "where", PLACE, faults);
        assertThat(faults.all()).isEmpty();
        for (String sql :
                List.of("a1d", "x.1d", "x1.5f", "`1L`", "'1L 0D'", "1Lx", "1dé", "_1L", "(x).1d", "/* 1L */")) {
            assertThat(NumberSuffixes.blanked(sql)).isEqualTo(sql);
        }
        assertThat(NumberSuffixes.blanked("'1L' 1L `0D` 0D /* 1BD */ .5F x.1d"))
                .isEqualTo("'1L' 1  `0D` 0  /* 1BD */ .5  x.1d");
    }

    @Test
    void theReasonNamesANumberAsItIsWritten() {
        assertThat(faults("a >\n 1L 2.5BD"))
                .containsExactly(
                        "f:1: where: where is not SQL: unexpected '2.5BD' at line 2, column 5 of it; fix the SQL");
        assertThat(faults("a > 1L > > 2"))
                .containsExactly("f:1: where: where is not SQL: unexpected '>' at line 1, column 8 of it; fix the SQL");
    }

    @Test
    void anUnknownColumnIsReportedWithTheNearest() {
        assertThat(faults("nme = 'x' AND a > 1"))
                .containsExactly(
                        "f:1: where: where names the column 'nme', which does not exist; did you mean 'name'?");
    }

    @Test
    void aSubqueryIsRefused() {
        assertThat(faults("a > (SELECT max(a) FROM t)"))
                .containsExactly("f:1: where: where has a subquery; write an expression over the columns alone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a > rand()", "at < now()", "at < current_timestamp", "uuid() = name", "unix_timestamp() > a"})
    void whatChangesEachTimeIsRefused(String sql) {
        assertThat(faults(sql)).singleElement().asString().contains("which gives another result each time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a >",
                "a > 1 AND",
                "SELECT 1",
                "(a > 1",
                "a > 1; DROP TABLE x",
                "'open",
                "",
                "a > 1 -- b",
                "a /* x */ > 1"
            })
    void whatIsNoExpressionIsAFault(String sql) {
        assertThat(faults(sql)).isNotEmpty();
    }

    @Test
    void nestingWithoutEndIsAFaultAndALongTextIsNot() {
        String deep = "(".repeat(3000) + "a" + ")".repeat(3000);
        String cases = "CASE WHEN a > 1 THEN ".repeat(3000) + "1" + " END".repeat(3000);
        for (String sql : List.of(deep, cases)) {
            assertThat(faults(sql)).containsExactly("f:1: where: where is nested too deeply to be read; split it");
            FaultCollector faults = new FaultCollector("f");
            LabelSelect.read("SELECT a FROM datasets.t WHERE 1 = " + sql, PLACE, faults);
            assertThat(faults.all()).extracting(Fault::what).containsExactly("labels is nested too deeply to be read");
        }
        String wrong = "(".repeat(20) + "a > " + ")".repeat(20);
        assertThat(faults(wrong)).singleElement().asString().contains("where is not SQL: unexpected ");
        assertThat(faults("name = '" + "x".repeat(100_000) + "'")).isEmpty();
    }

    @Test
    void aColumnNamedLikeAWordOfSqlIsToBeQuoted() {
        FaultCollector faults = new FaultCollector("f");
        SqlChecker.expression("select > 1", List.of("select"), "where", PLACE, faults);
        SqlChecker.query("SELECT max(from) FROM t", List.of("a", "from"), "query", PLACE, faults);
        SqlChecker.expression("`select` > 1 AND a > 1", List.of("select", "a"), "where", PLACE, faults);
        assertThat(faults.all())
                .map(Fault::fix)
                .containsExactly(
                        "fix the SQL; write the column 'select' as `select`, since that is a word of SQL",
                        "fix the SQL; write the column 'from' as `from`, since that is a word of SQL");
    }

    @Test
    void theReasonPointsIntoTheText() {
        assertThat(faults("SELECT a"))
                .containsExactly("f:1: where: where is not SQL: unexpected 'SELECT' where it begins; fix the SQL");
        assertThat(faults("a > > 1"))
                .containsExactly("f:1: where: where is not SQL: unexpected '>' at line 1, column 3 of it; fix the SQL");
    }
}
