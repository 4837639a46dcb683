package io.assay.jobs.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.aggregation.time.Micros;
import io.assay.definition.feature.ViewName;
import io.assay.online.OnlineStore;
import io.assay.online.OnlineStoreSettings;
import io.assay.online.store.HeapStore;
import io.assay.online.view.OnlineView;
import io.assay.online.view.ViewRow;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same tables, read by a training set and by the service: every key, every feature, at instants of every kind. */
class OnlineEqualsOfflineIT {
    private static final int KEYS = 40;
    /** The last instant has nothing due and no hop's edge for minutes: a ticking clock is no matter there. */
    private static final Instant QUIET = Instant.parse("2020-01-20T12:31:00Z");

    private static final List<Instant> INSTANTS = List.of(
            Instant.parse("2020-01-10T12:00:00Z"), // on the edge of a tile, an hour and a day's half
            Instant.parse("2020-01-10T11:59:59.999999Z"),
            Instant.parse("2020-01-10T12:00:00.000001Z"),
            Instant.parse("2020-01-11T00:00:00Z"),
            Instant.parse("2020-01-12T09:35:00Z"), // on the edge of a tile only
            Instant.parse("2020-01-12T09:34:59Z"),
            Instant.parse("2020-01-12T09:37:21.5Z"), // between
            Instant.parse("2020-01-15T23:59:59Z"),
            QUIET);

    @TempDir
    static Path folder;

    private static TestProject project;
    private static final List<String> FEATURES = new ArrayList<>();
    private static final Map<String, Map<String, String>> OFFLINE = new LinkedHashMap<>();

