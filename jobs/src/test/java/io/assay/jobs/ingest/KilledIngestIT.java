package io.assay.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.json.Json;
import io.assay.jobs.lineage.EmittedEvents;
import io.assay.jobs.publication.PublishStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch whose process dies at each step in turn; the next process takes it up and dies one step later. */
class KilledIngestIT {
    private static final String[] ROWS = {"id,amount,note", "1,10,a", "2,-5,b", "3,,c", "4,7,d", "1,11,e"};

    @TempDir
    Path folder;

    @Test
    void theResultIsAsIfTheBatchHadRunOnce() throws Exception {
        TestProject killed = Orders.in(folder.resolve("killed"));
        String input = killed.file("in/a.csv", ROWS);
        for (PublishStep step : PublishStep.values()) {
            Process process = IngestProcess.start(
                    folder.resolve("log.txt"), "batch", step.name(), killed.folder(), "orders", input);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", step, Files.readString(folder.resolve("log.txt")))
                    .isEqualTo(IngestProcess.KILLED);
            boolean published = step.compareTo(PublishStep.PUBLISHED) >= 0;
            assertThat(killed.rows("SELECT id, note FROM datasets.orders ORDER BY id"))
                    .as("readers after %s", step)
                    .isEqualTo(published ? List.of("[1,e]", "[4,d]") : List.of());
        }
        assertThat(killed.report("ingest", "orders", "--input", input).status()).isEqualTo("nothing_new");

        TestProject once = Orders.in(folder.resolve("once"));
        assertThat(once.report("ingest", "orders", "--input", input).status()).isEqualTo("published");

        for (String query : List.of(
                "SELECT * FROM datasets.orders ORDER BY id",
                "SELECT id, concat_ws(',', reasons.rule), row, run, source, position FROM quarantine.orders ORDER BY id",
                "SELECT run, status FROM assay.runs",
                "SELECT run, rule, status, violations FROM assay.rules ORDER BY rule",
                "SELECT run, metric, column, value FROM assay.metrics ORDER BY metric, column",
                "SELECT name, version FROM assay.definitions")) {
            assertThat(killed.rows(query)).as(query).isEqualTo(once.rows(query)).isNotEmpty();
        }
        assertThat(completed(killed))
                .isEqualTo(killed.rows("SELECT snapshot_id FROM assay.datasets.orders.refs WHERE name = 'main'"));
        assertThat(killed.rows("SELECT name FROM assay.datasets.orders.refs")).containsExactly("[main]");
        assertThat(killed.rows("SELECT name FROM assay.quarantine.orders.refs")).containsExactly("[main]");
    }

    /** The versions of the dataset that runs reported as written, of runs that reported their start. */
    private static List<String> completed(TestProject project) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String event : new EmittedEvents(project.folder()).next()) {
            events.add(Json.MAPPER.readTree(event));
        }
        List<JsonNode> begun = events.stream()
                .filter(event -> event.path("eventType").asText().equals("START"))
                .map(event -> event.at("/run/runId"))
                .toList();
        return events.stream()
                .filter(event -> event.path("eventType").asText().equals("COMPLETE"))
                .filter(event -> begun.contains(event.at("/run/runId")))
                .map(event -> "[%s]"
                        .formatted(event.at("/outputs/0/facets/version/datasetVersion")
                                .asText()))
                .toList();
    }
}
