package io.assay.jobs.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.lineage.golden.ClientTypes;
import io.assay.lineage.golden.GoldenFile;
import io.openlineage.client.OpenLineage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events of each job, from a file to a model: as the official client reads it, and as it is kept. */
class LineageEventsTest {
    @TempDir
    static Path folder;

    private static final Map<String, Ended> CALLS = new LinkedHashMap<>();
    private static final Map<String, List<String>> EVENTS = new LinkedHashMap<>();
    private static LineageServer server;
    private static TestProject shop;
    private static EmittedEvents emitted;
    private static PlainEvents plain;

    @BeforeAll
    static void runEveryJob() throws IOException {
        server = LineageServer.start();
        shop = LineageShop.in(folder.resolve("shop"), server.url());
        emitted = new EmittedEvents(shop.folder());
        plain = new PlainEvents(shop.folder());
        LineageShop.contract(shop, "1.0.0", 0);
        String header = "order_id,customer,ordered_at,amount";
        step("customers", "ingest", "customers", "--input", shop.file("in/c.csv", "name,city", "c1,Bonn", "c2,Rome"));
        step(
                "ingest-published",
                "ingest",
                "orders",
                "--input",
                shop.file(
                        "in/a.csv",
                        header,
                        "o1,c1,2026-01-03T09:15:00Z,20",
                        "o2,c2,2026-01-04T11:00:00Z,5.5",
                        "o3,c1,2026-01-10T18:30:00Z,12",
                        "o4,c2,2026-01-12T08:00:00Z,-1",
                        "o5,c2,2026-01-20T13:45:00Z,7",
                        "o6,c1,2026-01-24T10:00:00Z,31"));
        String more = shop.file("in/b.csv", header, "o7,c1,2026-01-25T16:20:00Z,8", "o8,c9,2026-01-26T16:20:00Z,8");
        server.answers(500);
        step("ingest-held", "ingest", "orders", "--input", more, "--fail-on", "quarantine");
        server.answers(201);
        server.hangsOnce();
        step("ingest-failed", "ingest", "orders", "--input", shop.file("in/d.csv", "order_id,amount", "o9,1"));
        String held = CALLS.get("ingest-held").json().path("run").asText();
        step("runs-publish", "runs", "publish", held, "--reason", "the shop said so");
        LineageShop.contract(shop, "1.1.0", -10);
        step("quarantine-replay", "quarantine", "replay", "orders");
        step("compute", "compute");
        String labels = shop.file(
                "labels.csv",
                "customer,event_timestamp,good",
                "c1,2026-01-30T00:00:00Z,true",
                "c2,2026-01-30T00:00:00Z,");
        String set = shop.folder().resolve("set.csv").toString();
        step("training-set", "training-set", "customer_model", "--labels", labels, "--output", set);
        String ragged = shop.file(
                "ragged.csv",
                "customer,event_timestamp,good",
                "c1,2026-01-30T00:00:00Z,true,1",
                "c2,2026-01-30T00:00:00Z");
        step("training-set-failed", "training-set", "customer_model", "--labels", ragged, "--output", set);
        server.close();
        step("train", "train", "big_order");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void step(String name, String... words) throws IOException {
        CALLS.put(name, shop.report(words));
        EVENTS.put(name, emitted.next());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingest-published",
                "ingest-held",
                "ingest-failed",
                "runs-publish",
                "quarantine-replay",
                "compute",
                "training-set",
                "training-set-failed",
                "train"
            })
    void aRunEmitsStartAndItsEndAsTheyAreKept(String job) throws Exception {
        List<String> events = EVENTS.get(job);
        assertThat(events).as(CALLS.get(job).err()).hasSize(2);
        OpenLineage.RunEvent start = ClientTypes.read(events.get(0));
        OpenLineage.RunEvent end = ClientTypes.read(events.get(1));
        assertThat(start.getEventType()).isEqualTo(OpenLineage.RunEvent.EventType.START);
        assertThat(end.getRun().getRunId()).isEqualTo(start.getRun().getRunId());
        assertThat(end.getEventTime()).isAfterOrEqualTo(start.getEventTime());
        GoldenFile.assertSame(job, plain.of(events));
    }

