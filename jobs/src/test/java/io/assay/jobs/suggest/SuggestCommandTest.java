package io.assay.jobs.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestCommandTest {
    @TempDir
    Path folder;

    private static final String ORDERS = "order_id,customer,status,amount,delay_ms,email,zip,ordered_at,shipped\n";

    /** The orders of some days; {@code from} counts on. */
    private static String orders(int from, int count) {
        Random random = new Random(from);
        StringBuilder rows = new StringBuilder(ORDERS);
        for (int i = from; i < from + count; i++) {
            rows.append("%d,C%05d,%s,%d.%02d,%d,u%d@shop.example,%05d,%sT%02d:%02d:00Z,%s\n"
                    .formatted(
                            100_000 + i,
                            random.nextInt(3000),
                            List.of("new", "paid", "sent").get(random.nextInt(3)),
                            random.nextInt(500),
                            random.nextInt(100),
                            random.nextInt(900),
                            random.nextInt(2000),
                            random.nextInt(99_999),
                            LocalDate.of(2024, 1, 1).plusDays(i / 500),
                            random.nextInt(24),
                            random.nextInt(60),
                            random.nextInt(4) == 0
                                    ? "NA"
                                    : LocalDate.of(2024, 2, 1)
                                            .plusDays(random.nextInt(20))
                                            .toString()));
        }
        return rows.toString();
    }

    @Test
    void aContractNamesTypesKeyListFormatsAndBoundsAndWhatTheyRestOn() {
        TestProject project = TestProject.in(folder).with("orders.csv", orders(0, 2000));
        String file = folder.resolve("orders.csv").toString();
        Ended suggested = project.run("suggest", file);
        assertThat(suggested.exit()).as(suggested.err()).isZero();
        assertThat(suggested.out())
                .contains(
                        "# primary key: order_id differs in each of 2,000 rows, and it is named or written as a key is",
                        "  - name: orders\n",
                        """
                              - name: order_id
                                # integers in all 2,000 values, from 100000 to 101999
                                logicalType: integer
                                primaryKey: true
                        """,
                        "arguments: {validValues: [new, paid, sent]}",
                        "pattern: \"^[A-Z][0-9]{5}$\"",
                        "format: email",
                        "# note: digits only, but ",
                        "description: \"In milliseconds, by its name\"",
                        "- {property: nullValues, value: [\"NA\"]}",
                        "logicalType: date\n");
        project.with("contracts/orders.odcs.yaml", suggested.out());
        assertAccepts(project, "orders", file);
        assertThat(published(
                        project,
                        "orders",
                        folder.resolve(project.file(
                                        "next.csv", orders(2000, 1000).strip()))
                                .toString()))
                .as("the next day's rows")
                .isEqualTo(1000);

        JsonNode json = project.report("suggest", file).json();
        assertThat(json.path("primary_key").path("columns").path(0).asText()).isEqualTo("order_id");
        assertThat(json.path("columns").path(2).path("rules").toString()).contains("invalidValues", "rarest");
        assertThat(json.path("contract").path("id").asText()).isEqualTo("orders");
    }

    @Test
    void keysOfTimeAndCodesAreFoundAndPartsOfADateAreNone() {
        StringBuilder rows = new StringBuilder("day,hour,carrier,flight,stamp,delay\n");
        for (int day = 1; day <= 20; day++) {
            for (int flight = 0; flight < 30; flight++) {
                rows.append("%d,%d,%s,%d,2024-01-%02dT%02d:00:00Z,%d\n"
                        .formatted(
                                day,
                                flight % 6,
                                "ABC".charAt(flight % 3) + "X",
                                100 + flight / 2,
                                day,
                                flight % 6,
                                flight % 7 - 3));
            }
        }
        TestProject project = TestProject.in(folder).with("flights-2024-01.csv", rows.toString());
        Ended suggested =
                project.run("suggest", folder.resolve("flights-2024-01.csv").toString());
        assertThat(suggested.exit()).as(suggested.err()).isZero();
        assertThat(suggested.out()).contains("  - name: flights\n");
        assertThat(suggested.out()).containsPattern("primary key: no two of 600 rows are alike in .*flight, stamp");
        assertThat(suggested.out())
                .doesNotContainPattern("- name: (day|hour|delay)\n( +#.*\n)* +logicalType: integer\n +primaryKey");
    }

    @Test
    void foreignKeysToPublishedDatasetsAreFoundAndTheShellMayHaveEmptiedTheFile() {
        TestProject project =
                TestProject.in(folder).with("contracts/carriers.odcs.yaml", """
                        apiVersion: v3.1.0
                        kind: DataContract
                        id: carriers
                        version: 1.0.0
                        status: active
                        schema:
                          - name: carriers
                            properties:
                              - {name: code, logicalType: string, primaryKey: true}
                        """).with("contracts/legs.odcs.yaml", "");
        String carriers = project.file("carriers.csv", "code", "AA", "BB", "CC", "DD", "EE");
        project.with(
                "contracts/legs.odcs.yaml",
                "# later\napiVersion: v3.1.0\nkind: DataContract\nid: legs\nversion: 1.0.0\nstatus: draft\n");
        Ended ingested = project.run("ingest", "carriers", "--input", carriers);
        assertThat(ingested.exit()).as(ingested.err()).isZero();
        project.with("contracts/legs.odcs.yaml", "");
        List<String> rows = new ArrayList<>(List.of("id,carrier,partner"));
        for (int i = 0; i < 300; i++) {
            rows.add("%d,%s,%s".formatted(i, List.of("AA", "BB", "CC", "DD").get(i % 4), i == 7 ? "ZZ" : "EE"));
        }
        String legs = project.file("legs.csv", rows.toArray(String[]::new));
        Ended suggested = project.run("suggest", legs);
        assertThat(suggested.exit()).as(suggested.err()).isZero();
        assertThat(suggested.out())
                .contains("4 of 4 values that were looked up are keys of carriers, and it is named like them")
                .containsOnlyOnce("- to: carriers.code");
        project.with("contracts/legs.odcs.yaml", suggested.out());
        assertAccepts(project, "legs", legs);
    }

    private static void stations(TestProject project, String place) {
        project.with("contracts/weather.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: weather
                version: 1.0.0
                status: active
                schema:
                  - name: weather
                    properties:
                      - {name: %s, logicalType: string, primaryKey: true, primaryKeyPosition: 1}
                      - {name: day, logicalType: date, primaryKey: true, primaryKeyPosition: 2}
                      - {name: wind, logicalType: integer}
                """.formatted(place));
        List<String> weather = new ArrayList<>(List.of(place + ",day,wind"));
        for (int day = 1; day <= 20; day++) {
            for (String origin : List.of("EWR", "JFK", "LGA")) {
                weather.add("%s,2024-01-%02d,%d".formatted(origin, day, day));
            }
        }
        Ended ingested = project.run(
                "ingest", "weather", "--input", project.file("weather.csv", weather.toArray(String[]::new)));
        assertThat(ingested.exit()).as(ingested.err()).isZero();
    }

    /** {@code wrong} of 600 rows are of a day without weather. */
    private static String departures(TestProject project, int wrong) {
        List<String> rows = new ArrayList<>(List.of("id,origin,flight_day"));
        for (int i = 0; i < 600; i++) {
            rows.add("%d,%s,%02d.%02d.2024"
                    .formatted(7_000_000 + i, List.of("EWR", "JFK", "LGA").get(i % 3), 1 + i % 20, i < wrong ? 2 : 1));
        }
        return project.file("departures.csv", rows.toArray(String[]::new));
    }

    @Test
    void aForeignKeyOfSeveralColumnsIsFoundAndCheckedInEveryRow() {
        TestProject project = TestProject.in(folder);
        stations(project, "origin");
        String all = departures(project, 0);
        Ended suggested = project.run("suggest", all);
        assertThat(suggested.out()).contains("""
                    relationships:
                      # origin, flight_day are named like the primary key of weather; no row has other values
                      - from: [departures.origin, departures.flight_day]
                        to: [weather.origin, weather.day]
                """);
        project.with("contracts/departures.odcs.yaml", suggested.out());
        assertAccepts(project, "departures", all);
        JsonNode json = project.report("suggest", all).json().path("relationships");
        assertThat(json.path(0).path("to").toString()).isEqualTo("[\"weather.origin\",\"weather.day\"]");
        assertThat(json.path(0).path("action").asText()).isEqualTo("quarantine");

        assertThat(project.run("suggest", departures(project, 6)).out()).contains("""
                      # origin, flight_day are named like the primary key of weather; 6 of 600 rows have another value: it only warns
                      - from: [departures.origin, departures.flight_day]
                        to: [weather.origin, weather.day]
                        customProperties:
                          - {property: action, value: warn}
                """);
        assertThat(project.run("suggest", departures(project, 500)).out()).doesNotContain("weather");
    }

    @Test
    void aKeyOfWhichOneColumnIsMissingIsNoForeignKey() {
        TestProject project = TestProject.in(folder);
        stations(project, "airport");
        assertThat(project.run("suggest", departures(project, 0)).out()).doesNotContain("weather");
    }

    @Test
    void oddNamesAndFewRowsMakeAContractToo() {
        TestProject project = TestProject.in(folder);
        List<String> files = List.of(
                project.file("header.csv", "a,b"),
                project.file("one.csv", "a,b", "1,x"),
                project.file("column.csv", "select", "1", "2", "2"),
                project.file("nothing.csv", "a,b", ",", ",", ","),
                project.file("semicolon.csv", "id;wert", "1;1,5", "2;2,5"),
                project.file(
                        "names.csv",
                        "\"a.b\",\"größe in cm\",\"say \"\"hi\"\"\",order,_run,`x`,A,a,: #x",
                        "1,2,3,4,5,6,7,8,9",
                        "1,2,3,4,5,6,7,8,9"),
                project.file("mixed.csv", "v,w", "1," + "long ".repeat(2000), "x,y", "2024-01-01,", "true,\"a\nb: c\""),
                project.file("same.csv", "a,b", "1,x", "1,x", "1,x"));
        for (String file : files) {
            Ended suggested = project.run("suggest", file);
            assertThat(suggested.exit()).as(file + suggested.err()).isZero();
            String name = DatasetNaming.of(file);
            project.with("contracts/%s.odcs.yaml".formatted(name), suggested.out());
            if (!name.equals("header")) {
                assertAccepts(project, name, file);
            }
        }
        assertThat(project.run("suggest", files.get(6)).out()).contains("values of several types (1 integer");
        assertThat(project.run("suggest", files.get(4)).out())
                .contains("{property: delimiter, value: \";\"}", "decimal comma");
        Ended empty = project.run("suggest", project.file("empty.csv"));
        assertThat(empty.exit()).isEqualTo(1);
        assertThat(empty.err()).contains("has no columns");
        assertThat(project.run("suggest", files.get(1), "--dataset", "Not-A-Name")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void nestedJsonAndStoredTypesKeepTheirTypes() {
        TestProject project = TestProject.in(folder);
        List<String> lines = IntStream.range(0, 60)
                .mapToObj(i ->
                        "{\"id\":\"k%d\",\"who\":{\"name\":\"n\",\"age\":%d},\"tags\":[\"a\"],\"lines\":[{\"sku\":\"s\",\"n\":1}],\"x.y\":1.5}"
                                .formatted(i, i % 50))
                .toList();
        String json = project.file("events.json", lines.toArray(String[]::new));
        Ended suggested = project.run("suggest", json);
        assertThat(suggested.exit()).as(suggested.err()).isZero();
        assertThat(suggested.out())
                .contains("logicalType: object", "logicalType: array", "- name: sku", "physicalName: x.y");
        project.with("contracts/events.odcs.yaml", suggested.out());
        assertAccepts(project, "events", json);

        String parquet = folder.resolve("typed.parquet").toString();
        project.sql(
                        "SELECT CAST(id AS INT) AS n, CAST(id AS DECIMAL(12,2)) AS d, DATE'2024-01-01' AS day, id % 2 = 0 AS b,"
                                + " CAST(id AS FLOAT) AS f, array(named_struct('q', id)) AS a, map('k', id) AS m FROM range(100)")
                .write()
                .parquet(parquet);
        Ended typed = project.run("suggest", parquet, "--dataset", "typed");
        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.out())
                .contains("physicalType: \"int\"", "physicalType: \"decimal(12,2)\"", "physicalType: \"float\"");
        project.with("contracts/typed.odcs.yaml", typed.out());
        assertAccepts(project, "typed", parquet);
    }

    @Test
    void randomTablesKeepToWhatIsSuggestedFromThem() {
        TestProject project = TestProject.in(folder);
        for (int seed = 1; seed <= 5; seed++) {
            String name = "random_" + "abcdefghij".charAt(seed);
            String file = project.file(name + ".csv", RandomTable.of(seed));
            Ended suggested = project.run("suggest", file, "--dataset", name);
            assertThat(suggested.exit())
                    .as("seed %d: %s", seed, suggested.err())
                    .isZero();
            project.with("contracts/%s.odcs.yaml".formatted(name), suggested.out());
            assertAccepts(project, name, file);
        }
    }

    private static void assertAccepts(TestProject project, String dataset, String file) {
        Ended checked = project.run(
                "check",
                project.folder()
                        .resolve("contracts/%s.odcs.yaml".formatted(dataset))
                        .toString());
        assertThat(checked.exit()).as(checked.out()).isZero();
        JsonNode report = project.report("ingest", dataset, "--input", file).json();
        assertThat(report.path("status").asText()).as(report.toString()).isEqualTo("published");
        assertThat(report.path("rows").path("quarantined").asLong())
                .as(report.toString())
                .isZero();
        assertThat(report.path("rows").path("read").asLong())
                .isEqualTo(report.path("rows").path("published").asLong());
    }

    private static long published(TestProject project, String dataset, String file) {
        return project.report("ingest", dataset, "--input", file)
                .json()
                .path("rows")
                .path("published")
                .asLong();
    }
}
