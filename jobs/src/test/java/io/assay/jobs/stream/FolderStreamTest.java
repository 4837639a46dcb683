package io.assay.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.gate.RunId;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStreamTest {
    @TempDir
    Path folder;

    private TestProject.Ended stream(TestProject project) {
        return stream(project, folder + "/in");
    }

    private static TestProject.Ended stream(TestProject project, String input) {
        TestProject.Ended ended = project.report("ingest", "orders", "--stream", "--input", input, "--available-now");
        assertThat(ended.exit()).as(ended.err()).isZero();
        return ended;
    }

    private static List<String> ids(TestProject project) {
        return project.rows("SELECT id FROM datasets.orders ORDER BY id");
    }

    private void file(TestProject project, String name, int id, Instant modified) throws IOException {
        project.file(name, "id,amount,note", id + ",1,x");
        Files.setLastModifiedTime(folder.resolve(name), FileTime.from(modified));
    }

    private Path checkpoint(String identity) {
        return folder.resolve("warehouse/checkpoints/orders")
                .resolve(RunId.hash(new DatasetName("orders"), List.of(identity)));
    }

    @Test
    void aHeldStreamNamesRunsThatAreInTheLogAndADryRunHoldsNothing() {
        TestProject project = Orders.in(folder);
        Orders.contract(project, "1.0.0", "", "    customProperties: [{property: maxQuarantined, value: 10}]");
        project.file("in/a.csv", "id,amount,note", "1,1,a", "2,-1,b");

        TestProject.Ended dry =
                project.run("ingest", "orders", "--stream", "--input", folder + "/in", "--available-now", "--dry-run");
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
                .contains("if it is bad, leave it: readers never see it, and 'assay maintain' removes it")
                .endsWith("\n1 micro-batch\n");
        String other = project.file("other.csv", "id,amount,note", "3,1,c");
        assertThat(project.report("ingest", "orders", "--input", other).status())
                .isEqualTo("published");
        TestProject.Ended approved = project.run("runs", "publish", run, "--reason", "known");
        assertThat(approved.exit()).as(approved.err()).isZero();
        assertThat(ids(project)).containsExactly("[1]", "[3]");
        assertThat(project.rows("SELECT row FROM quarantine.orders")).hasSize(1);
    }

    @Test
    void aStreamDoesNotReplaceAWholeDatasetWithEachMicroBatch() {
        TestProject project = Orders.in(folder);
        project.file("in/a.csv", "name,city", "Ann,Oslo");
        TestProject.Ended refused =
                project.run("ingest", "customers", "--stream", "--input", folder + "/in", "--available-now");
        assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err())
                .contains("--stream: dataset customers has writeMode replace: each micro-batch would take the place of"
                        + " all that is published; ingest each delivery as a batch");
        assertThat(folder.resolve("warehouse/checkpoints")).doesNotExist();
    }

    @Test
    void aStreamThatReplacesPartitionsWarns() {
        TestProject project = Orders.in(folder);
        project.file(
                "contracts/days.odcs.yaml",
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: days",
                "version: 1.0.0",
                "status: active",
                "schema:",
                "  - name: days",
                "    customProperties:",
                "      - {property: writeMode, value: replace}",
                "      - {property: replaceBy, value: partition}",
                "    properties:",
                "      - {name: day, logicalType: string, partitioned: true}",
                "      - {name: n, logicalType: integer}");
        project.file("in/a.csv", "day,n", "mon,1", "tue,2");

        TestProject.Ended ended =
                project.report("ingest", "days", "--stream", "--input", folder + "/in", "--available-now");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.json().path("warnings").toString())
                .contains("replaceBy partition: a micro-batch takes the place of what earlier ones of this stream"
                        + " published in its partitions; deliver a partition in one file");
        assertThat(project.rows("SELECT n FROM datasets.days ORDER BY n")).containsExactly("[1]", "[2]");
    }

    @Test
    void aStreamTakesTheFilesThatABatchTakesAndSaysWhichWereWrittenAgain() throws Exception {
        TestProject project = Orders.in(folder);
        project.file("in/a.csv", "id,amount,note", "1,1,a");
        project.file("in/b.csv.tmp", "id,amount,note", "2,1,half");
        project.file("in/c.csv._COPYING_", "id,amount,note", "3,1,half");
        project.file("in/_d/d.csv", "id,amount,note", "4,1,hidden");
        project.file("in/deep er/e.csv", "id,amount,note", "5,1.0,e");

        stream(project);
        TestProject.Ended batch =
                project.report("ingest", "orders", "--input", folder + "/in", "--format", "csv", "--dry-run");

        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id")).containsExactly("[1]", "[5]");
        assertThat(batch.rows("read")).as(batch.err()).isEqualTo(2);

        project.file("in/deep er/e.csv", "id,amount,note", "6,1,e");
        Files.setLastModifiedTime(
                folder.resolve("in/deep er/e.csv"), FileTime.from(Instant.now().plusSeconds(5)));
        project.file("in/g.csv", "id,amount,note", "7.0,1,g");
        TestProject.Ended second = stream(project);

        assertThat(second.err())
                .contains("e.csv: was written again after it was read")
                .doesNotContain("a.csv: was");
        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id")).containsExactly("[1]", "[5]", "[7]");
        assertThat(stream(project).err()).contains("e.csv: was written again");
    }

    @Test
    void aStreamTakesEveryFileOnceWhateverItsTime() throws Exception {
        TestProject project = Orders.in(folder);
        Instant now = Instant.now();
        file(project, "in/a.csv", 1, now);
        stream(project);
        file(project, "in/b.csv", 2, now.minus(Duration.ofDays(8)));
        file(project, "in/c.csv", 3, Instant.EPOCH.minus(Duration.ofDays(9)));
        file(project, "in/d.csv", 4, now.plus(Duration.ofDays(40_000)));
        stream(project);
        assertThat(ids(project)).containsExactly("[1]", "[2]", "[3]", "[4]");

        file(project, "in/e.csv", 5, now);
        file(project, "in/f.csv", 6, Instant.EPOCH);
        assertThat(stream(project).rows("read")).isEqualTo(2);
        assertThat(stream(project).rows("read")).isZero();
        assertThat(ids(project)).containsExactly("[1]", "[2]", "[3]", "[4]", "[5]", "[6]");
    }

    @Test
    void oneFolderIsOneStreamHoweverItIsSpelled() throws Exception {
        TestProject project = Orders.in(folder);
        file(project, "in/a.csv", 1, Instant.now());
        file(project, "other/b.csv", 2, Instant.now());
        Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("in"));

        for (String spelling : List.of(
                folder + "/in",
                folder + "/in/",
                folder + "/other/.././in",
                "file://" + folder + "/in",
                "" + relative)) {
            stream(project, spelling);
        }

        assertThat(ids(project)).containsExactly("[1]");
        assertThat(folder.resolve("warehouse/checkpoints/orders"))
                .isDirectoryContaining(path -> path.equals(checkpoint("file:" + folder + "/in")));
    }

    @Test
    void aLinkToAFolderIsTheStreamOfTheFolder() throws Exception {
        TestProject project = Orders.in(folder);
        file(project, "in/a.csv", 1, Instant.now());
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in"));

        stream(project, link.toString());
        assertThat(stream(project).rows("read")).isZero();
        file(project, "in/b.csv", 2, Instant.now());
        stream(project);
        file(project, "in/a.csv", 3, Instant.now().plusSeconds(5));
        TestProject.Ended last = stream(project, link + "/");

        assertThat(last.rows("read")).isZero();
        assertThat(last.err()).contains("a.csv: was written again after it was read");
        assertThat(ids(project)).containsExactly("[1]", "[2]");
        assertThat(checkpoint("file:" + folder + "/in")).exists();
    }

    @Test
    void aStreamThatBeganThroughALinkGoesOnThroughIt() throws Exception {
        TestProject project = Orders.in(folder);
        file(project, "link/a.csv", 1, Instant.now());
        String link = folder + "/link";
        stream(project, link);
        Files.move(Path.of(link), folder.resolve("in")); // as an earlier version noted files behind a link
        Files.createSymbolicLink(Path.of(link), folder.resolve("in"));

        assertThat(stream(project, link).rows("read")).isZero();
        file(project, "in/b.csv", 2, Instant.now());
        assertThat(stream(project, link).rows("read")).isEqualTo(1);
        assertThat(ids(project)).containsExactly("[1]", "[2]");
        assertThat(checkpoint("file:" + folder + "/in")).doesNotExist();

        assertThat(stream(project).rows("read")).as("another stream, as before").isEqualTo(2);
        assertThat(stream(project, link).rows("read")).isZero();
    }

    @Test
    void aStreamThatBeganUnderTheTextOfItsFolderGoesOn() throws Exception {
        TestProject project = Orders.in(folder);
        file(project, "in/a.csv", 1, Instant.now());
        stream(project);
        Path own = checkpoint("file:" + folder + "/in");
        Path former = checkpoint(folder + "/in/");
        Files.move(own, former);

        assertThat(stream(project).rows("read")).isZero();
        assertThat(stream(project, folder + "/x/../in").rows("read")).isZero();
        file(project, "in/b.csv", 2, Instant.now());
        assertThat(stream(project, "file:" + folder + "/in").rows("read")).isEqualTo(1);
        assertThat(ids(project)).containsExactly("[1]", "[2]");
        assertThat(own).doesNotExist();

        Files.move(former, checkpoint(folder + "/in2")); // the same text, once another folder
        file(project, "in2/a.csv", 3, Instant.now());
        stream(project, folder + "/in2");
        assertThat(checkpoint("file:" + folder + "/in2")).exists();
    }

    @Test
    void theNameOfAFolderIsNoPattern() throws Exception {
        TestProject project = Orders.in(folder);
        List<String> names = List.of("in[1]", "a*b", "a?b", "{x,y}", "a[", "a]", "a\\b", "a b", "a%20b");
        List<String> others = List.of("in1", "axb", "x", "y", "ab", "a\\*b");
        for (String other : others) {
            file(project, "p/" + other + "/f.csv", 100 + others.indexOf(other), Instant.now());
        }
        for (String name : names) {
            file(project, "p/" + name + "/f[1] {a}*?.csv", names.indexOf(name), Instant.now());
        }

        for (String name : names) {
            assertThat(stream(project, folder + "/p/" + name).rows("read"))
                    .as(name)
                    .isEqualTo(1);
        }

        assertThat(ids(project)).hasSize(names.size()).doesNotHaveDuplicates().allMatch(id -> id.length() == 3);
        assertThat(stream(project, folder + "/p/in[1]/").rows("read")).isZero();
        assertThat(project.report("ingest", "orders", "--stream", "--input", folder + "/p/i*", "--available-now")
                        .err())
                .contains("is not a folder");
    }

    @Test
    void aStreamThatAnotherProcessRunsTooEndsAndSaysSo() throws Exception {
        TestProject project = Orders.in(folder);
        file(project, "in/a.csv", 1, Instant.now());
        Path checkpoint = folder.resolve("checkpoint");
        PublishProgress progress = step -> {
            if (step == PublishStep.PUBLISHED) { // the other one ends the micro-batch first
                project.file("checkpoint/commits/0", "v1", "{\"nextBatchWatermarkMs\":0}");
            }
        };
        IngestStream stream = new IngestStream(project.context().environment(), progress);
        StreamRequest request = new StreamRequest(
                new DatasetName("orders"),
                folder + "/in",
                Optional.empty(),
                Optional.of(checkpoint.toString()),
                StreamRequest.End.AVAILABLE_NOW,
                Set.of());

        assertThatThrownBy(() -> stream.run(request))
                .isInstanceOf(ExternalException.class)
                .hasMessage("stream of %s/in: another process runs the same stream; let one of the two go on;"
                                .formatted(folder)
                        + " nothing is lost and nothing is published twice");

        assertThat(ids(project)).containsExactly("[1]");
        assertThat(project.rows("SELECT status FROM assay.runs")).containsExactly("[published]");
    }

    @Test
    void filesAreReadThatAnotherStreamDoesNotList() throws Exception {
        TestProject project = Orders.in(folder);
        file(project, "in/a.csv", 1, Instant.now());
        file(project, "in/b.csv", 2, Instant.now());
        project.file(
                "in/_spark_metadata/0",
                "v1",
                ("{'path':'file://%s/in/a.csv','size':23,'isDir':false,'modificationTime':1,'blockReplication':1,"
                                + "'blockSize':33554432,'action':'add'}")
                        .formatted(folder)
                        .replace('\'', '"'));

        stream(project);

        assertThat(ids(project)).containsExactly("[1]", "[2]");
    }
}
