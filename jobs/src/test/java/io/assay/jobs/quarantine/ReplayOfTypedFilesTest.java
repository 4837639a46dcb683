package io.assay.jobs.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of typed files are replayed with the values they had, whatever formats the contract has for texts. */
class ReplayOfTypedFilesTest {
    @TempDir
    Path folder;

    private TestProject contract(String version, int minimum) {
        return TestProject.in(folder).with("contracts/visits.odcs.yaml", """
                kind: DataContract
                apiVersion: v3.1.0
                id: visits
                version: %s
                status: active
                schema:
                  - name: visits
                    properties:
                      - {name: id, logicalType: integer, logicalTypeOptions: {minimum: %d}}
                      - {name: day, logicalType: date, logicalTypeOptions: {format: dd.MM.yyyy}}
                      - {name: at, logicalType: timestamp, logicalTypeOptions: {format: "dd.MM.yyyy HH:mm:ss", defaultTimezone: Europe/Berlin}}
                      - {name: clock, logicalType: time, logicalTypeOptions: {format: HHmm}}
                      - name: o
                        logicalType: object
                        properties:
                          - {name: day, logicalType: date, logicalTypeOptions: {format: yyyyMMdd}}
                      - {name: days, logicalType: array, items: {logicalType: date, logicalTypeOptions: {format: yyyyMMdd}}}
                """.formatted(version, minimum));
    }

    private static final String TEXTS =
            "SELECT CAST(id AS BIGINT) AS id, '01.02.2024' AS day, '01.02.2024 10:00:00' AS at,"
                    + " '0930' AS clock, named_struct('day', '20240203') AS o, array('20240204') AS days";
    private static final String TYPED = "SELECT CAST(id AS BIGINT) AS id, DATE'2024-02-01' AS day,"
            + " TIMESTAMP'2024-02-01T09:00:00Z' AS at, '0930' AS clock, named_struct('day', DATE'2024-02-03') AS o,"
            + " array(DATE'2024-02-04') AS days";
    private static final String LOCAL = "SELECT CAST(id AS BIGINT) AS id, DATE'2024-02-01' AS day,"
            + " TIMESTAMP_NTZ'2024-02-01T10:00:00' AS at, '0930' AS clock, named_struct('day', DATE'2024-02-03') AS o,"
            + " array(DATE'2024-02-04') AS days";

    @ParameterizedTest
    @CsvSource({
        "parquet, texts",
        "parquet, typed",
        "parquet, local",
        "orc, typed",
        "avro, texts",
        "avro, typed",
        "json, texts"
    })
    void valuesStayWhatTheyWere(String format, String kind) {
        TestProject project = contract("1.0.0", 1);
        String input = folder.resolve("in").toString();
        String query = kind.equals("texts") ? TEXTS : kind.equals("typed") ? TYPED : LOCAL;
        project.sql(query + " FROM VALUES (1), (-1) AS t(id)")
                .coalesce(1)
                .write()
                .format(format)
                .save(input);
        Ended ingested = project.report("ingest", "visits", "--input", input);
        assertThat(ingested.rows("published"))
                .as(ingested.out() + ingested.err())
                .isEqualTo(1);
        contract("1.1.0", -5);

        Ended replay = project.report("quarantine", "replay", "visits");

        assertThat(replay.rows("published")).as(replay.out()).isEqualTo(1);
        assertThat(project.rows("SELECT day, at, clock, o.day, days FROM datasets.visits WHERE id = -1"))
                .isEqualTo(project.rows("SELECT day, at, clock, o.day, days FROM datasets.visits WHERE id = 1"))
                .singleElement()
                .asString()
                .startsWith("[2024-02-01,2024-02-01 09:00:00.0,09:30:00,2024-02-03,");
    }

    /** The date itself is what was wrong: it is in the file as a text, and is set by an expression. */
    @ParameterizedTest
    @CsvSource({"parquet", "json"})
    void aDateThatIsReplacedIsReadWhateverTheFormat(String format) {
        TestProject project = contract("1.0.0", -5);
        String input = folder.resolve("in").toString();
        project.sql(TEXTS.replace("'01.02.2024' AS day", "IF(id = 1, '2024-02-28', '01.02.2024') AS day")
                        + " FROM VALUES (1), (2), (3), (4) AS t(id)")
                .coalesce(1)
                .write()
                .format(format)
                .save(input);
        assertThat(project.report("ingest", "visits", "--input", input).rows("quarantined"))
                .isEqualTo(1);
        assertThat(project.report("quarantine", "replay", "visits").status())
                .as("a text of another format than the contract's stays wrong")
                .isEqualTo("nothing_new");

        Ended replay = project.report("quarantine", "replay", "visits", "--set", "day=DATE'2024-02-29'", "--as", "ada");

        assertThat(replay.rows("published")).as(replay.out() + replay.err()).isEqualTo(1);
        assertThat(project.rows("SELECT day, at, o.day FROM datasets.visits WHERE id = 1"))
                .containsExactly("[2024-02-29,2024-02-01 09:00:00.0,2024-02-03]");
    }
}
