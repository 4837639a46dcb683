package io.assay.jobs.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to training sets: the meaning of feature values, by the commands. */
class FeatureValuesByCommandsTest {
    private static final String EXACT = "12345678901234567890123456.0123456789";
    private static final String HEADER = "uid,ts,created,v,price,cents,x,born";

    @TempDir
    static Path folder;

    private static TestProject project;
    private static JsonNode computed;

    @BeforeAll
    static void computeTwice() {
        project = TestProject.in(folder.resolve("project"))
                .with("entities.yaml", "entities:\n  user: {join_keys: {uid: long}}\n")
                .with("contracts/m.odcs.yaml", """
                        apiVersion: v3.1.0
                        kind: DataContract
                        id: c
                        version: 1.0.0
                        status: active
                        schema:
                          - name: m
                            properties:
                              - {name: uid, logicalType: integer}
                              - {name: ts, logicalType: timestamp}
                              - {name: created, logicalType: timestamp}
                              - {name: v, logicalType: string}
                              - {name: price, logicalType: number, physicalType: "decimal(38,10)"}
                              - {name: cents, logicalType: integer}
                              - {name: x, logicalType: number}
                              - {name: born, logicalType: date}
                        """)
                .with("views/v.yaml", """
                        view: newest
                        entity: user
                        source: {dataset: m, event_time: ts, available: created}
                        latest:
                          - v
                          - price
                          - {name: cents, of: cents, type: int}
                          - {name: xi, of: x, type: int}
                          - born
                          - {name: note, of: v, default: none}
                        ---
                        view: day
                        entity: user
                        source: {dataset: m, event_time: ts, available: created}
                        window:
                          - {name: last_v, aggregate: last, of: v, over: 1d}
                          - {name: total, aggregate: sum, of: price, over: 1d}
                          - {name: sum_cents, aggregate: sum, of: cents, over: 1d, type: int}
                          - {name: max_x, aggregate: max, of: x, over: 1d, type: int}
                          - {name: first_born, aggregate: first, of: born, over: 1d}
                          - {name: n, aggregate: count, over: 1d}
                          - {name: mean_x, aggregate: mean, of: x, over: 1d, default: 0}
                        """)
                .with("services/s.yaml", "service: s\nfeatures: [newest, day]\n");
        // 1 and 200: the correction is further up in the later file than the original in the earlier one
        String day1 = project.file(
                "data/day1.csv",
                HEADER,
                "7,2024-05-01T10:00:00Z,2024-05-01T10:00:00Z,filler,,,,",
                "1,2024-05-01T10:00:00Z,2024-05-01T10:00:00Z,original,%s,3000000000,NaN,1899-12-31".formatted(EXACT),
                "200,2024-05-01T10:00:00Z,2024-05-01T10:00:00Z,original,0.0000000001,4294967296,3e9,0001-01-01");
        String day2 = project.file(
                "data/day2.csv",
                HEADER,
                "200,2024-05-01T10:00:00Z,2024-05-01T10:00:00Z,corrected,0,5,7,9999-12-31",
                "1,2024-05-01T10:00:00Z,2024-05-01T10:00:00Z,corrected,%s,3000000000,NaN,1899-12-31".formatted(EXACT),
                "3,2024-05-01T10:00:00Z,2024-05-01T10:45:00Z,corrected,,,,1582-10-10",
                "4,1850-06-01T10:00:00Z,1850-06-01T10:00:00Z,ancient,1,1,1.5,1850-06-01");
        assertThat(project.run("ingest", "m", "--input", day1, "--input", day2).exit())
                .isZero();
        Ended first = project.report("compute");
        assertThat(first.exit()).as(first.err()).isZero();
        computed = first.json();
        // the older version of an event, delivered later
        String late = project.file(
                "data/late.csv", HEADER, "3,2024-05-01T10:00:00Z,2024-05-01T10:00:00Z,original,,,,1582-10-10");
        assertThat(project.run("ingest", "m", "--input", late).exit()).isZero();
        assertThat(project.run("compute").exit()).isZero();
    }

    private static Ended set(String output, String... labels) {
        return project.report(
                "training-set",
                "s",
                "--labels",
                project.file(output + "-labels.csv", labels),
                "--output",
                project.folder().resolve(output).toString());
    }

