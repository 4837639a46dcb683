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
 * Definitions damaged at random: whatever a user writes, {@code check} does not end with 70, which means a bug. A
 * failed run says its seed; {@code -Dfuzz.seed} runs it again.
 */
class FuzzedDefinitionsTest {
    private static final int CHECKS = 300;

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
    private static final List<String> WORDS = List.of(
            "0",
            "-1",
            "1e400",
            "99999999999999999999",
            "null",
            "~",
            "true",
            "[]",
            "{}",
            "''",
            "\"",
            "1d",
            "0s",
            "1000000d",
            "-1h",
            "int",
            "list<int>",
            "decimal(38,38)",
            "decimal(5,9)",
            "timestamp",
            "bytes",
            "boolean",
            "count_distinct",
            "variance",
            "first",
            "percentile",
            "latest",
            "window",
            "day",
            "uid",
            "v",
            "x",
            "ts",
            "cents / 0",
            "CAST(v AS INT)",
            "struct(v)",
            "map(v, x)",
            "nosuch",
            "*",
            "x; DROP TABLE m",
            "explode(array(x))",
            "rand()",
            "(SELECT 1)",
            "sum(x)",
            "row_number() OVER (ORDER BY x)",
            "named_struct('a', 1)",
            "TIMESTAMP '0001-01-01'",
            "é",
            "\u0000",
            "\t");

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_127L);

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void write() {
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
    }

    @Test
    void noDefinitionEndsCheckWithABug() {
        for (int i = 0; i < CHECKS; i++) {
            project.with("entities.yaml", random.nextInt(4) == 0 ? damaged(ENTITIES) : ENTITIES)
                    .with("views/v.yaml", damaged(VIEWS))
                    .with("services/s.yaml", random.nextInt(4) == 0 ? damaged(SERVICES) : SERVICES);
            Ended checked = project.run("check", project.folder().toString());
            assertThat(checked.exit()).as(what("check", checked)).isIn(0, 1);
        }
    }

    private String what(String command, Ended ended) {
        return "%s with -Dfuzz.seed=%d in %s: %s%s"
                .formatted(command, SEED, project.folder(), ended.out(), ended.err());
    }

    /** One to three changes of lines or of the text between the signs of YAML. */
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
}
