package io.assay.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ingest --at}: a backfill's service levels are measured at its own time. */
class IngestAtTest {
    private static final String[] BACKFILL = {"ingest", "orders", "--input", "in", "--at"};

    @TempDir
    Path folder;

    private TestProject project;
    private String input = "";

    @BeforeEach
    void makeProject() {
        project = TestProject.in(folder).with("contracts/orders.odcs.yaml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: orders
                        version: 1.0.0
                        status: active
                        customProperties: [{property: serviceLevels, value: {fresh: fail}}]
                        slaProperties:
                          - {id: fresh, property: freshness, value: 2, unit: h, element: orders.at}
                          - {id: late, property: latency, value: 1, unit: d, element: orders.at}
                        schema:
                          - name: orders
                            properties:
                              - {name: id, logicalType: integer}
                              - {name: at, logicalType: timestamp}
                        """);
        input = project.file("in/a.csv", "id,at", "1,2024-01-01T00:00:00Z", "2,2024-01-02T12:00:00Z");
    }

    private static String level(JsonNode document, String id) {
        for (JsonNode rule : document.path("rules")) {
            if (rule.path("rule").asText().equals(id)) {
                return "%s %s %s"
                        .formatted(
                                rule.path("status").asText(),
                                rule.path("measured").asText(),
                                rule.path("expected").asText());
            }
        }
        return "no rule " + id;
    }

    private Ended ingest(String at, String... more) {
        String[] call = new String[BACKFILL.length + 1 + more.length];
        System.arraycopy(BACKFILL, 0, call, 0, BACKFILL.length);
        call[3] = input;
        call[BACKFILL.length] = at;
        System.arraycopy(more, 0, call, BACKFILL.length + 1, more.length);
        return project.report(call);
    }

    @Test
    void theTimeDecidesOverAges() {
        Ended now = project.report("ingest", "orders", "--input", input);
        assertThat(now.status()).as("the orders are years old").isEqualTo("held");
        assertThat(now.json().path("at").isMissingNode()).isTrue();
        assertThat(now.json().path("reasons").toString()).contains("fresh");

        Ended late = ingest("2024-01-02T14:00:01Z", "--dry-run");
        assertThat(level(late.json(), "fresh")).startsWith("fail 2.");
        assertThat(late.json().path("at").asText()).isEqualTo("2024-01-02T14:00:01Z");

        Ended backfill = ingest("2024-01-02T13:00:00Z");
        assertThat(backfill.status()).isEqualTo("published");
        assertThat(level(backfill.json(), "fresh")).isEqualTo("pass 1.0 <= 2 hours");
        assertThat(level(backfill.json(), "late")).as("it warns").startsWith("fail 1.54");
        assertThat(backfill.json().path("warnings").toString()).contains("as of 2024-01-02T13:00:00Z");

        JsonNode logged = project.report(
                        "runs", "show", backfill.json().path("run").asText())
                .json();
        assertThat(logged.findValue("at").asText()).isEqualTo("2024-01-02T13:00:00Z");
        assertThat(level(logged.has("rules") ? logged : logged.findParent("rules"), "fresh"))
                .isEqualTo("pass 1 <= 2 hours");
    }

    @Test
    void aRowLaterThanTheRunIsAWarning() {
        for (String[] more : new String[][] {{"--dry-run"}, {}}) {
            Ended ended = ingest("2024-01-02T11:00:00Z", more);
            assertThat(ended.json().path("warnings").toString())
                    .contains("the newest row that passes has at 2024-01-02T12:00:00Z")
                    .contains("later than the run's time 2024-01-02T11:00:00Z");
        }
        Ended later = ingest("2024-01-02T13:00:00Z", "--dry-run");
        assertThat(later.json().path("warnings").toString()).doesNotContain("the newest row");
    }

    @Test
    void eachBatchHasTheTime() {
        String other = project.file("in/b.csv", "id,at", "3,2024-01-02T10:30:00Z");
        Ended each =
                project.report("ingest", "orders", "--each", "--input", input, other, "--at", "2024-01-02T13:00:00Z");
        assertThat(each.out().lines().filter(line -> line.contains("\"at\":\"2024-01-02T13:00:00Z\"")))
                .hasSize(2);
        assertThat(each.out()).contains("\"held\"").contains("\"published\"");
    }

    @Test
    void aStreamHasNone() {
        Ended stream = project.run(
                "ingest",
                "orders",
                "--stream",
                "--available-now",
                "--input",
                folder.toString(),
                "--at",
                "2024-01-01T00:00:00Z");
        assertThat(stream.exit()).isEqualTo(2);
        assertThat(stream.err()).contains("--at").contains("are for batches");
        assertThat(ingest("yesterday").exit()).isEqualTo(2);
    }
}
