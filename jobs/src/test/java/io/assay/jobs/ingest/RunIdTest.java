package io.assay.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
    @TempDir
    Path folder;

    @Test
    void anIdNamesARunOfOneDataset() {
        TestProject project = TestProject.in(folder);
        for (String name : new String[] {"a", "b"}) {
            project.file(
                    "contracts/%s.odcs.yaml".formatted(name),
                    "kind: DataContract",
                    "apiVersion: v3.1.0",
                    "id: " + name,
                    "version: 1.0.0",
                    "status: active",
                    "schema:",
                    "  - name: " + name,
                    "    properties:",
                    "      - {name: id, logicalType: integer}");
        }
        String good = project.file("in/good.csv", "id", "1");
        String bad = project.file("in/bad.csv", "id", "x", "2");
        assertThat(project.report("ingest", "a", "--input", bad, "--run-id", "night", "--fail-on", "quarantine")
                        .status())
                .isEqualTo("held");

        Ended refused = project.report("ingest", "b", "--input", good, "--run-id", "night");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("'night' is a run of dataset a", "such as night-b");
        assertThat(project.report("runs", "publish", "night", "--reason", "it is fine")
                        .status())
                .isEqualTo("published");
        assertThat(project.rows("SELECT id FROM datasets.a")).containsExactly("[2]");
        assertThat(project.report("ingest", "a", "--input", bad, "--run-id", "night")
                        .status())
                .isEqualTo("nothing_new");
        assertThat(project.report("ingest", "b", "--input", good, "--run-id", "night-b")
                        .status())
                .isEqualTo("published");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay:x", "stream-0123456789abcdef-7"})
    void idsThatAssayGivesAreNotChosen(String id) {
        TestProject project = Orders.in(folder);

        Ended refused =
                project.run("ingest", "orders", "--input", project.file("in.csv", "id,amount", "1,1"), "--run-id", id);

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("'" + id + "' has the form of", "such as batch-" + id);
    }
}
