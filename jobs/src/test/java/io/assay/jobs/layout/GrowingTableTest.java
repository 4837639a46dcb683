package io.assay.jobs.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.ingest.Ingest;
import io.assay.jobs.ingest.IngestRequest;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.jobs.warehouse.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table is partitioned as it grows, and every reader sees every row once. */
class GrowingTableTest {
    private static final int ROWS = 20;
    private static final String COUNT = "SELECT count(*), count(DISTINCT id), sum(v) FROM datasets.e";

    @TempDir
    Path folder;

    private static void contract(TestProject project, String version, String... custom) {
        project.with("contracts/e.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: e
                version: %s
                status: active
                schema:
                  - name: e
                    customProperties:
                      %s
                    properties:
                      - {name: id, logicalType: integer, primaryKey: true}
                      - {name: at, logicalType: timestamp, required: true}
                      - {name: v, logicalType: integer, logicalTypeOptions: {minimum: 0}}
                """.formatted(version, String.join("\n      ", custom)));
    }

    private static final String AUTO = "- {property: partitioning, value: auto}";
    private static final String SMALL = "- {property: pin, value: {partitionSize: 1KB}}";

    /** A day's rows. */
    private static String day(TestProject project, int day) {
        List<String> lines = new ArrayList<>(List.of("id,at,v"));
        for (int i = 0; i < ROWS; i++) {
            lines.add("%d,2026-01-%02dT%02d:00:00Z,%d".formatted(day * ROWS + i, day, i, i));
        }
        return project.file("in/%d.csv".formatted(day), lines.toArray(String[]::new));
    }

    private static Ended ingest(TestProject project, String input) {
        Ended ended = project.report("ingest", "e", "--input", input);
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("published");
        return ended;
    }

    private static List<String> partitioning(TestProject project) {
        return table(project).spec().fields().stream()
                .filter(field -> !field.transform().isVoid())
                .map(field -> field.transform() + " " + table(project).schema().findColumnName(field.sourceId()))
                .toList();
    }

    private static Table table(TestProject project) {
        return Session.iceberg(project.spark()).loadTable(IcebergTables.dataset(new DatasetName("e")));
    }

    private static JsonNode decision(Ended ended, String what) {
        for (JsonNode decision : ended.json().path("decisions")) {
            if (decision.path("what").asText().equals(what)) {
                return decision;
            }
        }
        throw new AssertionError("no decision about " + what + " in " + ended.out());
    }

    private static String everyRowOnce(int days) {
        return "[%d,%d,%d]".formatted(days * ROWS, days * ROWS, days * ROWS * (ROWS - 1) / 2);
    }

    @Test
    void aGrowingTableIsPartitionedAndReadersSeeEveryRowOnce() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", AUTO, SMALL);
        project.with("entities.yaml", "entities:\n  e: {join_keys: {id: long}}\n");
        project.with("views/t.yaml", """
                view: t
                entity: e
                source: {dataset: e, event_time: at}
                latest: [v]
                """);
        project.with("services/s.yaml", "service: s\nfeatures: [t]\n");
        List<String> chosen = new ArrayList<>();
        int days = 6;
        for (int day = 1; day <= days; day++) {
            Ended ended = ingest(project, day(project, day));
            String text = String.join(",", partitioning(project));
            if (chosen.isEmpty() || !chosen.get(chosen.size() - 1).equals(text)) {
                chosen.add(text);
                if (!text.isEmpty()) {
                    JsonNode decision = decision(ended, "partitioning");
                    assertThat(decision.path("chosen").asText()).isEqualTo("days(at)");
                    assertThat(decision.path("by").asText()).isEqualTo("measured");
                    assertThat(decision.path("alternatives").toString()).contains("months(at)", "none");
                    assertThat(decision.path("measured").path("bytes").asLong()).isPositive();
                }
            }
            if (day == 2) {
                assertThat(project.run("compute").exit()).isZero();
            }
            assertThat(project.rows(COUNT)).containsExactly(everyRowOnce(day));
        }

        assertThat(chosen).containsExactly("", "day at");
        assertThat(project.rows(
                        "SELECT what, chosen, status, get_json_object(measured, '$.rows') > 0 FROM assay.decisions"
                                + " WHERE decision = 'partitioning' AND chosen <> 'none' ORDER BY at LIMIT 1"))
                .containsExactly("[partitioning,days(at),measured,true]");
        assertThat(project.run("compute").exit()).isZero();
        assertThat(project.rows("SELECT count(*), count(DISTINCT id) FROM features.t"))
                .containsExactly("[%d,%d]".formatted(days * ROWS, days * ROWS));
        assertThat(project.report("status").exit()).isZero();
        assertThat(ingest(project, day(project, 7)).exit()).isZero();
        String labels =
                project.file("labels.csv", "id,event_timestamp", "25,2026-02-01T00:00:00Z", "130,2026-02-01T00:00:00Z");
        Path output = folder.resolve("training.csv");
        Ended made = project.report("training-set", "s", "--labels", labels, "--output", output.toString());
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(lines(output)).anyMatch(line -> line.startsWith("25,") && line.endsWith(",5"));
        Ended explained = project.report("explain", "s", "v", "id=25");
        assertThat(explained.exit()).as(explained.err()).isZero();
        assertThat(explained.out()).contains("in/1.csv");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void maintainWritesFilesOfAnOlderPartitioningAgain() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", "- {property: pin, value: {fileSize: 4KB}}");
        for (int day = 1; day <= 3; day++) {
            ingest(project, day(project, day));
        }
        assertThat(partitioning(project)).isEmpty();
        contract(project, "1.1.0", "- {property: partitioning, value: months(at)}");
        Ended changed = ingest(project, day(project, 4));
        assertThat(partitioning(project)).containsExactly("month at");
        assertThat(decision(changed, "partitioning").path("by").asText()).isEqualTo("pinned");
        Ended shown = project.report("runs", "show", changed.json().path("run").asText());
        JsonNode choice = decision(shown, "partitioning");
        assertThat(choice.path("decision").asText()).isEqualTo("partitioning");
        assertThat(choice.path("status").asText()).isEqualTo("pinned");
        assertThat(choice.path("chosen").asText()).isEqualTo("months(at)");
        assertThat(choice.path("alternatives").toString()).isEqualTo("[\"none\"]");
        ingest(project, day(project, 5));

        Ended planned = project.report("maintain", "e", "--dry-run");
        assertThat(planned.json().path("tables").get(0).path("repartitioned").asInt())
                .isEqualTo(4);
        assertThat(planned.json().path("tables").get(0).path("into").isNull())
                .as("it depends on the rows")
                .isTrue();
        Ended maintained = project.report("maintain", "e", "--snapshots", "0s");

        JsonNode done = maintained.json().path("tables").get(0);
        assertThat(done.path("repartitioned").asInt()).as(maintained.out()).isEqualTo(4);
        assertThat(done.path("partitioning").toString()).isEqualTo("[\"months(at)\"]");
        assertThat(project.rows(COUNT)).containsExactly(everyRowOnce(5));
        assertThat(project.rows("SELECT count(DISTINCT spec_id) FROM assay.datasets.e.files"))
                .containsExactly("[1]");
        JsonNode again = project.report("maintain", "e").json().path("tables").get(0);
        assertThat(again.path("repartitioned").asInt()).isZero();
        assertThat(project.report("ingest", "e", "--input", project.folder() + "/in/1.csv")
                        .status())
                .isEqualTo("nothing_new");
    }

    @Test
    void aTimeThatIsNewWithABatchIsMeasuredWithTheNextOne() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", "- {property: pin, value: {partitionSize: 1KB}}");
        for (int day = 1; day <= 3; day++) {
            ingest(project, day(project, day));
        }
        contract(project, "1.1.0", AUTO, SMALL);
        project.with(
                "contracts/e.odcs.yaml",
                String.join("\n", lines(project.folder().resolve("contracts/e.odcs.yaml")))
                        + "\n"
                        + "      - {name: seen, logicalType: timestamp}\n");

        Ended ended = ingest(project, day(project, 4));

        assertThat(decision(ended, "partitioning").path("chosen").asText()).isEqualTo("days(at)");
        assertThat(decision(ended, "partitioning").path("alternatives").toString())
                .doesNotContain("seen");
    }

    @Test
    void aSummarySaysWhatWasPinned() {
        TestProject project = TestProject.in(folder);
        contract(
                project,
                "1.0.0",
                "- {property: pin, value: {uniqueKeys: shuffle, shufflePartitions: 3, fileSize: 1MB}}");

        String text = project.run("ingest", "e", "--input", day(project, 1)).out();

        assertThat(text)
                .contains("chosen: uniqueKeys of id: shuffle (pinned in the contract)")
                .contains("chosen: shufflePartitions: 3 (pinned in the contract)")
                .contains("chosen: fileSize: 1MB (pinned in the contract)")
                .doesNotContain("distinctCounts"); // 20 rows
        assertThat(table(project).properties()).containsEntry("write.target-file-size-bytes", "1048576");
        assertThat(project.rows("SELECT what, column, chosen, alternatives FROM assay.decisions ORDER BY what"))
                .contains("[uniqueKeys,id,shuffle,[\"memory\"]]", "[shufflePartitions,null,3,[]]");
    }

    @Test
    void rowsThatTakeThePlaceOfOthersFindThemInAnyPartitioning() {
        TestProject project = TestProject.in(folder);
        String upsert = "- {property: writeMode, value: upsert}";
        contract(project, "1.0.0", upsert, AUTO, SMALL);
        for (int day = 1; day <= 5; day++) {
            ingest(project, day(project, day));
        }
        assertThat(partitioning(project)).isNotEmpty();
        String later = project.file(
                "in/later.csv",
                "id,at,v",
                "25,2026-01-09T00:00:00Z,1000",
                "45,2026-01-09T00:00:00Z,1000",
                "999,2026-01-09T00:00:00Z,1");
        Ended ended = ingest(project, later);

        assertThat(ended.json().path("rows").path("updated").asLong()).isEqualTo(2);
        assertThat(project.rows("SELECT count(*), count(DISTINCT id) FROM datasets.e"))
                .containsExactly("[%d,%d]".formatted(5 * ROWS + 1, 5 * ROWS + 1));
        assertThat(project.rows("SELECT id FROM datasets.e WHERE v = 1000 ORDER BY id"))
                .containsExactly("[25]", "[45]");
    }

    @Test
    void aRunThatDiesBeforeItsCommitLeavesThePartitioningAndRepeatsTheChoice() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", AUTO, SMALL);
        int day = 1;
        while (true) {
            String input = day(project, day);
            PublishProgress dies = step -> {
                if (step == PublishStep.QUARANTINE_PUBLISHED) {
                    throw new IllegalStateException("killed");
                }
            };
            assertThatThrownBy(() -> new Ingest(project.context().environment(), dies)
                            .report(IngestRequest.of(new DatasetName("e"), input)))
                    .hasMessage("killed");
            List<String> before = day == 1 ? List.of() : partitioning(project);
            assertThat(before).isEmpty();
            ingest(project, input);
            if (!partitioning(project).isEmpty()) {
                break;
            }
            day++;
        }
        assertThat(partitioning(project)).containsExactly("day at");
        assertThat(project.rows(COUNT)).containsExactly(everyRowOnce(day));
        assertThat(project.rows(
                        "SELECT count(*) FROM assay.decisions WHERE decision = 'partitioning' AND chosen = 'days(at)'"))
                .containsExactly("[1]");
    }

    @Test
    void partitionsThatBatchesReplaceStayAsTheyWereDeclared() {
        TestProject project = TestProject.in(folder);
        String[] replaces = {
            "- {property: writeMode, value: replace}",
            "- {property: replaceBy, value: partition}",
            "- {property: uniqueWithin, value: batch}"
        };
        contract(
                project, "1.0.0", replaces[0], replaces[1], replaces[2], "- {property: partitioning, value: days(at)}");
        ingest(project, day(project, 1));
        ingest(project, day(project, 2));
        contract(
                project,
                "1.1.0",
                replaces[0],
                replaces[1],
                replaces[2],
                "- {property: partitioning, value: months(at)}");
        ingest(project, project.file("in/again.csv", "id,at,v", "21,2026-01-01T00:00:00Z,7"));

        assertThat(partitioning(project)).containsExactly("day at");
        assertThat(project.rows("SELECT count(*) FROM datasets.e")).containsExactly("[%d]".formatted(ROWS + 1));
    }
}
