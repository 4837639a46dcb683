package io.assay.jobs.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules about how a batch is delivered say nothing of a replay; all others judge it. */
class ReplayRulesTest {
    @TempDir
    Path folder;

    private void contract(TestProject project, String version, int maximum, String... rules) {
        List<String> lines = new ArrayList<>(List.of(
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: visits",
                "version: " + version,
                "status: active",
                "customProperties: [{property: serviceLevels, value: fail}]",
                "slaProperties:",
                "  - {id: fresh, property: freshness, value: 2, unit: d, element: visits.at}",
                "  - {id: late, property: latency, value: 20, unit: d, element: visits.at}",
                "  - {id: often, property: frequency, value: 2, unit: d, element: visits.at}",
                "  - {id: kept, property: retention, value: 40, unit: d, element: visits.at}",
                "schema:",
                "  - name: visits",
                "    customProperties: [{property: maxQuarantined, value: 40}]",
                "    quality:",
                "      - {id: enough, metric: rowCount, mustBeGreaterOrEqualTo: 3}",
                "      - id: sized",
                "        type: custom",
                "        engine: deequ",
                "        implementation: {constraint: hasSize, mustBeGreaterOrEqualTo: 3}"));
        lines.addAll(List.of(rules));
        lines.addAll(List.of(
                "    properties:",
                "      - {name: at, logicalType: timestamp}",
                "      - {name: v, logicalType: integer, logicalTypeOptions: {maximum: %d}}".formatted(maximum)));
        project.file("contracts/visits.odcs.yaml", lines.toArray(String[]::new));
    }

    @Test
    void aDeliverysRulesAreNotAppliedAndAreNamed() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 10);
        String input = project.file(
                "in/a.csv",
                "at,v",
                "2024-01-01T00:00:00Z,50",
                "2024-01-03T00:00:00Z,90",
                "2024-01-12T00:00:00Z,1",
                "2024-01-13T00:00:00Z,2",
                "2024-01-14T00:00:00Z,3");
        Ended ingested = project.report("ingest", "visits", "--input", input, "--at", "2024-01-14T12:00:00Z");
        assertThat(ingested.status()).as(ingested.out() + ingested.err()).isEqualTo("published");
        contract(project, "1.1.0", 60);

        Ended replay = project.report("quarantine", "replay", "visits");

        assertThat(replay.json().path("reasons").toString())
                .as("the dataset is of 2024")
                .contains("rule kept")
                .doesNotContain("enough", "sized", "fresh", "late", "often", "maxQuarantined");
        assertThat(replay.json().path("warnings").toString())
                .contains("not applied to a replay, because they are about how a batch is delivered: ")
                .contains("enough", "sized", "fresh", "late", "often")
                .doesNotContain("kept");
        assertThat(names(replay)).contains("kept", "v.maximum").doesNotContain("enough", "sized", "fresh");
        Ended approved =
                project.report("runs", "publish", replay.json().path("run").asText(), "--reason", "the year is right");
        assertThat(approved.rows("published")).as(approved.out()).isOne();
    }

    @Test
    void otherDatasetRulesHoldIt() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 10);
        String input = project.file("in/a.csv", "at,v", ",50", ",90", ",1", ",2", ",3");
        assertThat(project.report("ingest", "visits", "--input", input, "--run-id", "first")
                        .json()
                        .path("run")
                        .asText())
                .isEqualTo("first");
        project.report("runs", "publish", "first", "--reason", "times are unknown");
        contract(
                project,
                "1.1.0",
                60,
                "      - {id: fifties, type: sql, query: \"SELECT max(v) FROM visits\", mustBe: 3}");

        Ended replay = project.report("quarantine", "replay", "visits");

        assertThat(replay.status()).as(replay.out() + replay.err()).isEqualTo("held");
        assertThat(replay.json().path("reasons").toString()).contains("rule fifties: measured 90, expected = 3");
    }

    private static List<String> names(Ended ended) {
        List<String> names = new ArrayList<>();
        for (JsonNode rule : ended.json().path("rules")) {
            names.add(rule.path("rule").asText());
        }
        return names;
    }
}
