package io.assay.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.ingest.IngestProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dkills=20} kills more often. */
class KilledStreamIT {
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int FILES = 10 * (KILLS + 1);

    @TempDir
    Path folder;

    @Test
    void noRowIsLostOrPublishedTwiceHoweverOftenTheStreamIsKilled() throws Exception {
        TestProject project = Orders.in(folder);
        Path log = folder.resolve("log.txt");
        Random random = new Random(7);
        StreamFolder micros = StreamFolder.of(folder);
        int written = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            for (int i = 0; i < FILES / (KILLS + 1); i++) {
                write(project, written++);
            }
            long begun = micros.begun();
            Process stream = IngestProcess.start(log, "stream", "none", folder, "orders", folder + "/in");
            micros.awaitBegun(stream, begun); // a kill while Spark starts would prove nothing
            if (!stream.waitFor(random.nextInt(6_000), TimeUnit.MILLISECONDS)) {
                stream.destroyForcibly().waitFor(); // SIGKILL
            }
        }
        while (written < FILES) {
            write(project, written++);
        }

        TestProject.Ended last =
                project.report("ingest", "orders", "--stream", "--input", folder + "/in", "--available-now");

        assertThat(last.exit()).as(last.err()).isZero();
        assertThat(project.rows("SELECT count(*), count(DISTINCT id) FROM datasets.orders"))
                .containsExactly("[%d,%d]".formatted(2 * FILES, 2 * FILES));
        assertThat(project.rows("SELECT count(*), count(DISTINCT row) FROM quarantine.orders"))
                .containsExactly("[%d,%d]".formatted(FILES, FILES));
        // every micro-batch that was published is in the log once
        assertThat(project.rows(
                        "SELECT run, count(*) FROM assay.runs WHERE status = 'published' GROUP BY run ORDER BY run"))
                .isEqualTo(project.rows("SELECT DISTINCT _run, 1 FROM datasets.orders ORDER BY 1"));
        assertThat(project.rows("SELECT DISTINCT get_json_object(body, '$.lineage_run') FROM assay.runs ORDER BY 1"))
                .isEqualTo(project.rows("SELECT DISTINCT run FROM assay.lineage WHERE event = 'COMPLETE' ORDER BY 1"));
        assertThat(folder.resolve("warehouse/assay/pending").toFile().list()).isEmpty();
    }

    private static void write(TestProject project, int n) throws Exception {
        String beside = project.file(
                "beside.csv", "id,amount,note", 2 * n + ",1,a", 2 * n + 1 + ",2,b", 1_000 + n + ",-1,bad" + n);
        Path in = project.folder().resolve("in");
        Files.createDirectories(in);
        Files.move(Path.of(beside), in.resolve("f%03d.csv".formatted(n)));
    }
}
