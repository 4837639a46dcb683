package io.assay.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStreamTest {
    @TempDir
    Path folder;

    private TestProject.Ended stream(TestProject project) {
        return project.report("ingest", "orders", "--stream", "--input", folder + "/in", "--available-now");
    }

    @Test
    void aHeldStreamNamesRunsThatAreInTheLogAndADryRunHoldsNothing() {
        TestProject project = Orders.in(folder);
        Orders.contract(project, "1.0.0", "", "    customProperties: [{property: maxQuarantined, value: 10}]");
        project.file("in/a.csv", "id,amount,note", "1,1,a", "2,-1,b");

        TestProject.Ended dry = project.run(
                "ingest", "orders", "--stream", "--input", folder + "/in", "--available-now", "--dry-run");
        assertThat(dry.exit()).as(dry.err()).isEqualTo(1);
        assertThat(dry.out()).startsWith("orders: dry run, run stream-").doesNotContain("look at it");

        TestProject.Ended held =
                project.run("ingest", "orders", "--stream", "--input", folder + "/in", "--available-now");
        String run = project.rows("SELECT run FROM assay.runs WHERE status = 'held'")
                .get(0)
                .replaceAll("[\\[\\]]", "");
        assertThat(held.exit()).as(held.err()).isEqualTo(1);
        assertThat(held.out())
                .startsWith("orders: held, run " + run + ", contract")
                .contains("quarantine show orders --run " + run + ";", "runs publish " + run + " --reason")
                .endsWith("\n1 micro-batch\n");
        assertThat(project.run("runs", "publish", run, "--reason", "known").exit())
                .isZero();
    }

    @Test
    void aStreamTakesTheFilesThatABatchTakesAndSaysWhichWereWrittenAgain() throws Exception {
        TestProject project = Orders.in(folder);
        project.file("in/a.csv", "id,amount,note", "1,1,a");
        project.file("in/b.csv.tmp", "id,amount,note", "2,1,half");
        project.file("in/c.csv._COPYING_", "id,amount,note", "3,1,half");
        project.file("in/_d/d.csv", "id,amount,note", "4,1,hidden");
        project.file("in/deep er/e.csv", "id,amount,note", "5,1.0,e");

        TestProject.Ended first = stream(project);
        TestProject.Ended batch =
                project.report("ingest", "orders", "--input", folder + "/in", "--format", "csv", "--dry-run");

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id")).containsExactly("[1]", "[5]");
        assertThat(batch.rows("read")).as(batch.err()).isEqualTo(2);

        project.file("in/deep er/e.csv", "id,amount,note", "6,1,e");
        Files.setLastModifiedTime(
                folder.resolve("in/deep er/e.csv"), FileTime.from(Instant.now().plusSeconds(5)));
        project.file("in/g.csv", "id,amount,note", "7.0,1,g");
        TestProject.Ended second = stream(project);

        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.err())
                .contains("e.csv: was written again after it was read")
                .doesNotContain("a.csv: was");
        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id")).containsExactly("[1]", "[5]", "[7]");
        assertThat(stream(project).err()).contains("e.csv: was written again");
    }
}
