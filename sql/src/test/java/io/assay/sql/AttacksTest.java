package io.assay.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.sql.catalyst.AnsiCondition;
import io.assay.sql.catalyst.CheckedSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL can be made to do beyond reading the project's tables, tried in every place where users write SQL. */
final class AttacksTest {
    private final SparkSession spark = LocalSpark.session();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT TRANSFORM(b) USING 'sh -c id' FROM VALUES ('x') AS t(b)",
                "FROM (SELECT 1 AS a) MAP a USING 'sh -c id' AS (b)",
                "FROM (SELECT 1 AS a) REDUCE a USING 'sh -c id' AS (b)",
                "SELECT * FROM text.`/etc/passwd`",
                "SELECT * FROM csv.`/etc/passwd`",
                "SELECT * FROM json.`/etc/passwd`",
                "SELECT * FROM parquet.`/etc`",
                "SELECT * FROM orc.`/etc`",
                "SELECT * FROM avro.`/etc`",
                "SELECT * FROM delta.`/tmp/t`",
                "SELECT * FROM iceberg.`/tmp/t`",
                "SELECT * FROM binaryFile.`/etc/passwd`",
                "SELECT * FROM jdbc.`jdbc:postgresql://h/db`",
                "SELECT * FROM spark_catalog.text.`/etc/passwd`",
                "SELECT * FROM assay.text.`/etc/passwd`",
                "SELECT * FROM datasets.`/etc/passwd`",
                "SELECT * FROM datasets.`../../secret`",
                "SELECT (SELECT max(value) FROM text.`/etc/passwd`)",
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM text.`/etc/passwd`)",
                "SELECT 1 WHERE 'root' IN (SELECT value FROM text.`/etc/passwd`)",
                "WITH x AS (SELECT * FROM text.`/etc/passwd`) SELECT * FROM x",
                "SELECT * FROM VALUES (1) AS t(a), LATERAL (SELECT * FROM text.`/etc/passwd`)",
                "TABLE text.`/etc/passwd`",
                "DESCRIBE text.`/etc/passwd`",
                "DESCRIBE QUERY SELECT * FROM text.`/etc/passwd`",
                "EXPLAIN SELECT * FROM text.`/etc/passwd`",
                "EXPLAIN INSERT INTO datasets.t SELECT 1",
                "SHOW COLUMNS IN text.`/etc/passwd`",
                "SELECT reflect('java.lang.System', 'getenv', 'HOME')",
                "SELECT java_method('java.lang.System', 'exit', 1)",
                "SELECT try_reflect('java.lang.System', 'getenv', 'HOME')",
                "SELECT `reflect`('java.lang.System', 'getenv', 'HOME')",
                "SELECT REFLECT('java.lang.Runtime', 'getRuntime')",
                "SELECT transform(array(1), x -> reflect('java.lang.System', 'getProperty', 'user.home'))",
                "SELECT * FROM VALUES (reflect('java.lang.System', 'getenv', 'HOME'))",
                "SELECT 1 ORDER BY reflect('java.lang.System', 'getenv', 'HOME')",
                "SELECT count(*) FILTER (WHERE reflect('java.lang.System', 'getenv', 'HOME') = 'x')",
                "SELECT row_number() OVER (ORDER BY reflect('java.lang.System', 'getenv', 'HOME'))",
                "SELECT xpath('<a/>', 'a')",
                "SELECT xpath_string('<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>', 'a')",
                "SELECT aes_decrypt(x'00', 'k')",
                "SELECT datasets.own_function(1)",
                "SELECT system.bucket(16, 1)",
                "SELECT no_such_function(1)",
                "SELECT * FROM no_such_table_function(1)",
                "INSERT INTO datasets.t SELECT 1",
                "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1",
                "INSERT OVERWRITE LOCAL DIRECTORY '/tmp/x' SELECT 1",
                "WITH x AS (SELECT 1) INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT * FROM x",
                "WITH x AS (SELECT 1) INSERT INTO datasets.t SELECT * FROM x",
                "FROM (SELECT 1 AS a) INSERT INTO datasets.t SELECT a INSERT INTO datasets.u SELECT a",
                "CREATE TABLE t AS SELECT 1",
                "CREATE TEMPORARY VIEW v AS SELECT 1",
                "CREATE OR REPLACE TEMPORARY VIEW v USING csv OPTIONS (path '/etc/passwd')",
                "CACHE TABLE v AS SELECT 1",
                "DROP TABLE datasets.t",
                "DELETE FROM datasets.t",
                "UPDATE datasets.t SET a = 1",
                "MERGE INTO datasets.t USING datasets.u ON true WHEN MATCHED THEN DELETE",
                "TRUNCATE TABLE datasets.t",
                "ALTER TABLE datasets.t ADD COLUMN x INT",
                "SET spark.sql.ansi.enabled=true",
                "SET",
                "RESET",
                "SET TIME ZONE 'CET'",
                "ADD JAR '/tmp/x.jar'",
                "ADD FILE '/etc/passwd'",
                "LIST JARS",
                "CREATE FUNCTION f AS 'x.Y' USING JAR '/tmp/x.jar'",
                "CREATE TEMPORARY FUNCTION f AS 'x.Y'",
                "USE spark_catalog.default",
                "CALL system.expire_snapshots('datasets.t')",
                "REFRESH '/etc'",
                "ANALYZE TABLE datasets.t COMPUTE STATISTICS",
                "LOAD DATA INPATH '/etc/passwd' INTO TABLE t",
                "EXPLAIN CREATE TABLE t AS SELECT 1",
                "SHOW CREATE TABLE text.`/etc/passwd`",
                "SELECT /*+ REPARTITION(1000000) */ 1",
                "SELECT /*+ REPARTITION_BY_RANGE(1000000, a) */ * FROM VALUES (1) AS t(a)",
                "SELECT * FROM VALUES (1) AS t(a) DISTRIBUTE BY a",
                "SELECT 1; SELECT 2",
                "",
                "SELECT",
                "SELECT 'open",
                ")"
            })
    void theCommandRefuses(String query) {
        assertThatThrownBy(() -> CheckedSql.query(spark, query, SqlPolicy.COMMAND))
                .as(query)
                .isInstanceOf(RefusedSqlException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM b WHERE a > rand()",
                "SELECT max(now())",
                "SELECT current_date",
                "SELECT current_timestamp",
                "SELECT localtimestamp",
                "SELECT current_user",
                "SELECT user()",
                "SELECT current_catalog()",
                "SELECT current_timezone()",
                "SELECT uuid()",
                "SELECT unix_timestamp()",
                "SELECT shuffle(array(1, 2))",
                "SELECT monotonically_increasing_id() FROM b",
                "SELECT spark_partition_id() FROM b",
                "SELECT input_file_name() FROM b",
                "SELECT version()",
                "SELECT raise_error('x')",
                "SELECT count(*) FROM b TABLESAMPLE (10 PERCENT)",
                "SELECT /*+ BROADCAST(b) */ count(*) FROM b",
                "SELECT count(*) FROM range(1000000000000)",
                "SELECT * FROM sql_keywords()",
                "SELECT * FROM runs",
                "SELECT * FROM assay.runs",
                "SELECT * FROM quarantine.b",
                "SELECT * FROM datasets.b.snapshots",
                "SHOW TABLES",
                "DESCRIBE datasets.b",
                "EXPLAIN SELECT 1",
                "SELECT reflect('java.lang.System', 'getenv', 'HOME')",
                "SELECT * FROM text.`/etc/passwd`",
                "SELECT TRANSFORM(a) USING 'sh -c id' FROM b"
            })
    void aQueryOfADefinitionRefuses(String query) {
        Dataset<Row> rows = spark.sql("SELECT * FROM VALUES (1), (2) AS t(a)");

        assertThatThrownBy(() -> CheckedSql.ansiQuery(query, rows, List.of("b")))
                .as(query)
                .isInstanceOfAny(RefusedSqlException.class, AnalysisException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a > rand()",
                "t < now()",
                "t < current_timestamp",
                "s = current_user",
                "unix_timestamp() > a",
                "reflect('java.lang.System', 'getenv', 'HOME') = s",
                "exists(array(s), x -> x = java_method('java.lang.System', 'getenv', 'HOME'))",
                "a > (SELECT 1)",
                "EXISTS (SELECT 1 FROM text.`/etc/passwd`)",
                "a IN (SELECT 1)",
                "sum(a) > 1",
                "row_number() OVER (ORDER BY a) = 1",
                "explode(array(1)) = 1",
                "input_file_name() = s",
                "monotonically_increasing_id() = a",
                "a",
                "a >",
                "1; SELECT 1"
            })
    void aConditionOfADefinitionRefuses(String condition) {
        Dataset<Row> rows = spark.sql("SELECT 1 AS a, 'x' AS s, TIMESTAMP '2020-01-01' AS t");

        assertThatThrownBy(() -> AnsiCondition.of(rows, condition))
                .as(condition)
                .isInstanceOfAny(RefusedSqlException.class, AnalysisException.class);
    }

    @Test
    void variablesAreTextAndNotTheEnvironmentOrTheConfiguration() {
        assertThat(CheckedSql.query(
                                spark,
                                "SELECT '${env:PATH}', '${system:user.home}', '${spark.app.name}'",
                                SqlPolicy.COMMAND)
                        .first()
                        .toString())
                .isEqualTo("[${env:PATH},${system:user.home},${spark.app.name}]");
        assertThat(spark.range(1)
                        .select(CheckedSql.expression("'${env:PATH}'"))
                        .first()
                        .getString(0))
                .isEqualTo("${env:PATH}");
    }

    @Test
    void nothingIsOpenedBeforeARelationIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("broken.parquet");
        Files.writeString(file, "no Parquet: opening it would fail otherwise");

        assertThatThrownBy(() -> CheckedSql.query(spark, "SELECT * FROM parquet.`" + file + "`", SqlPolicy.COMMAND))
                .hasMessage("'parquet.%s' is not a table that may be read here; read datasets.NAME, ".formatted(file)
                        + "quarantine.NAME, deleted.NAME, features.VIEW or assay.runs and its like");
    }

    @Test
    void aViewOfTheSessionDoesNotHideAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("secret.txt");
        Files.writeString(file, "secret\n");
        spark.read().text(file.toString()).createOrReplaceTempView("innocent");
        try {
            assertThatThrownBy(() -> CheckedSql.query(spark, "SELECT * FROM innocent", SqlPolicy.COMMAND))
                    .hasMessageContaining("is not a table that may be read here");
        } finally {
            spark.catalog().dropTempView("innocent");
        }
    }

    @Test
    void aFunctionOfTheSessionIsRefused() {
        spark.udf().register("own_udf", (Integer x) -> x + 1, DataTypes.IntegerType);

        assertThatThrownBy(() -> CheckedSql.query(spark, "SELECT own_udf(1)", SqlPolicy.COMMAND))
                .hasMessage("'own_udf' is refused: it is not on the list of functions that only compute; "
                        + "use the functions listed in docs/sql.md");
    }

    @Test
    void policiesListNoFunctionThatIsKnownAsRefused() {
        for (String function : Set.of("reflect", "java_method", "xpath", "aes_decrypt")) {
            assertThat(SqlPolicy.COMMAND.calls(function, true)).as(function).isFalse();
            assertThat(SqlPolicy.DEFINITION.calls(function, true)).as(function).isFalse();
        }
    }
}
