package io.assay.jobs.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.json.Json;
import io.assay.jobs.process.FreePort;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decimals of 38 digits, and instants from year 1 to 9999: served as a training set has them. */
class LimitsOnlineIT {
    private static final Path JAR = Path.of("..", "feature-store-api", "target", "assay-service.jar");
    private static final List<Instant> NOWS = List.of(
            Instant.parse("0001-06-01T00:00:00Z"),
            Instant.parse("1582-10-10T12:00:00.5Z"),
            Instant.parse("1899-12-31T23:59:59.999999Z"),
            Instant.parse("2024-05-01T12:00:00Z"),
            Instant.parse("9999-12-31T23:59:59Z"));
    private static final int KEYS = 6;

    @TempDir
    Path folder;

    @Test
    void everyValueIsThatOfTheTrainingSet() throws Exception {
        assertThat(JAR)
                .as("the service's jar; build it with ./mvnw -Dquick -DskipTests -pl feature-store-api -am package")
                .isRegularFile();
        TestProject project = project();
        List<String> labels = new ArrayList<>(List.of("uid,event_timestamp"));
        NOWS.forEach(now -> {
            for (int uid = 1; uid <= KEYS; uid++) {
                labels.add(uid + "," + now);
            }
        });
        String output = folder.resolve("training").toString();
        TestProject.Ended ended = project.run(
                "training-set",
                "s",
                "--labels",
                project.file("labels.csv", labels.toArray(String[]::new)),
                "--output",
                output);
        assertThat(ended.exit()).as(ended.err()).isZero();
        SparkSession spark = project.spark();
        // java.sql's timestamps are of another calendar before 1582
        spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
        List<Row> offline =
                spark.read().parquet(output).orderBy("event_timestamp", "uid").collectAsList();
        int filled = 0;
        for (int i = 0; i < NOWS.size(); i++) {
            filled += compare(project, NOWS.get(i), offline.subList(i * KEYS, (i + 1) * KEYS));
        }
        assertThat(filled).isGreaterThan(100);
    }

    private TestProject project() {
        TestProject project = TestProject.in(folder.resolve("project"))
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
                              - {name: price, logicalType: number, physicalType: "decimal(38,10)"}
                              - {name: small, logicalType: number, physicalType: "decimal(9,2)"}
                              - {name: born, logicalType: date}
                        """)
                .with("views/v.yaml", """
                        view: newest
                        entity: user
                        source: {dataset: m, event_time: ts}
                        latest: [price, small, born, ts]
                        ---
                        view: ever
                        entity: user
                        source: {dataset: m, event_time: ts}
                        window:
                          - {name: total, aggregate: sum, of: price, over: 365000d}
                          - {name: least, aggregate: min, of: small, over: 365000d}
                          - {name: last_born, aggregate: last, of: born, over: 365000d}
                          - {name: first_ts, aggregate: first, of: ts, over: 365000d}
                          - {name: n, aggregate: count, over: 365000d}
                          - {name: day_total, aggregate: sum, of: small, over: 1d}
                        """)
                .with("services/s.yaml", "service: s\nfeatures: [newest, ever]\n");
        String data = project.file(
                "m.csv",
                "uid,ts,price,small,born",
                "1,0001-01-01T00:00:00Z,12345678901234567890123456.0123456789,-9999999.99,0001-01-01",
                "1,9999-12-31T23:59:58Z,12345678901234567890123456.0123456789,9999999.99,9999-12-31",
                "2,1582-10-04T23:59:59Z,0.0000000001,0.01,1582-10-04",
                "2,1582-10-10T12:00:00Z,-0.0000000001,-0.01,1582-10-10",
                "3,1899-12-31T23:59:59.999998Z,9999999999999999999999999999.9999999999,1,1899-12-31",
                "3,1900-01-01T00:00:00Z,1,2,1900-01-01",
                "4,1883-11-18T12:00:00Z,,,",
                "5,2024-05-01T11:59:58Z,0,0.00,2024-02-29");
        assertThat(project.run("ingest", "m", "--input", data).exit()).isZero();
        TestProject.Ended computed = project.run("compute");
        assertThat(computed.exit()).as(computed.err()).isZero();
        return project;
    }

    /** How many values were not null. */
    private static int compare(TestProject project, Instant now, List<Row> offline) throws Exception {
        JsonNode answer;
        try (ServiceProcess service = new ServiceLauncher(
                        project.folder(), Optional.empty(), FreePort.find(), new ClockOption.At(now))
                .start(JAR)) {
            service.waitUntilReady(Duration.ofMinutes(3));
            answer = Json.MAPPER
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(service.post(
                                    "/get-online-features",
                                    "{\"feature_service\":\"s\",\"entities\":{\"uid\":[1,2,3,4,5,6]}}")
                            .body());
        }
        JsonNode names = answer.at("/metadata/feature_names");
        assertThat(names).as("%s", answer).hasSize(11);
        int filled = 0;
        for (int i = 1; i < names.size(); i++) {
            String name = names.get(i).asText();
            for (int row = 0; row < KEYS; row++) {
                JsonNode online = answer.path("results").path(i).path("values").path(row);
                @Nullable Object value = offline.get(row).getAs(name);
                assertThat(same(online, value))
                        .as("%s of %d at %s: served %s, in the training set %s", name, row + 1, now, online, value)
                        .isTrue();
                filled += value == null ? 0 : 1;
            }
        }
        return filled;
    }

    private static boolean same(JsonNode online, @Nullable Object offline) {
        if (offline == null) {
            return online.isNull();
        }
        if (offline instanceof Instant time) { // served in seconds, as Feast does
            return online.asLong() == time.getEpochSecond();
        }
        if (offline instanceof BigDecimal decimal) {
            return online.isNumber() && online.decimalValue().compareTo(decimal) == 0;
        }
        return online.isIntegralNumber() && online.asLong() == ((Number) offline).longValue();
    }
}