    @Test
    void whatOneJobWroteTheNextOneReadInTheSameVersion() throws Exception {
        OpenLineage.OutputDataset replayed =
                end("quarantine-replay").getOutputs().get(0);
        OpenLineage.InputDataset computed = end("compute").getInputs().get(0);
        assertThat(computed.getName()).isEqualTo(replayed.getName());
        assertThat(computed.getFacets().getVersion().getDatasetVersion())
                .isEqualTo(replayed.getFacets().getVersion().getDatasetVersion());
        OpenLineage.OutputDataset view = end("compute").getOutputs().get(0);
        for (String reader : List.of("training-set", "train")) {
            OpenLineage.InputDataset read = end(reader).getInputs().get(0);
            assertThat(read.getName()).isEqualTo(view.getName());
            assertThat(read.getFacets().getVersion().getDatasetVersion())
                    .isEqualTo(view.getFacets().getVersion().getDatasetVersion());
        }
    }

    @Test
    void theLogNamesTheRunThatLineageKnows() throws Exception {
        for (String job : List.of("ingest-published", "quarantine-replay", "compute", "train", "runs-publish")) {
            String run = job.equals("runs-publish")
                    ? CALLS.get("ingest-held").json().path("run").asText()
                    : CALLS.get(job).json().path("run").asText();
            assertThat(shop.context().environment().log().body(run).orElseThrow())
                    .as(job)
                    .contains(
                            "\"lineage_run\":\"%s\"".formatted(end(job).getRun().getRunId()));
        }
    }

    @Test
    void anEndpointReceivesTheSameEvents() {
        for (String job : List.of("ingest-published", "runs-publish", "compute", "training-set-failed")) {
            assertThat(server.received()).as(job).containsAll(EVENTS.get(job));
        }
    }

    @Test
    void anEndpointThatFailsOrHangsOrIsDownFailsNoJobAndIsReported() {
        assertThat(CALLS.get("ingest-held").exit()).isEqualTo(1);
        assertThat(CALLS.get("ingest-held").err())
                .contains("lineage to %s/api/v1/lineage: answered 500; the job continues without it"
                        .formatted(server.url()))
                .contains("lineage: 2 events were not delivered")
                .doesNotContain("\tat ");
        assertThat(CALLS.get("ingest-failed").status()).isEqualTo("failed");
        assertThat(CALLS.get("ingest-failed").err())
                .contains("request timed out; the job continues without it")
                .contains("lineage: 1 events were not delivered");
        assertThat(CALLS.get("train").exit()).as(CALLS.get("train").err()).isZero();
        assertThat(CALLS.get("train").err()).contains("lineage: 2 events were not delivered");
        assertThat(CALLS.get("compute").err()).doesNotContain("lineage");
    }

    @Test
    void aRowOfLabelsThatIsNotLikeTheHeaderIsTheDatasFault() {
        Ended ragged = CALLS.get("training-set-failed");
        assertThat(ragged.exit()).isEqualTo(1);
        assertThat(ragged.err())
                .isEqualTo("%s/ragged.csv: the row at byte 30 cannot be read: 4 fields where the header has 3:"
                                .formatted(shop.folder())
                        + " c1,2026-01-30T00:00:00Z,true,1; fix that row\n");
    }

    @Test
    void aDryRunEmitsNothing() throws IOException {
        String input = shop.file("in/e.csv", "order_id,customer,ordered_at,amount", "o99,c1,2026-01-26T16:20:00Z,8");
        Ended call = shop.report("ingest", "orders", "--input", input, "--dry-run");
        assertThat(call.status()).as(call.err()).isEqualTo("dry_run");
        assertThat(emitted.next()).isEmpty();
    }

    private static OpenLineage.RunEvent end(String job) throws Exception {
        return ClientTypes.read(EVENTS.get(job).get(1));
    }
}
