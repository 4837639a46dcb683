package io.assay.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCommandTest {
    @TempDir
    static Path folder;

    @Test
    void readsTheProjectsTablesAndRefusesEverythingElseWithExitCode2() {
        TestProject project = TestProject.in(folder);
        project.publish("t", "SELECT 1L AS a, concat('x', char(27), '[31m') AS s");

        Ended read = project.report("sql", "SELECT a, s FROM datasets.t");
        assertThat(read.exit()).as(read.err()).isZero();
        assertThat(read.json().get(0).path("s").asText()).isEqualTo("x\u001b[31m");
        assertThat(project.run("sql", "SELECT s FROM datasets.t").out())
                .contains("x\\u001b[31m")
                .doesNotContain("\u001b");
        assertThat(project.run("sql", "SHOW TABLES IN datasets").exit()).isZero();
        assertThat(project.run("sql", "DESCRIBE datasets.t").exit()).isZero();
        assertThat(project.run("sql", "SELECT count(*) FROM datasets.t.snapshots")
                        .exit())
                .isZero();
        assertThat(project.run("sql", "SELECT count(*) FROM assay.runs").exit()).isZero();

        for (String query : List.of(
                "SELECT * FROM text.`/etc/passwd`",
                "SELECT TRANSFORM(s) USING 'sh -c id' FROM datasets.t",
                "SELECT reflect('java.lang.System', 'getenv', 'HOME')",
                "WITH x AS (SELECT 1) INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT * FROM x",
                "DELETE FROM datasets.t",
                "SELECT * FROM datasets.gone",
                "SELECT decode('x', 'nope')",
                "SELECT decode(s, 'nope') FROM datasets.t",
                "SELECT 1 +")) {
            Ended refused = project.run("sql", query);
            assertThat(refused.exit()).as(query + refused.err()).isEqualTo(2);
        }
        assertThat(project.run("sql", "SELECT nosuch FROM datasets.t").err())
                .contains("`nosuch` cannot be resolved", "use columns that its tables have")
                .doesNotContain(" pos ", ";;", "SHOW TABLES");
        assertThat(project.run("sql", "SELECT * FROM datasets.gone").err()).contains("SHOW TABLES IN datasets");
        assertThat(project.run("sql", "SELECT * FROM text.`/etc/passwd`").err())
                .contains("query: 'text./etc/passwd' is not a table that may be read here; read datasets.NAME, ");
    }

    @Test
    void timesAreWrittenWithAllTheirDigits() {
        TestProject project = TestProject.in(folder);

        Ended read = project.report(
                "sql",
                "SELECT timestamp_micros(1) AS a, timestamp_millis(1) AS b, CAST(NULL AS TIMESTAMP) AS c,"
                        + " TIMESTAMP_NTZ '9999-12-31T23:59:59.999999' AS d");

        assertThat(read.json().get(0).path("a").asText()).isEqualTo("1970-01-01T00:00:00.000001Z");
        assertThat(read.json().get(0).path("b").asText()).isEqualTo("1970-01-01T00:00:00.001Z");
        assertThat(read.json().get(0).path("c").isNull()).isTrue();
        assertThat(read.json().get(0).path("d").asText()).isEqualTo("9999-12-31T23:59:59.999999");
    }

    @Test
    void timesInsideOfValuesAreWrittenWithAllTheirDigits() {
        TestProject project = TestProject.in(folder);

        Ended read = project.report(
                "sql",
                "SELECT named_struct('t', timestamp_micros(1), 'n', CAST(NULL AS TIMESTAMP), 'x', 1) AS a,"
                        + " array(timestamp_millis(1), timestamp_micros(2), NULL) AS b,"
                        + " map(timestamp_micros(3),"
                        + " array(named_struct('t', TIMESTAMP_NTZ '2020-01-01 00:00:00.000004'))) AS c,"
                        + " map(DATE '2020-01-01', 1) AS d,"
                        + " CAST(NULL AS STRUCT<t: TIMESTAMP>) AS e,"
                        + " named_struct('t', 1, 'T', timestamp_micros(5)) AS f,"
                        + " map('k', timestamp_micros(6), 'none', NULL) AS g");

        assertThat(read.exit()).as(read.err()).isZero();
        assertThat(read.json().get(0)).hasToString("""
                {"a":{"t":"1970-01-01T00:00:00.000001Z","n":null,"x":1},\
                "b":["1970-01-01T00:00:00.001Z","1970-01-01T00:00:00.000002Z",null],\
                "c":{"1970-01-01T00:00:00.000003Z":[{"t":"2020-01-01T00:00:00.000004"}]},\
                "d":{"2020-01-01":1},\
                "e":null,\
                "f":{"t":1,"T":"1970-01-01T00:00:00.000005Z"},\
                "g":{"k":"1970-01-01T00:00:00.000006Z","none":null}}""");
    }

    @Test
    void decimalsAreWrittenPlainlyAndFloatingPointNumbersAsTheyAre() {
        TestProject project = TestProject.in(folder);
        String query = "SELECT CAST('0.0000000012' AS DECIMAL(12,10)) AS a, CAST('0' AS DECIMAL(12,10)) AS b,"
                + " 1.5E-9D AS c, 1E300D AS d, array(CAST('0.0000001' AS DECIMAL(9,7))) AS e,"
                + " named_struct('f', CAST(0.1 AS FLOAT), 'm', map('k', 1E-7D)) AS f";

        assertThat(project.run("sql", query, "--json").out().strip())
                .isEqualTo("[{\"a\":0.0000000012,\"b\":0.0000000000,\"c\":1.5E-9,\"d\":1.0E300,\"e\":[0.0000001],"
                        + "\"f\":{\"f\":0.1,\"m\":{\"k\":1.0E-7}}}]");
        assertThat(project.run("sql", query, "--csv").out().lines().skip(1).findFirst())
                .hasValue("0.0000000012,0.0000000000,1.5E-9,1.0E300,[0.0000001],"
                        + "\"{\"\"f\"\":0.1,\"\"m\"\":{\"\"k\"\":1.0E-7}}\"");
    }

    @Test
    void tablesOfDeltaAreReadAtAVersionAndDeletedKeysByTheirDataset() throws Exception {
        TestProject project = TestProject.in(folder.resolve("versions"));
        String log = project.folder().resolve("warehouse/assay/log").toString();
        project.spark().range(2).write().format("delta").save(log);
        project.spark().range(3).write().format("delta").mode("append").save(log);

        assertThat(count(project, "log")).isEqualTo(5);
        assertThat(count(project, "log VERSION AS OF 0")).isEqualTo(2);
        assertThat(count(project, "log VERSION AS OF '1'")).isEqualTo(5);
        Instant committed = project.sql("DESCRIBE HISTORY delta.`%s`".formatted(log))
                .where("version = 0")
                .select("timestamp")
                .head()
                .getTimestamp(0)
                .toInstant();
        assertThat(count(project, "log TIMESTAMP AS OF '%s'".formatted(committed)))
                .isEqualTo(2);
        for (String none : List.of("VERSION AS OF 9", "VERSION AS OF 'x'", "TIMESTAMP AS OF '2001-01-01'")) {
            Ended refused = project.run("sql", "SELECT * FROM log " + none);
            assertThat(refused.exit()).as(none + refused.err()).isEqualTo(2);
        }

        project.sql("CREATE TABLE deleted.t (id BIGINT) USING iceberg");
        assertThat(count(project, "deleted.t")).isZero();
    }

    private static long count(TestProject project, String table) {
        Ended ended = project.report("sql", "SELECT count(*) AS n FROM " + table);
        assertThat(ended.exit()).as(table + ended.err()).isZero();
        return ended.json().get(0).path("n").asLong();
    }

    @Test
    void noTextEndsInABug() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TestProject project = TestProject.in(folder);
        for (int i = 0; i < 60; i++) {
            String query = text(random);
            Ended ended = project.run("sql", query);
            assertThat(ended.exit())
                    .as("seed %d, query %s: %s", seed, query, ended.err())
                    .isIn(0, 2);
        }
    }

    /** Words of SQL in no order, with broken quotes, odd characters and deep nesting among them. */
    private static String text(Random random) {
        List<String> words = List.of(
                "SELECT",
                "FROM",
                "WHERE",
                "(",
                ")",
                "*",
                ",",
                "1",
                "0",
                "a",
                "'x'",
                "'",
                "`",
                "\"",
                "/*",
                "--",
                "NULL",
                "CAST(",
                "AS INT)",
                "range(3)",
                "GROUP BY",
                "WITH x AS (",
                "SELECT 1",
                "UNION",
                "/ 0",
                "[0]",
                ".",
                ";",
                "\u0000",
                "\u202e",
                "\ud800",
                "${env:HOME}",
                "INTERVAL",
                "DATE '2020-13-01'",
                "1e999",
                "99999999999999999999",
                "VALUES (1, 2)",
                "LATERAL",
                "element_at(array(1), 5)",
                "from_json('{', 'a INT')",
                ":p",
                "?",
                "EXPLAIN",
                "sequence(1, 5)",
                "decode('x', 'nope')",
                "to_date('x', 'YYYY')",
                "regexp_replace('a', '(', 'b')",
                "SHOW TABLES IN",
                "DESCRIBE",
                "transform(array(1), x ->",
                "x)",
                "OVER (",
                "percentile_approx(1, 7)");
        if (random.nextInt(15) == 0) {
            return "SELECT " + "(".repeat(random.nextInt(3000)) + "1";
        }
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "SELECT " : "");
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(words.get(random.nextInt(words.size()))).append(random.nextInt(8) == 0 ? "" : " ");
        }
        return text.toString();
    }
}
