package io.assay.jobs.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Views, services, models and labels damaged at random over data at the limits of its types: whatever a user gives,
 * {@code compute}, {@code training-set} and {@code train} do not end with 70, which means a bug. A failed run says its
 * seed; {@code -Dfuzz.seed} runs it again, {@code -Dfuzz.rounds} lengthens it.
 */
class FuzzedFeaturesTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_127L);
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 6);

    private static final List<String> VALUES = List.of(
            "", "0", "1", "-1", "1.9", "true", "abc", "9223372036854775807", "-9223372036854775808", "1e308", "NaN");
    private static final List<String> TIMES = List.of(
            "2024-05-01T10:00:00Z",
            "2024-05-01 10:00:00",
            "0001-01-01T00:00:00Z",
            "1582-10-10T00:00:00Z",
            "1899-12-31T23:59:59.999999Z",
            "9999-12-31T23:59:59Z",
            "2024-05-01",
            "10:30",
            "202403",
            "now",
            "");
    private static final List<String> EXPRESSIONS = List.of(
            "v",
            "cents",
            "cents * cents",
            "-cents - 2",
            "CAST(x AS INT)",
            "CAST(cents AS TINYINT)",
            "x / 0",
            "d * d",
            "d",
            "day",
            "ts",
            "array(cents, NULL)",
            "array(v)",
            "struct(v, x)",
            "map(v, x)",
            "to_json(struct(v, x))",
            "unhex(v)",
            "CAST(v AS BINARY)",
            "CAST(v AS DATE)",
            "make_date(cents, 1, 1)",
            "timestamp_seconds(cents)",
            "to_timestamp(v)",
            "element_at(array(v), 2)",
            "transform(array(cents), c -> c + 1)[0]",
            "substring(v, cents, cents)",
            "repeat(v, 3)",
            "date_add(day, 2147483647)",
            "NULL",
            "nosuch");
    private static final List<String> TYPES = List.of(
            "int",
            "long",
            "float",
            "double",
            "string",
            "boolean",
            "timestamp",
            "bytes",
            "decimal(38,38)",
            "decimal(5,2)",
            "list<long>",
            "list<decimal(3,1)>");
    private static final List<String> AGGREGATES =
            List.of("count", "sum", "mean", "min", "max", "first", "last", "variance", "stddev", "count_distinct");

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    private TestProject project;
    private SparkSession spark;

    @BeforeEach
    void publish() {
        project = TestProject.in(folder.resolve("project"))
                .with("entities.yaml", """
                        entities:
                          user: {join_keys: {uid: long}}
                          place: {join_keys: {city: string, since: timestamp}}
                        """)
                .with("contracts/m.odcs.yaml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: m
                        version: 1.0.0
                        status: active
                        schema:
                          - name: m
                            properties:
                              - {name: uid, logicalType: integer}
                              - {name: city, logicalType: string}
                              - {name: since, logicalType: timestamp}
                              - {name: ts, logicalType: timestamp}
                              - {name: v, logicalType: string}
                              - {name: cents, logicalType: integer}
                              - {name: x, logicalType: number}
                              - {name: d, logicalType: number, physicalType: 'decimal(38,10)'}
                              - {name: day, logicalType: date}
                        """);
        StringBuilder data = new StringBuilder("uid,city,since,ts,v,cents,x,d,day\n");
        for (int i = 0; i < 40; i++) {
            data.append("%d,c%d,%s,%s,%s,%s,%s,%s,%s\n"
                    .formatted(
                            i % 5,
                            i % 3,
                            pick(TIMES.subList(0, 6)),
                            pick(TIMES.subList(0, 6)),
                            pick(VALUES),
                            pick(List.of("", "0", "-1", "9223372036854775807", "-9223372036854775808", "3000000000")),
                            pick(List.of("", "0", "NaN", "1e308", "-1e308", "0.1", "Infinity")),
                            pick(List.of("", "0", "9999999999999999999999999999.9999999999", "-0.0000000001")),
                            pick(List.of("", "0001-01-01", "1582-10-10", "9999-12-31", "2024-05-01"))));
        }
        project.with("m.csv", data.toString());
        Ended published = project.run("ingest", "m", "--input", in("m.csv"));
        assertThat(published.exit()).as(published.err()).isIn(0, 3);
        spark = project.spark();
    }

    @Test
    void noDefinitionAndNoLabelsEndACommandWithABug() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            project.with("views/v.yaml", views())
                    .with("services/s.yaml", "service: s\nfeatures: [newest, day]\n")
                    .with("models/k.yaml", model());
            project.with("labels.csv", labels());
            expect("check", project.folder().toString());
            expect("compute");
            expect("training-set", "s", "--labels", in("labels.csv"), "--output", in("out" + round + extension()));
            expect("training-set", "s", "--labels", damagedLabels(round), "--output", in("out.csv"));
            if (round % 3 == 0) {
                expect("train", "k");
            }
        }
    }

    private void expect(String... call) {
        Ended ended = project.run(call);
        assertThat(ended.exit())
                .as(
                        "%s with -Dfuzz.seed=%d in %s: %s%s",
                        String.join(" ", call), SEED, project.folder(), ended.out(), ended.err())
                .isIn(0, 1, 2, 3);
    }

    private String views() {
        StringBuilder views = new StringBuilder("view: newest\nentity: user\nsource: {dataset: m, event_time: ts}\n");
        views.append("ttl: ").append(pick(List.of("6h", "1s", "365000d"))).append("\nlatest:\n");
        for (int i = 0; i < 3; i++) {
            views.append("  - {name: l%d, of: \"%s\"%s%s}\n"
                    .formatted(i, pick(EXPRESSIONS), chance(2) ? ", type: '" + pick(TYPES) + "'" : "", missing()));
        }
        String place = ", keys: {since: \"" + pick(List.of("since", "ts", "date_trunc('year', since)")) + "\"}";
        boolean placed = chance(3);
        views.append("---\nview: day\nentity: %s\nsource: {dataset: m, event_time: ts%s%s}\nwindow:\n"
                .formatted(
                        placed ? "place" : "user",
                        placed ? place : "",
                        chance(3) ? ", where: \"" + pick(EXPRESSIONS) + " > 0\"" : ""));
        for (int i = 0; i < 3; i++) {
            views.append("  - {name: w%d, aggregate: %s, of: \"%s\", over: %s%s%s}\n"
                    .formatted(
                            i,
                            pick(AGGREGATES),
                            pick(EXPRESSIONS),
                            pick(List.of("1h", "7d", "3650d")),
                            chance(3) ? ", type: '" + pick(TYPES) + "'" : "",
                            missing()));
        }
        return views.toString();
    }

    private String missing() {
        return chance(4) ? ", default: '" + pick(VALUES) + "'" : "";
    }

    private String model() {
        return """
                model: k
                service: s
                labels: "SELECT %s AS uid, city, since, %s AS event_timestamp, %s AS y FROM datasets.m"
                label: y
                algorithm: %s
                train_until: "%s"
                """.formatted(
                        pick(List.of("uid", "uid + 0.5", "v")),
                        pick(List.of("ts", "since", "v", "day")),
                        pick(List.of("x > 0", "cents", "cents * cents", "v", "day", "d", "NULL")),
                        pick(List.of("logistic_regression", "linear_regression", "random_forest_classifier")),
                        pick(List.of("2000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z")));
    }

    private String labels() {
        StringBuilder labels = new StringBuilder("uid,city,since,event_timestamp,y\n");
        boolean strict = chance(2);
        for (int i = 0; i < 5; i++) {
            labels.append("%s,c%d,%s,%s,%s\n"
                    .formatted(
                            pick(VALUES),
                            i % 3,
                            pick(TIMES),
                            pick(strict ? TIMES.subList(0, 6) : TIMES),
                            pick(VALUES)));
        }
        return labels.toString();
    }

    /** Labels as CSV or Parquet with some bytes changed or cut off. */
    private String damagedLabels(int round) throws IOException {
        Path file = Path.of(in("damaged" + round + (chance(2) ? ".csv" : ".parquet")));
        byte[] bytes = labels().getBytes(StandardCharsets.UTF_8);
        if (file.toString().endsWith(".parquet")) {
            Path made = folder.resolve("made" + round);
            spark.sql("SELECT id AS uid, 'c1' AS city, timestamp_seconds(id) AS since, "
                            + pick(List.of(
                                    "timestamp_seconds(id)",
                                    "DATE'1500-01-01'",
                                    "id",
                                    "'2024-05-01T10:00:00Z'",
                                    "CAST(NULL AS TIMESTAMP)"))
                            + " AS event_timestamp FROM range(5)")
                    .coalesce(1)
                    .write()
                    .parquet(made.toString());
            try (var parts = Files.list(made)) {
                bytes = Files.readAllBytes(
                        parts.filter(part -> part.getFileName().toString().startsWith("part-"))
                                .findFirst()
                                .orElseThrow());
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 2 -> bytes[bytes.length - 1 - random.nextInt(Math.min(bytes.length, 200))] = 0;
            default -> {
                // as they are
            }
        }
        Files.write(file, bytes);
        return file.toString();
    }

    private String extension() {
        return pick(List.of(".csv", ".parquet", ".delta"));
    }

    private String in(String name) {
        return project.folder().resolve(name).toString();
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T pick(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }
}
