package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.json.Json;
import io.assay.jobs.process.Packaged.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./assay status} and other commands that only look, and a computation with nothing to do: no class of Spark is
 * loaded, and the answers are right.
 */
class LookOnlyIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static String run = "";

    @BeforeAll
    static void oneBatchIsIngestedAndComputed() {
        TestProject project = TestProject.in(folder);
        project.file(
                "contracts/orders.odcs.yaml",
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: shop",
                "version: 1.0.0",
                "status: active",
                "schema:",
                "  - name: orders",
                "    properties:",
                "      - {name: id, logicalType: integer, primaryKey: true}",
                "      - {name: customer, logicalType: integer, required: true}",
                "      - {name: amount, logicalType: integer, logicalTypeOptions: {minimum: 0}}",
                "      - {name: at, logicalType: timestamp}");
        project.file("entities.yaml", "entities:", "  customer: {join_keys: {customer: long}}");
        project.file(
                "views/spent.yaml",
                "view: spent",
                "entity: customer",
                "source: {dataset: orders, event_time: at}",
                "window:",
                "  - {name: spent_1d, aggregate: sum, of: amount, over: 1d}");
        project.file("services/shop.yaml", "service: shop", "features:", "  - spent");
        String orders = project.file(
                "orders.csv",
                "id,customer,amount,at",
                "1,7,10,2024-03-04T08:00:00Z",
                "2,7,5,2024-03-04T09:00:00Z",
                "3,7,-1,2024-03-04T09:00:00Z");
        run = project.report("ingest", "orders", "--input", orders)
                .json()
                .path("run")
                .asText();
        assertThat(project.report("compute").exit()).isZero();
    }

    @Test
    void statusShowsDatasetsAndViews() throws Exception {
        JsonNode status = withoutSpark("status");
        assertThat(status.path("datasets").path(0).path("rows").asLong()).isEqualTo(2);
        assertThat(status.path("datasets").path(0).path("last_run").path("run").asText())
                .isEqualTo(run);
        assertThat(status.path("views").path(0).path("cursor").asLong()).isEqualTo(1);
        assertThat(status.path("views").path(0).path("behind").asLong()).isZero();
    }

    @Test
    void runsAreListedAndShown() throws Exception {
        assertThat(withoutSpark("runs", "list", "--subject", "orders")
                        .path("runs")
                        .path(0)
                        .path("rows")
                        .path("quarantined")
                        .asLong())
                .isEqualTo(1);
        assertThat(withoutSpark("runs", "show", run).path("status").asText()).isEqualTo("published");
    }

    @Test
    void quarantinedRowsAreCountedAndShown() throws Exception {
        JsonNode counted =
                withoutSpark("quarantine", "list", "orders").path("runs").path(0);
        assertThat(counted.path("open").asLong()).isEqualTo(1);
        assertThat(counted.path("rules").path("amount.minimum").asLong()).isEqualTo(1);
        JsonNode row = withoutSpark("quarantine", "show", "orders").path("rows").path(0);
        assertThat(row.path("row").path("id").asText()).isEqualTo("3");
        assertThat(row.path("reasons").path(0).path("value").asText()).isEqualTo("-1");
    }

    @Test
    void aValueIsExplained() throws Exception {
        JsonNode value = withoutSpark("explain", "shop", "spent_1d", "customer=7", "--at", "2024-03-04T12:00:00Z")
                .path("values")
                .path(0);
        assertThat(value.path("value").asLong()).isEqualTo(15);
        assertThat(value.path("runs").path(0).path("run").asText()).isEqualTo(run);
    }

    @Test
    void aComputationWithNothingNewChangesNothing() throws Exception {
        JsonNode computed = withoutSpark("compute");
        assertThat(computed.path("status").asText()).isEqualTo("nothing_new");
        JsonNode view = computed.path("views").path(0);
        assertThat(view.path("view").asText()).isEqualTo("spent");
        assertThat(view.path("sequence").asLong()).isEqualTo(1);
        assertThat(view.path("table_version").asLong()).isZero();
    }

    private static JsonNode withoutSpark(String... words) throws Exception {
        Path classes = Files.createTempFile(folder, "classes", ".txt");
        List<String> command = new ArrayList<>(List.of(Path.of("..", "assay").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--json", "-p", folder.toString()));
        Ended ended = Packaged.run(
                command,
                Map.of(
                        "ASSAY_JAVA_OPTS",
                        "-Xlog:class+load:file=" + classes,
                        "ASSAY_ARCHIVE",
                        "off",
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(Files.readString(classes))
                .contains("io.assay.jobs.lookup.WarehouseLookup")
                .doesNotContain(" org.apache.spark.", " scala.");
        return Json.MAPPER.readTree(ended.out());
    }
}
