package io.assay.jobs.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedPartitionsTest {
    @TempDir
    Path folder;

    private static void contract(TestProject project, String version, int maximum) {
        project.with("contracts/d.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: d
                version: %s
                status: active
                schema:
                  - name: d
                    customProperties:
                      - {property: writeMode, value: replace}
                      - {property: replaceBy, value: partition}
                    properties:
                      - {name: day, logicalType: date, primaryKey: true, partitioned: true}
                      - {name: id, logicalType: integer, primaryKey: true}
                      - {name: v, logicalType: integer, logicalTypeOptions: {maximum: %d}}
                """.formatted(version, maximum));
    }

    @Test
    void aBatchTakesThePlaceOfThePartitionsItHasRowsIn() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 100);
        String first = project.file(
                "in/1.csv",
                "day,id,v",
                "2026-01-01,1,1",
                "2026-01-01,2,2",
                "2026-01-02,1,3",
                "2026-01-02,7,700",
                "2026-01-01,8,800");
        assertThat(project.report("ingest", "d", "--input", first).rows("published"))
                .isEqualTo(3);
        String second = project.file("in/2.csv", "day,id,v", "2026-01-02,5,5", "2026-01-03,6,6", "2026-01-02,9,900");
        assertThat(project.report("ingest", "d", "--input", second).rows("published"))
                .isEqualTo(2);

        assertThat(project.rows("SELECT cast(day AS string), id FROM datasets.d ORDER BY 1, 2"))
                .containsExactly("[2026-01-01,1]", "[2026-01-01,2]", "[2026-01-02,5]", "[2026-01-03,6]");

        contract(project, "1.1.0", 1000);
        Ended replay = project.report("quarantine", "replay", "d");

        assertThat(replay.status()).as(replay.err()).isEqualTo("published");
        assertThat(replay.rows("published")).isEqualTo(2);
        assertThat(replay.rows("superseded")).isEqualTo(1); // 7: its day was replaced since
        assertThat(project.rows("SELECT cast(day AS string), id FROM datasets.d ORDER BY 1, 2"))
                .containsExactly(
                        "[2026-01-01,1]",
                        "[2026-01-01,2]",
                        "[2026-01-01,8]",
                        "[2026-01-02,5]",
                        "[2026-01-02,9]",
                        "[2026-01-03,6]");
        assertThat(project.rows("SELECT event, count(*) FROM quarantine.quarantine_events GROUP BY 1 ORDER BY 1"))
                .containsExactly("[published,2]", "[superseded,1]");
    }
}
