package io.assay.jobs.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Assay;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.commit.RandomKill;
import io.assay.jobs.process.SameJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledReplayIT {
    private static final List<String> REPLAY =
            List.of("quarantine", "replay", "orders", "--set", "amount = 5", "--where", "amount < 0");
    private static final String PUBLISHED = "SELECT id FROM datasets.orders ORDER BY id";

    /** Rows of published runs that no published replay has taken up. */
    private static final String OPEN =
            "WITH published AS (SELECT DISTINCT _run AS run FROM datasets.orders), taken AS (SELECT e.id FROM"
                    + " quarantine.quarantine_events e JOIN published USING (run)) SELECT cast(get_json_object(row,"
                    + " '$.id') AS bigint) AS id FROM quarantine.orders JOIN published USING (run) LEFT ANTI JOIN taken"
                    + " USING (id) ORDER BY 1";

    @TempDir
    Path folder;

    private final List<String> rows = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int batches;

    @Test
    void everyRowIsReplayedOnceHoweverOftenTheReplayIsKilled() throws Exception {
        TestProject project = Orders.in(folder);
        Orders.contract(
                project, "1.0.0", "      - {name: note, logicalType: string, logicalTypeOptions: {maxLength: 1}}");
        ingest(project); // makes the tables
        replay(project);
        RandomKill kill = RandomKill.in(folder);
        for (int i = 0; i < RandomKill.times(); i++) {
            ingest(project);
            kill.during(
                    SameJvm.start(
                            folder.resolve("log.txt"),
                            List.of(),
                            Assay.class,
                            Stream.concat(REPLAY.stream(), Stream.of("--project", folder.toString()))
                                    .toList()),
                    5_000);
            assertEachRowIsInOnePlace(project);
            if (i % 2 == 0) { // else the next replay is of more rows
                replay(project);
            }
        }
        replay(project);

        assertThat(project.rows(OPEN)).containsExactlyInAnyOrderElementsOf(wrong);
        assertThat(project.rows("SELECT run, count(*) FROM assay.runs GROUP BY run, status HAVING count(*) > 1"))
                .isEmpty();
        assertThat(project.rows("SELECT DISTINCT _run FROM datasets.orders ORDER BY 1"))
                .isEqualTo(project.rows("SELECT run FROM assay.runs WHERE status = 'published' ORDER BY 1"));
        assertThat(project.rows("SELECT get_json_object(body, '$.lineage_run') FROM assay.runs"
                        + " WHERE status = 'published' EXCEPT SELECT run FROM assay.lineage WHERE event = 'COMPLETE'"))
                .isEmpty();
        for (String state : List.of("pending", "running")) {
            assertThat(folder.resolve("warehouse/assay/" + state).toFile().list((dir, file) -> file.endsWith(".json")))
                    .as(state)
                    .isNullOrEmpty();
        }
    }

    /** One good row, three that the replay fixes, and one that breaks another rule too. */
    private void ingest(TestProject project) {
        int first = 10 * batches++;
        List<String> lines = new ArrayList<>(List.of("id,amount,note"));
        for (int i = 0; i < 5; i++) {
            lines.add("%d,%d,%s".formatted(first + i, i == 0 ? 1 : -i, i == 4 ? "long" : "a"));
            rows.add("[%d]".formatted(first + i));
        }
        wrong.add("[%d]".formatted(first + 4));
        String input = project.file("in/%d.csv".formatted(batches), lines.toArray(String[]::new));
        Ended ended = project.report("ingest", "orders", "--input", input);
        assertThat(ended.status()).as(ended.err()).isEqualTo("published");
        assertThat(ended.rows("quarantined")).isEqualTo(4);
    }

    private void replay(TestProject project) {
        Ended ended = project.report(REPLAY.toArray(String[]::new));
        assertThat(ended.status()).as(ended.err()).isIn("published", "nothing_new");
        assertEachRowIsInOnePlace(project);
    }

    private void assertEachRowIsInOnePlace(TestProject project) {
        assertThat(Stream.concat(project.rows(PUBLISHED).stream(), project.rows(OPEN).stream()))
                .containsExactlyInAnyOrderElementsOf(rows);
    }
}
