package io.assay.jobs.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.ingest.Ingest;
import io.assay.jobs.ingest.IngestRequest;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.jobs.run.RunEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said of a batch that fails at work; in some the log of runs becomes a file, so that nothing is written to it.
 */
class UnwritableLogTest {
    @TempDir
    Path folder;

    private TestProject project;
    private String input = "";

    @BeforeEach
    void makeProject() {
        project = Orders.in(folder);
        project.report("ingest", "orders", "--input", project.file("in/first.csv", "id,amount,note", "1,1,a"));
        input = project.file("in/second.csv", "id,amount,note", "2,1,b");
    }

    private Path log() {
        return folder.resolve("warehouse/assay/log");
    }

    private void breakLog() {
        try {
            Files.move(log(), folder.resolve("log"));
            Files.writeString(log(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fixLog() throws IOException {
        Files.delete(log());
        Files.move(folder.resolve("log"), log());
    }

    private void ingest(PublishProgress progress) {
        new Ingest(project.context().environment(), progress)
                .report(IngestRequest.of(new DatasetName("orders"), input));
    }

    @Test
    void aBatchThatIsPublishedIsSaidToBe() throws IOException {
        assertThatThrownBy(() -> ingest(step -> {
                    if (step == PublishStep.LINEAGE_EMITTED) {
                        breakLog();
                    }
                }))
                .isInstanceOf(ExternalException.class)
                .hasMessageContaining(" is published, and its entry in the log of runs cannot be written: ")
                .hasMessageContaining("make " + log() + " writable; then the same command again writes the entry");

        fixLog();
        assertThat(project.report("ingest", "orders", "--input", input).status())
                .isEqualTo("nothing_new");
        assertThat(project.rows("SELECT status, count(*) FROM assay.runs GROUP BY 1"))
                .containsExactly("[published,2]");
    }

    @Test
    void aFailureAfterItKeepsItsKindAndTheBatchIsSaidToBePublished() {
        assertThat(saidOfFailureAt(PublishStep.LOGGED, () -> {}))
                .containsPattern("run [0-9a-f]+: is published, the batch is complete and need not be ingested again;"
                        + " what followed failed\\n");
        assertThat(project.rows("SELECT count(*) FROM datasets.orders")).containsExactly("[2]");
    }

    @Test
    void aFailureBeforeItIsSaidToBeOne() {
        assertThat(saidOfFailureAt(PublishStep.WRITTEN, () -> {}))
                .containsPattern("run [0-9a-f]+: is not published\\n");
        assertThat(project.rows("SELECT count(*) FROM datasets.orders")).containsExactly("[1]");
    }

    @Test
    void whereTheCatalogCannotBeReadNothingIsClaimed() throws IOException {
        Path catalog = folder.resolve("warehouse/assay/catalog.db");
        byte[][] content = new byte[1][];

        String said = saidOfFailureAt(PublishStep.PUBLISHED, () -> {
            try {
                content[0] = Files.readAllBytes(catalog);
                Files.write(catalog, new byte[content[0].length]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Files.write(catalog, content[0]);
        assertThat(said)
                .containsPattern("run [0-9a-f]+: whether it is published cannot be seen; the same command again");
        assertThat(project.report("ingest", "orders", "--input", input).status())
                .isEqualTo("nothing_new");
        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id")).containsExactly("[1]", "[2]");
    }

    /** What is printed where a bug of ours ends a batch after a step, and after {@code before}; it stays that bug. */
    private String saidOfFailureAt(PublishStep at, Runnable before) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        RunEnvironment environment = project.context(new PrintStream(err, true, StandardCharsets.UTF_8))
                .environment();
        AtomicBoolean failed = new AtomicBoolean();
        IllegalStateException bug = new IllegalStateException("a bug");
        assertThatThrownBy(() -> new Ingest(environment, step -> {
                            if (step == at && failed.compareAndSet(false, true)) {
                                before.run();
                                throw bug;
                            }
                        })
                        .report(IngestRequest.of(new DatasetName("orders"), input)))
                .isSameAs(bug);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aBatchThatIsNotPublishedIsSaidNotToBe() throws IOException {
        Orders.contract(project, "1.1.0", "", "    customProperties: [{property: maxQuarantined, value: 10}]");
        String bad = project.file("in/bad.csv", "id,amount,note", "3,1,c", "4,-1,d");
        breakLog();

        TestProject.Ended held = project.run("ingest", "orders", "--input", bad);

        assertThat(held.exit()).isNotZero();
        assertThat(held.err())
                .containsPattern("run [0-9a-f]+: is not published, and its entry in the log of runs cannot be written");
        fixLog();
        assertThat(project.rows("SELECT count(*) FROM datasets.orders")).containsExactly("[1]");
    }
}
