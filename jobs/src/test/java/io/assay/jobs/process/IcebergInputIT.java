package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.json.Json;
import io.assay.jobs.process.Packaged.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Iceberg tables as inputs of the packaged jar, beside which there are no classes of Hive. */
class IcebergInputIT {
    @TempDir
    Path folder;

    @Test
    void aTableIsReadByItsPathWithoutACatalog() throws Exception {
        TestProject other = TestProject.in(folder.resolve("other"));
        other.publish("orders", "SELECT id FROM range(0, 3, 1, 1)");
        String first = other.rows("SELECT snapshot_id FROM datasets.orders.refs")
                .get(0)
                .replaceAll("\\D", "");
        other.publish("orders", "SELECT id FROM range(3, 5, 1, 1)");
        String table = other.folder().resolve("warehouse/datasets/orders").toString();
        TestProject project = TestProject.in(folder.resolve("shop"));
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
                "      - {name: id, logicalType: integer, primaryKey: true}");

        assertThat(passed(project, table + "@" + first)).isEqualTo(3);
        assertThat(passed(project, table)).isEqualTo(5);
    }

    private static long passed(TestProject project, String input) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Packaged.assay(
                "ingest",
                "orders",
                "--input",
                input,
                "--dry-run",
                "--json",
                "--project",
                project.folder().toString()));
        Ended ended = Packaged.run(words, Map.of());
        assertThat(ended.exit()).as(ended.err()).isZero();
        return Json.MAPPER.readTree(ended.out()).at("/rows/passed").asLong();
    }
}
