package io.assay.jobs.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Assay;
import io.assay.jobs.TestProject;
import io.assay.jobs.process.SameJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A computation whose process dies before each of its commits in turn; the next process takes it up. */
class KilledComputeIT {
    private static final String FIRST =
            "SELECT 'k' || pmod(id, 3) AS id, timestamp_seconds(1577872800 + id * 60) AS at,"
                    + " CAST(id AS INT) AS x FROM range(0, 40)";
    private static final String SECOND = FIRST.replace("range(0, 40)", "range(30, 70)");

    @TempDir
    Path folder;

    @Test
    void nothingIsCountedTwiceAndNothingIsLost() throws Exception {
        TestProject killed = project("killed");
        killed.publish("events", FIRST);
        diesBefore(killed, 1, "features/newest/"); // no table of it is there yet
        diesBefore(killed, 3, "assay/definitions/"); // both views are complete, and nothing was reported
        assertThat(killed.rows("SHOW TABLES IN features")).isEmpty();
        assertThat(killed.report("compute").status()).isEqualTo("nothing_new");
        killed.publish("events", SECOND);
        diesBefore(killed, 2, "features/windows/"); // between the views: the other was committed just before
        assertThat(commits(killed, "newest")).isEqualTo(2);
        assertThat(commits(killed, "windows")).isEqualTo(1);
        diesBefore(killed, 3, "assay/log/"); // after the entry of the run before it, which died too
        assertThat(commits(killed, "windows")).isEqualTo(2);
        assertThat(killed.report("compute").status()).isEqualTo("nothing_new");

        TestProject once = project("once");
        once.publish("events", FIRST);
        once.publish("events", SECOND);
        assertThat(once.report("compute").status()).isEqualTo("computed");

        for (String query : List.of(
                "SELECT id, tile, known, kind, hex(state_n), hex(state_total), events, runs, sequence FROM features.windows"
                        + " ORDER BY id, tile, known, sequence",
                "SELECT id, known, kind, sequence, x, runs FROM features.newest ORDER BY id, event_time, known, sequence",
                "SELECT DISTINCT kind, name, version FROM assay.definitions WHERE live ORDER BY kind, name")) {
            assertThat(killed.rows(query)).as(query).isEqualTo(once.rows(query)).isNotEmpty();
        }
        assertThat(killed.rows("SELECT sum(events) FROM features.windows")).containsExactly("[80]");
        assertThat(killed.rows("SELECT command, status FROM assay.runs ORDER BY at"))
                // three runs died after commits of theirs, and the next ones logged them
                .containsExactly(
                        "[compute,computed]",
                        "[compute,nothing_new]",
                        "[compute,computed]",
                        "[compute,computed]",
                        "[compute,nothing_new]");
    }

    private TestProject project(String name) {
        return TestProject.in(folder.resolve(name))
                .with("entities.yaml", "entities:\n  thing: {join_keys: {id: string}}\n")
                .with("contracts/events.odcs.yaml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: events
                        name: events
                        version: 1.0.0
                        status: active
                        schema:
                          - name: events
                            properties:
                              - {name: id, logicalType: string}
                              - {name: at, logicalType: timestamp}
                              - {name: x, logicalType: integer, physicalType: int}
                        """)
                .with("views/both.yaml", """
                        view: newest
                        entity: thing
                        source: {dataset: events, event_time: at}
                        latest: [x]
                        ---
                        view: windows
                        entity: thing
                        source: {dataset: events, event_time: at}
                        window:
                          - {name: n, aggregate: count, over: 1h}
                          - {name: total, aggregate: sum, of: x, over: 1h}
                        """);
    }

    /** Computes in a process that dies before its n-th commit, which must be one of the table. */
    private void diesBefore(TestProject project, int commit, String table) throws Exception {
        Path log = Files.createTempFile(folder, "log", ".txt");
        Process process = SameJvm.start(
                log,
                DyingFileSystem.jvm(commit),
                Assay.class,
                List.of(
                        "compute",
                        "--project",
                        project.folder().toString(),
                        "--spark",
                        "spark.master=local[2]",
                        "--spark",
                        DyingFileSystem.spark()));
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(log);
        assertThat(process.exitValue()).as(printed).isEqualTo(DyingFileSystem.KILLED);
        assertThat(printed).containsPattern("dying before \\S*/warehouse/" + table);
    }

    private static long commits(TestProject project, String view) throws Exception {
        try (var files = Files.walk(project.folder().resolve("warehouse/features"))) {
            return files.filter(file -> file.toString().matches(".*/%s/.*/[0-9]{20}\\.json".formatted(view)))
                    .count();
        }
    }
}
