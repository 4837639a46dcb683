package io.assay.jobs.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.commit.RandomKill;
import io.assay.jobs.ingest.IngestProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledReplacementIT {
    @TempDir
    Path folder;

    @Test
    void aPartitionHasTheRowsOfOneBatchHoweverOftenItsProcessIsKilled() throws Exception {
        TestProject project = TestProject.in(folder).with("contracts/d.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: d
                version: 1.0.0
                status: active
                schema:
                  - name: d
                    customProperties:
                      - {property: writeMode, value: replace}
                      - {property: replaceBy, value: partition}
                    properties:
                      - {name: day, logicalType: date, primaryKey: true, partitioned: true}
                      - {name: id, logicalType: integer, primaryKey: true}
                      - {name: v, logicalType: integer, logicalTypeOptions: {maximum: 100}}
                """);
        RandomKill kill = RandomKill.in(folder);
        Map<String, List<String>> expected = new TreeMap<>();
        for (int batch = 0; batch <= RandomKill.times(); batch++) {
            List<String> lines = new ArrayList<>(List.of("day,id,v"));
            for (int day : new int[] {1 + batch % 3, 4}) {
                List<String> rows = new ArrayList<>();
                expected.put("2026-01-0" + day, rows);
                for (int id = 0; id < 3; id++) {
                    lines.add("2026-01-0%d,%d,%d".formatted(day, 10 * batch + id, batch));
                    rows.add("[2026-01-0%d,%d,%d]".formatted(day, 10 * batch + id, batch));
                }
            }
            lines.add("2026-01-04,%d,900".formatted(1000 + batch));
            String input = project.file("in/%d.csv".formatted(batch), lines.toArray(String[]::new));
            if (batch > 0) { // the first one makes the tables
                List<String> before = rows(project);
                kill.during(IngestProcess.start(folder.resolve("log.txt"), "batch", "none", folder, "d", input), 5_000);
                assertThat(rows(project)).isIn(before, all(expected));
            }
            Ended ended = project.report("ingest", "d", "--input", input);
            assertThat(ended.status()).as(ended.err()).isIn("published", "nothing_new");
            assertThat(rows(project)).isEqualTo(all(expected));
        }
        assertThat(project.rows("SELECT count(*), count(DISTINCT row) FROM quarantine.d"))
                .containsExactly("[%d,%1$d]".formatted(RandomKill.times() + 1));
        assertThat(project.rows("SELECT status, count(*), count(DISTINCT run) FROM assay.runs GROUP BY status"))
                .containsExactly("[published,%d,%1$d]".formatted(RandomKill.times() + 1));
    }

    private static List<String> rows(TestProject project) {
        return project.rows("SELECT cast(day AS string), id, v FROM datasets.d ORDER BY 1, 2");
    }

    private static List<String> all(Map<String, List<String>> days) {
        return days.values().stream().flatMap(List::stream).toList();
    }
}
