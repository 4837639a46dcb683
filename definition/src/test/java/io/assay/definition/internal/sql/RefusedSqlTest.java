package io.assay.definition.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.Fault;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.odcs.SchemaObjects;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the jobs refuse is a fault of {@code check} already, though it has no Spark. */
final class RefusedSqlTest {
    private static final DocumentNode PLACE = new DocumentNode.Scalar(1, "query", "", DocumentNode.Kind.TEXT);
    private static final List<String> COLUMNS = List.of("a", "s");

    private static List<String> faults(String query) {
        FaultCollector faults = new FaultCollector("f");
        if (!SqlChecker.refused(query, COLUMNS, "query", PLACE, faults)) {
            SqlQuery.of(query, "t", List.of(), List.of(), Optional.empty(), PLACE, faults)
                    .ifPresent(read ->
                            read.check(COLUMNS, new SchemaObjects(SchemaObjects.Scope.ONE_FILE), PLACE, faults));
        }
        return faults.all().stream().map(Fault::text).toList();
    }

    private static List<String> labels(String query) {
        FaultCollector faults = new FaultCollector("f");
        LabelSelect.read(query, PLACE, faults);
        return faults.all().stream().map(Fault::text).toList();
    }

    private static List<String> condition(String sql) {
        FaultCollector faults = new FaultCollector("f");
        SqlChecker.expression(sql, COLUMNS, "where", PLACE, faults);
        return faults.all().stream().map(Fault::text).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT TRANSFORM(s) USING 'sh -c id' FROM {object}",
                "SELECT count(*) FROM (SELECT TRANSFORM(s) USING 'sh -c id' FROM {object})",
                "SELECT count(*) FROM text.`/etc/passwd`",
                "SELECT count(*) FROM {object} WHERE s IN (SELECT value FROM text.`/etc/passwd`)",
                "SELECT count(*) FROM spark_catalog.text.`/etc/passwd`",
                "SELECT count(*) FROM datasets.`/etc/passwd`",
                "SELECT count(*) FROM assay.runs",
                "SELECT reflect('java.lang.System', 'getenv', 'HOME') FROM {object}",
                "SELECT `reflect`('java.lang.System', 'getenv', 'HOME') FROM {object}",
                "SELECT java_method('java.lang.System', 'exit', 1) FROM {object}",
                "SELECT try_reflect('java.lang.System', 'exit', 1) FROM {object}",
                "SELECT count(*) FROM {object} ORDER BY reflect('java.lang.System', 'getenv', 'HOME')",
                "SELECT xpath_string(s, 'a') FROM {object}",
                "SELECT own_function(a) FROM {object}",
                "SELECT max(system.bucket(16, a)) FROM {object}",
                "SELECT count(*) FROM {object} WHERE a > rand()",
                "SELECT max(now()) FROM {object}",
                "SELECT current_user FROM {object}",
                "SELECT input_file_name() FROM {object}",
                "SELECT unix_timestamp() FROM {object}",
                "SELECT count(*) FROM range(1000000000000)",
                "WITH x AS (SELECT 1) INSERT OVERWRITE DIRECTORY '/tmp/x' SELECT * FROM x",
                "WITH x AS (SELECT 1) INSERT INTO datasets.t SELECT * FROM x",
                "INSERT INTO datasets.t SELECT 1",
                "SELECT 1 INTO t FROM {object}",
                "DROP TABLE t",
                "SET x = 1",
                "SELECT 1; SELECT 2",
                "SELECT /*+ REPARTITION(1000000) */ count(*) FROM {object}"
            })
    void aQueryIsAFault(String query) {
        assertThat(faults(query)).as(query).isNotEmpty();
        assertThat(labels(query.replace("{object}", "datasets.t")))
                .as(query)
                .satisfiesAnyOf(
                        found -> assertThat(found).isNotEmpty(), // else its tables are checked, which the project has
                        found -> assertThat(query)
                                .containsAnyOf("FROM text.", "FROM spark_catalog.", "FROM datasets.`", "FROM assay."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reflect('java.lang.System', 'getenv', 'HOME') = s",
                "exists(array(s), x -> x = java_method('java.lang.System', 'getenv', 'HOME'))",
                "CASE WHEN true THEN reflect('java.lang.System', 'exit', 1) END",
                "own_function(a) > 1",
                "raise_error('x')",
                "a IN (SELECT 1)",
                "s < current_timestamp"
            })
    void aConditionIsAFault(String sql) {
        assertThat(condition(sql)).as(sql).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM t",
                "WITH t AS (SELECT * FROM t WHERE a > 1) SELECT count(*) FROM t",
                "WITH x AS (SELECT * FROM {object}) SELECT count(*) FROM x JOIN datasets.other o ON x.a = o.a",
                "SELECT count(*) FROM (SELECT a, row_number() OVER (PARTITION BY s ORDER BY a) AS r FROM {object}) WHERE r > 1",
                "SELECT count(DISTINCT s) / count(*) FROM {object}",
                "SELECT percentile_approx(a, 0.5) FROM {object}",
                "SELECT count(*) FROM {object} l JOIN datasets.stock USING (a)"
            })
    void aQueryThatReadsPasses(String query) {
        assertThat(faults(query)).as(query).isEmpty();
    }

    @Test
    void messagesSayWhatIsRefusedAndWhatToDo() {
        assertThat(condition("reflect('a', 'b') = s"))
                .containsExactly("f:1: query: where calls 'reflect', which is not on the list of functions for "
                        + "definitions; use the functions listed in docs/sql.md");
        assertThat(faults("SELECT count(*) FROM text.`/x`"))
                .containsExactly("f:1: query: query reads 'text.`/x`', which is not this dataset; read {object}, or "
                        + "another dataset as datasets.NAME");
    }

    @Test
    void aNameOfTheQuerysOwnIsNotTheBatch() {
        FaultCollector faults = new FaultCollector("f");
        assertThat(SqlQuery.of(
                        "WITH t AS (SELECT 1 AS q) SELECT count(*) FROM t WHERE t.q = 1",
                        "t",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        PLACE,
                        faults))
                .map(SqlQuery::text)
                .contains("WITH t AS (SELECT 1 AS q) SELECT count(*) FROM t WHERE t.q = 1");
        assertThat(SqlQuery.of("SELECT count(*) FROM t", "t", List.of(), List.of(), Optional.empty(), PLACE, faults))
                .map(SqlQuery::text)
                .contains("SELECT count(*) FROM {object}");
    }
}