    private static List<String> lines(String output) {
        try {
            return Files.readAllLines(project.folder().resolve(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theLastVersionOfAnEventCountsInItsTypeExactly() {
        Ended ended = set(
                "out.csv",
                "uid,event_timestamp",
                "1,2024-05-01T11:00:00Z",
                "200,2024-05-01T11:00:00Z",
                "3,2024-05-01T10:30:00Z",
                "3,2024-05-01T11:00:00Z",
                "4,1850-06-01T11:00:00Z",
                "4,9999-12-31");
        assertThat(ended.exit()).as(ended.err()).isZero();
        String two = new BigDecimal(EXACT).multiply(BigDecimal.valueOf(2)).toPlainString();
        assertThat(lines("out.csv"))
                .containsExactly(
                        "uid,event_timestamp,v,price,cents,xi,born,note,last_v,total,sum_cents,max_x,first_born,n,mean_x",
                        "1,2024-05-01T11:00:00Z,corrected,%s,,,1899-12-31T00:00:00Z,corrected,corrected,%s,,,1899-12-31T00:00:00Z,2,NaN"
                                .formatted(EXACT, two),
                        "200,2024-05-01T11:00:00Z,corrected,0.0000000000,5,7,9999-12-31T00:00:00Z,corrected,corrected,"
                                + "0.0000000001,,,0001-01-01T00:00:00Z,2,1.5000000035E9",
                        "3,2024-05-01T10:30:00Z,original,,,,1582-10-10T00:00:00Z,original,original,,,,1582-10-10T00:00:00Z,1,0.0",
                        "3,2024-05-01T11:00:00Z,corrected,,,,1582-10-10T00:00:00Z,corrected,corrected,,,,1582-10-10T00:00:00Z,2,0.0",
                        "4,1850-06-01T11:00:00Z,ancient,1.0000000000,1,,1850-06-01T00:00:00Z,ancient,ancient,1.0000000000,1,,"
                                + "1850-06-01T00:00:00Z,1,1.5",
                        "4,9999-12-31,ancient,1.0000000000,1,,1850-06-01T00:00:00Z,ancient,,,,,,0,0.0");
        JsonNode unusable = computed.at("/views/0/unusable");
        assertThat(unusable.path("cents does not fit int").asLong()).isEqualTo(3);
        assertThat(unusable.path("xi does not fit int").asLong()).isEqualTo(4);
    }

    @Test
    void aParquetOutputHoldsAnyInstantAndTheDecimal() {
        Ended ended = set("set", "uid,event_timestamp", "4,1850-06-01T11:00:00Z", "200,2024-05-01T11:00:00Z");
        assertThat(ended.exit()).as(ended.err()).isZero();
        List<Row> rows = project.spark()
                .read()
                .parquet(project.folder().resolve("set").toString())
                .selectExpr("uid", "CAST(born AS STRING)", "CAST(first_born AS STRING)", "CAST(total AS STRING)")
                .collectAsList();
        assertThat(rows)
                .extracting(Row::toString)
                .containsExactly(
                        "[4,1850-06-01 00:00:00,1850-06-01 00:00:00,1.0000000000]",
                        "[200,9999-12-31 00:00:00,0001-01-01 00:00:00,1E-10]");
    }

    @Test
    void aKeyThatIsNotOfItsTypeIsNoOtherKeyAndDefaultsHoldForUnknownAndNullKeys() {
        Ended ended = set(
                "keys.csv",
                "uid,event_timestamp",
                "1,2024-05-01T11:00:00Z",
                "1.9,2024-05-01T11:00:00Z",
                "abc,2024-05-01T11:00:00Z",
                ",2024-05-01T11:00:00Z",
                "55,2024-05-01T11:00:00Z");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(lines("keys.csv").subList(2, 6))
                .containsExactly(
                        "1.9,2024-05-01T11:00:00Z,,,,,,,,,,,,,",
                        "abc,2024-05-01T11:00:00Z,,,,,,,,,,,,,",
                        ",2024-05-01T11:00:00Z,,,,,,none,,,,,,,0.0",
                        "55,2024-05-01T11:00:00Z,,,,,,none,,,,,,0,0.0");
        assertThat(ended.json().at("/malformed_keys/uid").asLong()).isEqualTo(2);
        Ended text = project.run(
                "training-set",
                "s",
                "--labels",
                project.folder().resolve("keys.csv-labels.csv").toString(),
                "--output",
                project.folder().resolve("again.csv").toString());
        assertThat(text.out()).contains("2 rows have a key uid that is not long: their features are null");
    }

    @Test
    void aLabelTimeThatIsNotAnInstantIsRefused() {
        for (String time : List.of("202403", "2024", "10:30", "T10:30", "now", "1710066600")) {
            Ended ended = set("times.csv", "uid,event_timestamp", "1,2024-05-01T11:00:00Z", "1," + time);
            assertThat(ended.exit()).as(time).isEqualTo(1);
            assertThat(ended.err())
                    .contains("1 rows have an event_timestamp that is not a valid timestamp, such as '%s'; write it as "
                            .formatted(time));
        }
    }
}
