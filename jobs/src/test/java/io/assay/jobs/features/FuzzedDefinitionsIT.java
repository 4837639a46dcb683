package io.assay.jobs.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Definitions and labels damaged at random: whatever a user writes, no command ends with 70, which means a bug. A failed
 * run says its seed; {@code -Dfuzz.seed} runs it again.
 */
class FuzzedDefinitionsIT {
    private static final int CHECKS = 150;
    private static final int COMPUTATIONS = 6;
    private static final int LABELS = 12;
    private static final List<Integer> EXITS = List.of(0, 1, 2, 3);

    private static final String ENTITIES = """
            entities:
              user: {join_keys: {uid: long}}
              place: {join_keys: {city: string, since: timestamp}}
            """;
    private static final String VIEWS = """
            view: newest
            entity: user
            source: {dataset: m, event_time: ts, available: created, where: "x > 0"}
            ttl: 6h
            latest:
              - v
              - {name: cents, of: cents, type: int, default: 5}
              - {name: many, of: "array(cents)", type: list<long>}
            ---
            view: day
            entity: user
            grain: 1s
            source: {dataset: m, event_time: ts, keys: {uid: "uid + 1"}}
            window:
              - {name: n, aggregate: count, over: 1d}
              - {name: total, aggregate: sum, of: x, where: "v IS NOT NULL", over: 1h, hop: 1m}
              - {name: last_v, aggregate: last, of: v, over: 7d, default: none}
            """;
    private static final String SERVICES = """
            service: s
            features: [newest, "day:n", "day:total"]
            """;
    private static final String LABELS_TEXT = """
            uid,event_timestamp,note
            1,2024-05-01T11:00:00Z,a
            2,2024-05-01 12:00:00+01:00,"b, ""c\"""
            ,2024-05-01,
            3,2023-12-31T23:59:59.999999Z,é
            """;
    private static final List<String> WORDS = List.of(
            "0", "-1", "1e400", "99999999999999999999", "null", "~", "true", "[]", "{}", "''", "\"", "1d", "0s", "1000000d",
            "-1h", "int", "list<int>", "decimal(38,38)", "decimal(5,9)", "timestamp", "bytes", "boolean", "count_distinct",
            "variance", "first", "percentile", "latest", "window", "day", "uid", "v", "x", "ts", "cents / 0", "CAST(v AS INT)",
            "struct(v)", "map(v, x)", "nosuch", "*", "x; DROP TABLE m", "explode(array(x))", "rand()", "(SELECT 1)",
            "sum(x)", "row_number() OVER (ORDER BY x)", "named_struct('a', 1)", "TIMESTAMP '0001-01-01'", "é", "\u0000", "\t");

    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void publish() {
        project = TestProject.in(folder.resolve("project"))
                .with("entities.yaml", ENTITIES)
                .with("views/v.yaml", VIEWS)
                .with("services/s.yaml", SERVICES)
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
                              - {name: ts, logicalType: timestamp}
                              - {name: created, logicalType: timestamp}
                              - {name: v, logicalType: string}
                              - {name: cents, logicalType: integer}
                              - {name: x, logicalType: number}
                        """);
        project.publish("m", """
                SELECT * FROM VALUES
                  (1L, 'a', TIMESTAMP '2024-05-01 10:00:00', TIMESTAMP '2024-05-01 10:30:00', 'v', 5L, 1.5D),
                  (2L, 'b', TIMESTAMP '0001-01-01 00:00:00', NULL, NULL, 3000000000L, DOUBLE('NaN')),
                  (NULL, NULL, NULL, TIMESTAMP '9999-12-31 23:59:59', '', NULL, -1.0D)
                AS t(uid, city, ts, created, v, cents, x)""");
    }

    @Test
    void noDefinitionEndsACommandWithABug() {
        int computed = 0;
        for (int i = 0; i < CHECKS; i++) {
            project.with("entities.yaml", random.nextInt(4) == 0 ? damaged(ENTITIES) : ENTITIES)
                    .with("views/v.yaml", damaged(VIEWS))
                    .with("services/s.yaml", random.nextInt(4) == 0 ? damaged(SERVICES) : SERVICES);
            Ended checked = project.run("check", project.folder().toString());
            assertThat(checked.exit()).as(what("check", checked)).isIn(0, 1);
            if (checked.exit() == 0 && computed++ < COMPUTATIONS) {
                ended("compute");
                ended("training-set", "s", "--labels", project.file("l.csv", "uid,event_timestamp", "1,2024-05-01"),
                        "--output", project.folder().resolve("out.csv").toString());
            }
        }
    }

    @Test
    void noLabelsEndATrainingSetWithABug() {
        assertThat(project.run("compute").exit()).isZero();
        for (int i = 0; i < LABELS; i++) {
            project.with("labels.csv", damagedCharacters(LABELS_TEXT));
            ended("training-set", "s", "--labels", project.folder().resolve("labels.csv").toString(),
                    "--output", project.folder().resolve("out.csv").toString());
        }
    }

    private void ended(String... words) {
        Ended ended = project.run(words);
        assertThat(ended.exit()).as(what(String.join(" ", words), ended)).isIn(EXITS);
    }

    private String what(String command, Ended ended) {
        return "%s with -Dfuzz.seed=%d in %s: %s%s".formatted(command, SEED, project.folder(), ended.out(), ended.err());
    }

    /** One to three changes of lines or of what stands between the signs of YAML. */
    private String damaged(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(6)) {
                case 0 -> lines.add(random.nextInt(lines.size()), line);
                case 1 -> lines.set(at, line + " " + word());
                case 2 -> lines.set(at, line.replaceFirst("^ {2}", ""));
                default -> lines.set(at, replaced(line));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private String replaced(String line) {
        String[] parts = line.split("(?<=[:,{} ])|(?=[:,{} ])");
        int at = random.nextInt(parts.length);
        parts[at] = word();
        return String.join("", parts);
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private String damagedCharacters(String text) {
        StringBuilder damaged = new StringBuilder(text);
        String signs = ",\"\n\r;\u0000é\uFEFF09-:TZ ";
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(damaged.length());
            char sign = signs.charAt(random.nextInt(signs.length()));
            switch (random.nextInt(3)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, sign);
                default -> damaged.setCharAt(at, sign);
            }
        }
        return damaged.toString();
    }
}
