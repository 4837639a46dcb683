package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.json.Json;
import io.assay.jobs.process.Packaged.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, submitted to a real cluster of three processes. */
class ClusterIT {
    private static final List<String> QUERIES = List.of(
            "SELECT order_id, customer, ordered_at, amount, _position, _sequence FROM datasets.orders ORDER BY order_id",
            "SELECT reasons, row FROM quarantine.orders ORDER BY row",
            "SELECT customer, tile, known, kind, hex(state_orders_7d), hex(state_spent_30d), events, sequence, day "
                    + "FROM features.customer_orders ORDER BY customer, tile, known");

    @TempDir
    Path folder;

    @Test
    void bothWorkersWorkAndTheResultIsThatOfOneMachine() throws Exception {
        TestProject local = shop("local");
        TestProject spread = shop("spread");
        try (StandaloneCluster cluster = StandaloneCluster.start(Files.createDirectory(folder.resolve("cluster")))) {
            String orders = spread.folder().resolve("orders").toString();
            JsonNode ingested = submitted(cluster, spread, "ingest", "orders", "--input", orders);
            assertThat(ingested.path("status").asText()).isEqualTo("published");
            assertThat(ingested.at("/rows/published").asInt()).isEqualTo(399);
            assertThat(ingested.at("/rows/quarantined").asInt()).isEqualTo(1);
            JsonNode computed = submitted(cluster, spread, "compute");
            assertThat(computed.path("status").asText()).isEqualTo("computed");

            assertThat(cluster.executorsThatWorked()).containsExactly(Set.of("0", "1"), Set.of("0", "1"));
            assertThat(cluster.applicationsByWorker()).containsExactly(2, 2);
        }
        String orders = local.folder().resolve("orders").toString();
        assertThat(local.run("ingest", "orders", "--input", orders).exit()).isZero();
        assertThat(local.run("compute").exit()).isZero();
        for (String query : QUERIES) {
            TestProject.Ended expected = local.run("sql", query, "--json");
            assertThat(expected.exit()).as(expected.err()).isZero();
            assertThat(expected.json()).hasSizeGreaterThan(0);
            assertThat(spread.run("sql", query, "--json").out()).isEqualTo(expected.out());
        }
    }

    private static JsonNode submitted(StandaloneCluster cluster, TestProject project, String... command)
            throws IOException, InterruptedException {
        Path result = project.folder().resolve(command[0] + ".json");
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(
                "--json",
                "-p",
                project.folder().toString(),
                "--result",
                result.toUri().toString()));
        Ended ended = Packaged.submit(cluster.environment(), cluster.options(), words);
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(Files.readString(result)).isEqualTo(ended.out());
        return Json.MAPPER.readTree(ended.out());
    }

    /** The project that {@code init} makes, with four hundred orders in eight files, one of them negative. */
    private TestProject shop(String name) throws IOException {
        TestProject project = TestProject.in(folder.resolve(name));
        Files.delete(project.folder().resolve("assay.yaml"));
        assertThat(project.run("init", project.folder().toString()).exit()).isZero();
        for (int file = 0; file < 8; file++) {
            StringBuilder rows = new StringBuilder("order_id,customer,ordered_at,amount\n");
            for (int i = 0; i < 50; i++) {
                int n = file * 50 + i;
                String amount = n == 217 ? "-1" : n + ".25";
                rows.append("o%03d,c%d,2026-01-%02dT%02d:30:00Z,%s%n".formatted(n, n % 7, 1 + n % 28, n % 24, amount));
            }
            project.with("orders/part-%d.csv".formatted(file), rows.toString());
        }
        return project;
    }
}
