package io.assay.jobs.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that only look, where nothing has run yet. They start no Spark. */
class MissingWarehouseTest {
    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void projectWithOneDataset() {
        project = TestProject.in(folder);
        project.file(
                "contracts/r.odcs.yaml",
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: r",
                "version: 1.0.0",
                "status: active",
                "schema:",
                "  - name: r",
                "    properties:",
                "      - {name: id, logicalType: integer, primaryKey: true}");
    }

    @Test
    void statusKnowsTheDatasetsAndThatTheyAreEmpty() {
        Ended status = project.report("status");
        assertThat(status.exit()).as(status.err()).isZero();
        assertThat(status.json().path("datasets").toString())
                .isEqualTo("[{\"dataset\":\"r\",\"rows\":0,\"sequence\":0,\"snapshot\":null,\"published_at\":null,"
                        + "\"last_run\":null}]");
        nothingIsMade();
    }

    @Test
    void thereAreNoRunsAndNoQuarantinedRows() {
        assertThat(project.report("runs", "list").out()).isEqualTo("{\"runs\":[],\"exit\":0}\n");
        assertThat(project.report("quarantine", "list", "r").out())
                .isEqualTo("{\"dataset\":\"r\",\"runs\":[],\"exit\":0}\n");
        assertThat(project.report("quarantine", "show", "r").out())
                .isEqualTo("{\"dataset\":\"r\",\"total\":0,\"rows\":[],\"exit\":0}\n");
        Ended show = project.run("runs", "show", "x");
        assertThat(show.exit()).isEqualTo(1);
        assertThat(show.err()).isEqualTo("run x: is not in the log; see 'assay runs list'\n");
        nothingIsMade();
    }

    @Test
    void aLimitBelowZeroIsWrongUsage() {
        for (Ended ended : new Ended[] {
            project.run("runs", "list", "--limit", "-1"), project.run("quarantine", "show", "r", "--limit", "-1")
        }) {
            assertThat(ended.exit()).isEqualTo(2);
            assertThat(ended.err()).isEqualTo("--limit: -1 is negative; give 0 or more\n");
        }
    }

    private void nothingIsMade() {
        assertThat(folder.resolve("warehouse")).doesNotExist();
    }
}
