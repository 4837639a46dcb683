package io.assay.jobs.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.lineage.EmittedEvents;
import io.assay.jobs.publication.PublishStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuarantineReplayTest {
    @TempDir
    Path folder;

    @Test
    void rowsPassOnceTheContractIsFixedAndAreReplayedOnce() throws IOException {
        TestProject project = Orders.in(folder);
        Orders.contract(
                project, "1.0.0", "      - {name: note, logicalType: string, logicalTypeOptions: {maxLength: 1}}");
        String input = project.file("in/a.csv", "id,amount,note", "1,10,a", "2,5,bb", "3,7,ccc", "4,-1,d");
        assertThat(project.report("ingest", "orders", "--input", input).rows("quarantined"))
                .isEqualTo(3);
        EmittedEvents emitted = new EmittedEvents(project.folder());
        emitted.next();
        Ended before = project.report("quarantine", "replay", "orders");
        assertThat(before.status()).as(before.err()).isEqualTo("nothing_new");
        assertThat(emitted.next())
                .satisfiesExactly(
                        start -> assertThat(start).contains("\"eventType\":\"START\""),
                        end -> assertThat(end).contains("\"eventType\":\"COMPLETE\""));
        Orders.contract(
                project, "1.1.0", "      - {name: note, logicalType: string, logicalTypeOptions: {maxLength: 3}}");

        Ended replay = project.report("quarantine", "replay", "orders");

        assertThat(replay.exit()).as(replay.err()).isZero();
        assertThat(replay.status()).isEqualTo("published");
        assertThat(replay.json().path("run").asText()).startsWith("replay:");
        assertThat(replay.rows("published")).isEqualTo(2);
        assertThat(project.rows("SELECT id, note, _sequence FROM datasets.orders ORDER BY id"))
                .containsExactly("[1,a,1]", "[2,bb,2]", "[3,ccc,2]");
        Ended open = project.report("quarantine", "show", "orders");
        assertThat(open.json().path("total").asLong()).isEqualTo(1);
        assertThat(open.json().path("rows").get(0).path("run").asText()).startsWith("replay:");
        assertThat(project.rows("SELECT event, count(*) FROM quarantine.quarantine_events GROUP BY 1 ORDER BY 1"))
                .containsExactly("[published,2]", "[quarantined,1]");
        assertThat(project.report("quarantine", "replay", "orders").status()).isEqualTo("nothing_new");
        assertThat(project.rows("SELECT count(*) FROM datasets.orders")).containsExactly("[3]");
        Ended list = project.report("quarantine", "list", "orders");
        assertThat(list.json().path("runs").get(0).path("rows").asLong()).isEqualTo(3);
        assertThat(list.json().path("runs").get(0).path("open").asLong()).isZero();
    }

    @Test
    void aDatasetWithoutATableHasNothingToReplay() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 10);

        Ended replay = project.report("quarantine", "replay", "r");

        assertThat(replay.status()).as(replay.err()).isEqualTo("nothing_new");
        assertThat(replay.err()).doesNotContain("again");
        assertThat(replay.json().path("warnings").toString())
                .isEqualTo("[\"there is no open row in quarantine to replay\"]");
        assertThat(project.run("quarantine", "replay", "other").err()).contains("name one of r");
        assertThat(project.rows("SELECT run FROM assay.runs WHERE status = 'failed'"))
                .isEmpty();
        assertThat(project.rows("SELECT count(*) FROM assay.definitions"))
                .as("its contract is written by the time it ends")
                .containsExactly("[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "partition"})
    void noRowPassesOfAPartitionedDataset(String shuffle) {
        TestProject project = TestProject.in(folder);
        project.file(
                "contracts/r.odcs.yaml",
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: r",
                "version: 1.0.0",
                "status: active",
                "schema:",
                "  - name: r",
                "    customProperties:",
                "      - {property: partitioning, value: days(day)}",
                "      - {property: pin, value: {writeShuffle: %s}}".formatted(shuffle),
                "    properties:",
                "      - {name: day, logicalType: date}",
                "      - {name: v, logicalType: integer, logicalTypeOptions: {maximum: 10}}");
        String mixed = project.file("in/mixed.csv", "day,v", "2024-01-01,1", "2024-01-02,11");
        assertThat(project.report("ingest", "r", "--input", mixed).rows("quarantined"))
                .isEqualTo(1);
        String bad = project.file("in/bad.csv", "day,v", "2024-01-03,12", "2024-01-04,13");
        Ended held = project.report("ingest", "r", "--input", bad);
        assertThat(held.status()).as(held.out() + held.err()).isEqualTo("held");

        for (String[] rows : List.of(new String[0], new String[] {"--where", "v > 100"})) {
            List<String> call = new ArrayList<>(List.of("quarantine", "replay", "r"));
            call.addAll(List.of(rows));
            Ended replay = project.report(call.toArray(String[]::new));
            assertThat(replay.status()).as(replay.out() + replay.err()).isEqualTo("nothing_new");
        }
    }

    @Test
    void numbersOfJsonRowsAreShownWithAllTheirDigits() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 10);
        String rows = project.file(
                "in/rows.jsonl",
                "{\"id\":1,\"v\":12345678901234567890.5}",
                "{\"id\":2,\"v\":0.12345678901234567890}",
                "{\"id\":3,\"v\":1}");
        assertThat(project.report("ingest", "r", "--input", rows).rows("quarantined"))
                .isEqualTo(2);

        assertThat(project.run("quarantine", "show", "r", "--json").out())
                .contains("\"v\":12345678901234567890.5", "\"v\":0.12345678901234567890");
    }

    @Test
    void ofAReplacedBatchNothingIsReplayed() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 10);
        String monday = project.file("in/monday.csv", "id,v", "1,1", "2,50");
        String tuesday = project.file("in/tuesday.csv", "id,v", "1,2", "3,3", "9,90");
        String first = project.report("ingest", "r", "--input", monday)
                .json()
                .path("run")
                .asText();
        assertThat(project.report("ingest", "r", "--input", tuesday).rows("published"))
                .isEqualTo(2);
        JsonNode runs = project.report("quarantine", "list", "r").json().path("runs");
        assertThat(runs.path(0).path("run").asText()).isEqualTo(first);
        assertThat(runs.path(0).path("rows").asLong()).isEqualTo(1);
        assertThat(runs.path(0).path("open").asLong()).isZero();
        assertThat(runs.path(1).path("open").asLong()).isEqualTo(1);
        assertThat(project.report("quarantine", "show", "r")
                        .json()
                        .path("total")
                        .asLong())
                .isEqualTo(1);
        contract(project, "1.1.0", 100);

        Ended old = project.report("quarantine", "replay", "r", "--run", first);
        assertThat(old.exit()).as(old.err()).isZero();
        assertThat(old.status()).isEqualTo("nothing_new");
        Ended replay = project.report("quarantine", "replay", "r");

        assertThat(replay.exit()).as(replay.err()).isZero();
        assertThat(replay.json().path("warnings").toString())
                .contains("1 row of a replaced batch left: a later batch has taken its place");
        assertThat(project.rows("SELECT id FROM datasets.r ORDER BY id")).containsExactly("[1]", "[3]", "[9]");
        Ended again = project.report("quarantine", "replay", "r");
        assertThat(again.status()).isEqualTo("nothing_new");
        assertThat(again.json().path("warnings").toString()).contains("1 row of a replaced batch left");
        project.report("ingest", "r", "--input", project.file("in/wednesday.csv", "id,v", "4,4"));
        assertThat(project.rows("SELECT id FROM datasets.r")).containsExactly("[4]");
    }

    @Test
    void aReplayIntoAReplacedDatasetBringsNoKeyTwiceAndComputeReadsAllThereIs() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 10);
        project.with("entities.yaml", "entities:\n  thing: {join_keys: {id: long}}\n");
        project.with("views/t.yaml", """
                view: t
                entity: thing
                source: {dataset: r, event_time: "timestamp '2026-01-01T00:00:00Z'"}
                latest: [v]
                """);
        project.report("ingest", "r", "--input", project.file("in/a.csv", "id,v", "1,1", "1,2", "3,50"));
        assertThat(project.run("compute").exit()).isZero();
        contract(project, "1.1.0", 100);

        Ended replay = project.report("quarantine", "replay", "r");

        assertThat(replay.rows("published")).as(replay.out()).isEqualTo(1);
        assertThat(replay.rows("quarantined")).isEqualTo(1);
        assertThat(project.rows("SELECT id, v FROM datasets.r ORDER BY id")).containsExactly("[1,2]", "[3,50]");
        assertThat(project.run("compute").exit()).isZero();
        assertThat(project.rows("SELECT id, v, kind FROM features.t WHERE sequence = 2 ORDER BY id"))
                .containsExactly("[1,2,add]", "[3,50,add]");
    }

    @Test
    void rowsOfABatchThatIsReplacedWhileTheyAreReplayedAreNotPublished() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 10);
        project.report("ingest", "r", "--input", project.file("in/monday.csv", "id,v", "1,1", "2,50"));
        contract(project, "1.1.0", 100);
        String tuesday = project.file("in/tuesday.csv", "id,v", "1,2", "3,3");
        AtomicBoolean overtaken = new AtomicBoolean();

        ReplayCall.run(
                project.context().environment(),
                step -> {
                    if (step == PublishStep.WRITTEN && overtaken.compareAndSet(false, true)) {
                        assertThat(project.report("ingest", "r", "--input", tuesday)
                                        .status())
                                .isEqualTo("published");
                    }
                },
                "r");

        assertThat(overtaken).isTrue();
        assertThat(project.rows("SELECT id, v FROM datasets.r ORDER BY id")).containsExactly("[1,2]", "[3,3]");
    }

    @Test
    void aTableFromWhichNothingWasPublishedGetsTheTypesOfANewContract() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 10);
        Ended empty = project.report("ingest", "r", "--input", project.file("in/empty.csv", "id,v"));
        assertThat(empty.status()).isEqualTo("nothing_new");
        String before = project.folder().resolve("contracts/r.odcs.yaml").toString();
        project.with(
                "contracts/r.odcs.yaml",
                read(before)
                        .replace(
                                "name: v, logicalType: integer, logicalTypeOptions: {maximum: 10}",
                                "name: v, logicalType: array, items: {logicalType: string}"));
        Ended ingested =
                project.report("ingest", "r", "--input", project.file("in/a.json", "{\"id\":1,\"v\":[\"x\"]}"));
        assertThat(ingested.exit()).as(ingested.err() + ingested.out()).isZero();
        assertThat(project.rows("SELECT id, v[0] FROM datasets.r")).containsExactly("[1,x]");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void contract(TestProject project, String version, int maximum) {
        project.file(
                "contracts/r.odcs.yaml",
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: r",
                "version: " + version,
                "status: active",
                "schema:",
                "  - name: r",
                "    customProperties: [{property: writeMode, value: replace}]",
                "    properties:",
                "      - {name: id, logicalType: integer, primaryKey: true}",
                "      - {name: v, logicalType: integer, logicalTypeOptions: {maximum: %d}}".formatted(maximum));
    }
}
