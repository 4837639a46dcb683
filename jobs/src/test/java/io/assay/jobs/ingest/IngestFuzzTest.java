package io.assay.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of every format under random contracts: whatever comes, {@code ingest} ends with 0 to 3 and says why.
 * {@code -Dfuzz.seed} and {@code -Dfuzz.rounds} repeat and extend it; a failure prints its seed.
 */
class IngestFuzzTest {
    private static final List<String> FORMATS = List.of("csv", "json", "parquet", "avro", "orc");
    private static final List<String> TYPES = List.of(
            "logicalType: string",
            "logicalType: integer",
            "logicalType: integer, physicalType: tinyint",
            "logicalType: number",
            "logicalType: number, physicalType: 'decimal(9,2)'",
            "logicalType: boolean",
            "logicalType: date",
            "logicalType: timestamp",
            "logicalType: time",
            "logicalType: string, physicalType: binary",
            "logicalType: array, items: {logicalType: integer}",
            "logicalType: object, properties: [{name: age, logicalType: integer}, {name: Name, logicalType: string}]");
    private static final List<String> NAMES =
            List.of("id", "s", "x", "d", "b", "day", "at", "raw", "list", "who", "none", "ID2", "_metadata");
    private static final String ROWS =
            "SELECT id, concat('é', id) AS s, id / 3.0D AS x, CAST(id AS DECIMAL(12,4)) AS d,"
                    + " id % 2 = 0 AS b, date_add(DATE'1500-01-01', CAST(id AS INT) * 1000) AS day,"
                    + " timestamp_micros(id * 1000000007) AS at, CAST(id AS BINARY) AS raw, array(id, NULL) AS list,"
                    + " named_struct('age', id, 'name', 'n') AS who, id AS `_metadata`, 1 AS `__source` FROM range(50)";

    @TempDir
    Path folder;

    @Test
    void damagedFilesUnderRandomContractsNeverEndAsABug() throws IOException {
        long seed = Long.getLong("fuzz.seed", 20_261_127L);
        int rounds = Integer.getInteger("fuzz.rounds", 20);
        TestProject project = TestProject.in(folder);
        Map<String, byte[]> files = files(project);
        for (int round = 0; round < rounds; round++) {
            Random random = new Random(seed + round);
            String format = FORMATS.get(round % FORMATS.size());
            contract(project, random);
            Path input = folder.resolve("in/" + (random.nextInt(4) == 0 ? "x=" + round + "/" : "") + "f" + round + "."
                    + (random.nextInt(8) == 0 ? pick(random, FORMATS) : format));
            Files.createDirectories(input.getParent());
            Files.write(input, damaged(Objects.requireNonNull(files.get(format)), random));
            List<String> call = new ArrayList<>(List.of("ingest", "t", "--input", input.toString()));
            if (random.nextInt(4) > 0) {
                call.add("--dry-run");
            }
            if (random.nextInt(6) == 0) {
                call.addAll(List.of("--format", pick(random, FORMATS)));
            }
            Ended ended = project.report(call.toArray(String[]::new));
            assertThat(ended.exit())
                    .as("-Dfuzz.seed=%d -Dfuzz.rounds=1 (%s)%n%s%n%s", seed + round, input, ended.out(), ended.err())
                    .isIn(0, 1, 2, 3);
        }
    }

    private Map<String, byte[]> files(TestProject project) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        StringBuilder csv = new StringBuilder("id,s,x,d,b,day,at,raw,list,who\n");
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            csv.append(i)
                    .append(",\"é\"\"")
                    .append(i)
                    .append("\",0.5,1.25,true,1500-01-01,2020-01-01T00:00:00Z,AA==,[1],{}\n");
            json.append("{\"id\":")
                    .append(i)
                    .append(",\"s\":\"\\u00e9\",\"x\":1e3,\"list\":[1,null],\"who\":{\"age\":1}}\n");
        }
        files.put("csv", csv.toString().getBytes(StandardCharsets.UTF_8));
        files.put("json", json.toString().getBytes(StandardCharsets.UTF_8));
        for (String format : FORMATS.subList(2, 5)) {
            Path out = folder.resolve("made/" + format);
            project.sql(ROWS).coalesce(1).write().format(format).save(out.toString());
            try (var parts = Files.list(out)) {
                files.put(
                        format,
                        Files.readAllBytes(parts.filter(
                                        file -> file.getFileName().toString().startsWith("part-"))
                                .findFirst()
                                .orElseThrow()));
            }
        }
        return files;
    }

    private static void contract(TestProject project, Random random) {
        List<String> lines = new ArrayList<>(List.of(
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: t",
                "version: 1.0." + random.nextInt(100),
                "status: active"));
        if (random.nextInt(5) == 0) {
            lines.add(("servers: [{server: s, type: local, path: ., format: csv, customProperties: ["
                            + "{property: delimiter, value: '%s'}, {property: header, value: %s}, "
                            + "{property: encoding, value: %s}]}]")
                    .formatted(
                            pick(random, List.of(",", ";", "|")),
                            random.nextInt(3) > 0,
                            pick(random, List.of("UTF-8", "UTF-16", "ISO-8859-1", "Shift_JIS"))));
        }
        lines.addAll(List.of(
                "schema:", "  - name: t", "    customProperties:", "      - {property: writeMode, value: replace}"));
        lines.add("      - {property: nullValues, value: ['NA', '0']}");
        lines.add("    properties:");
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        for (String name : names.subList(0, 1 + random.nextInt(names.size()))) {
            lines.add("      - {name: %s, %s%s}"
                    .formatted(name, pick(random, TYPES), random.nextInt(8) == 0 ? ", required: true" : ""));
        }
        project.file("contracts/t.odcs.yaml", lines.toArray(String[]::new));
    }

    private static byte[] damaged(byte[] intact, Random random) {
        byte[] bytes = intact.clone();
        switch (random.nextInt(6)) {
            case 0 -> { // as it is
            }
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 2 -> {
                for (int i = random.nextInt(5); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            case 3 -> { // in the last bytes, where footers are
                int from = Math.max(0, bytes.length - 300);
                for (int i = random.nextInt(5); i >= 0; i--) {
                    bytes[from + random.nextInt(bytes.length - from)] = (byte) random.nextInt(256);
                }
            }
            case 4 -> {
                int at = random.nextInt(bytes.length);
                int length = random.nextInt(Math.min(100, bytes.length - at));
                System.arraycopy(intact, 0, bytes, at, length);
            }
            default -> {
                int from = random.nextInt(bytes.length);
                Arrays.fill(bytes, from, from + random.nextInt(bytes.length - from), (byte) random.nextInt(256));
            }
        }
        return bytes;
    }

    private static <T> T pick(Random random, List<T> among) {
        return among.get(random.nextInt(among.size()));
    }
}