    @BeforeAll
    static void compute() throws IOException {
        project = TestProject.in(folder)
                .file("entities.yaml", "entities:\n  thing: {join_keys: {id: long}}\n")
                .file("contracts/events.odcs.yaml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: events
                        name: events
                        version: 1.0.0
                        status: active
                        schema:
                          - name: events
                            properties:
                              - {name: id, logicalType: integer}
                              - {name: at, logicalType: timestamp}
                              - {name: landed, logicalType: timestamp}
                              - {name: x, logicalType: integer, physicalType: int}
                              - {name: y, logicalType: number}
                              - {name: word, logicalType: string}
                              - {name: flag, logicalType: boolean}
                        """)
                .file("views/views.yaml", """
                        view: windows
                        entity: thing
                        source: {dataset: events, event_time: at, available: landed}
                        window:
                          - {name: n_3h, aggregate: count, over: 3h}
                          - {name: total_1d, aggregate: sum, of: x, over: 1d}
                          - {name: mean_3h, aggregate: mean, of: y, over: 3h}
                          - {name: mean_14d, aggregate: mean, of: y, over: 14d}
                          - {name: least_1d, aggregate: min, of: y, over: 1d}
                          - {name: most_7d, aggregate: max, of: x, over: 7d, hop: 1h}
                          - {name: spread_1d, aggregate: stddev, of: y, over: 1d}
                          - {name: variance_7d, aggregate: variance, of: y, over: 7d}
                          - {name: last_1d, aggregate: last, of: word, over: 1d}
                          - {name: first_1d, aggregate: first, of: word, over: 1d}
                          - {name: words_7d, aggregate: count_distinct, of: word, over: 7d}
                          - {name: flags_1d, aggregate: count, where: flag, over: 1d, hop: 5m}
                        ---
                        view: newest
                        entity: thing
                        source: {dataset: events, event_time: at, available: landed}
                        ttl: 5h
                        latest: [x, y, word, flag, {name: seen, of: at}]
                        """)
                .file("services/all.yaml", "service: all\nfeatures: [windows, newest]\n");
        for (int part = 0; part < 3; part++) {
            project.publish("events", events(part));
            assertThat(project.run("compute").exit()).isZero();
        }
        Path labels = folder.resolve("labels.csv");
        StringBuilder text = new StringBuilder("id,event_timestamp\n");
        for (Instant instant : INSTANTS) {
            for (int id = 0; id <= KEYS; id++) { // the last key was never seen
                text.append(id).append(',').append(instant).append('\n');
            }
        }
        Files.writeString(labels, text);
        Path output = folder.resolve("training");
        var ended = project.run("training-set", "all", "--labels", labels.toString(), "--output", output.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        remember(output);
    }

    /** About one event in 40 minutes a key, on edges often, known up to 100 minutes later; none just before QUIET. */
    private static String events(int part) {
        return """
                SELECT id, at, timestamp_micros(unix_micros(at) + pmod(h, 100) * 60000000 + pmod(h, 3) * 500000) AS landed,
                    CAST(pmod(h, 1000) AS INT) AS x, pmod(h, 977) / 7 AS y, concat('w', pmod(h, 23)) AS word,
                    pmod(h, 3) = 0 AS flag
                FROM (
                    SELECT id, xxhash64(id, n) AS h, timestamp_seconds(1577836800 + n * 2400
                        + IF(pmod(xxhash64(n, id), 4) = 0, 0, pmod(xxhash64(id, n, 1), 2400))) AS at
                    FROM (SELECT explode(sequence(0L, %dL)) AS id), (SELECT explode(sequence(0L, 700L)) AS n))
                WHERE pmod(h, 3) = %d AND at < TIMESTAMP '2020-01-20 10:00:00'""".formatted(KEYS - 1, part);
    }

    private static void remember(Path output) {
        for (Row row : project.spark().read().parquet(output.toString()).collectAsList()) {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 2; i < row.size(); i++) {
                values.put(row.schema().fieldNames()[i], text(row.get(i)));
            }
            OFFLINE.put(row.getString(0) + " at " + row.getString(1), values);
            if (FEATURES.isEmpty()) {
                FEATURES.addAll(values.keySet());
            }
        }
        assertThat(OFFLINE).hasSize(INSTANTS.size() * (KEYS + 1));
    }

    /** A value as JSON has it: a timestamp is a number of seconds. */
    private static String text(Object value) {
        if (value instanceof java.sql.Timestamp timestamp) {
            Instant instant = timestamp.toInstant();
            return instant.getNano() == 0 ? Long.toString(instant.getEpochSecond()) : instant.toString();
        }
        return String.valueOf(value);
    }

    @Test
    void everyValueIsTheSameAtEveryInstant() throws InterruptedException {
        long filled = 0;
        long compared = 0;
        for (Instant instant : INSTANTS) {
            OnlineStoreSettings settings =
                    OnlineStoreSettings.of(project.warehouse().root(), folder.resolve("online"));
            try (OnlineStore store =
                    OnlineStore.over(new HeapStore(), settings, Clock.fixed(instant, ZoneOffset.UTC))) {
                store.start();
                assertThat(store.awaitCaughtUp(Duration.ofMinutes(2))).isTrue();
                for (long id = 0; id <= KEYS; id++) {
                    Map<String, String> online = new LinkedHashMap<>();
                    for (String view : List.of("windows", "newest")) {
                        OnlineView served =
                                Objects.requireNonNull(store.catalog().views().get(new ViewName(view)), view);
                        ViewRow row = served.read(new Object[] {id}, Micros.of(instant));
                        for (String feature : served.definition().features()) {
                            online.put(feature, json(row.value(served.feature(feature))));
                        }
                    }
                    Map<String, String> offline = offline(id, instant);
                    same(online, offline, id + " at " + instant);
                    compared += id < KEYS ? online.size() : 0;
                    filled += online.values().stream()
                            .filter(value -> !value.equals("null"))
                            .count();
                }
            }
        }
        assertThat(compared).isEqualTo((long) INSTANTS.size() * KEYS * FEATURES.size());
        assertThat((double) filled / compared).isGreaterThan(0.9);
    }

    @Test
    void theServiceAnswersTheSameOverHttp() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of("..", "feature-store-api", "target", "assay-service.jar")
                                .toAbsolutePath()
                                .normalize()
                                .toString(),
                        "--assay.project=" + folder,
                        "--assay.clock=" + QUIET,
                        "--server.port=" + port)
                .inheritIO()
                .start();
        try {
            HttpClient client = HttpClient.newHttpClient();
            URI root = URI.create("http://localhost:" + port);
            awaitReady(service, client, root);
            ObjectNode question = new ObjectMapper().createObjectNode().put("feature_service", "all");
            var ids = question.putObject("entities").putArray("id");
            for (int id = 0; id <= KEYS; id++) {
                ids.add(id);
            }
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(root.resolve("/get-online-features"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode body = new ObjectMapper().readTree(answer.body());
            JsonNode names = body.at("/metadata/feature_names");
            for (int id = 0; id <= KEYS; id++) {
                Map<String, String> online = new LinkedHashMap<>();
                for (int i = 0; i < names.size(); i++) {
                    String name = names.get(i).asText();
                    if (FEATURES.contains(name)) {
                        online.put(
                                name, body.at("/results/" + i + "/values/" + id).asText());
                    }
                }
                same(online, offline(id, QUIET), id + " over HTTP");
            }
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    private static void awaitReady(Process service, HttpClient client, URI root) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            assertThat(service.isAlive()).as("the service ended").isTrue();
            try {
                HttpRequest ready = HttpRequest.newBuilder(root.resolve("/actuator/health/readiness"))
                        .build();
                if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException starting) {
                // it does not listen yet
            }
            Thread.sleep(200);
        }
        throw new AssertionError("the service is not ready after two minutes");
    }

    private static Map<String, String> offline(long id, Instant instant) {
        return Objects.requireNonNull(OFFLINE.get(id + " at " + instant));
    }

    private static String json(byte[] value) {
        try {
            return new ObjectMapper()
                    .readTree(new String(value, StandardCharsets.UTF_8))
                    .asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void same(Map<String, String> online, Map<String, String> offline, String what) {
        assertThat(online.keySet()).as(what).containsExactlyElementsOf(FEATURES);
        online.forEach((feature, value) -> {
            String other = Objects.requireNonNull(offline.get(feature));
            boolean number = value.matches("-?[0-9].*") && other.matches("-?[0-9].*") && !other.contains("T");
            if (number) {
                assertThat(Double.parseDouble(value))
                        .as(feature + " of " + what)
                        .isCloseTo(Double.parseDouble(other), org.assertj.core.data.Percentage.withPercentage(1e-9));
            } else {
                assertThat(value).as(feature + " of " + what).isEqualTo(other);
            }
        });
    }
}
