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

class KilledStreamIT {
    private static final int FILES = 40;

    @TempDir
    Path folder;

    @Test
    void noRowIsLostOrPublishedTwiceHoweverOftenTheStreamIsKilled() throws Exception {
        TestProject project = Orders.in(folder);
        Path log = folder.resolve("log.txt");
        Random random = new Random(7);
        int written = 0;
        for (int kill = 0; kill < 3; kill++) {
            for (int i = 0; i < FILES / 4; i++) {
                write(project, written++);
            }
            Process stream = IngestProcess.start(log, "stream", "none", folder, "orders", folder + "/in");
            awaitFirstCheckpoint(stream);
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

    /** Waits until the stream is at work: a kill while Spark starts would prove nothing. */
    private void awaitFirstCheckpoint(Process stream) throws Exception {
        long before = microBatches();
        for (int i = 0; i < 600 && stream.isAlive() && microBatches() == before; i++) {
            stream.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    private long microBatches() throws Exception {
        Path checkpoints = folder.resolve("warehouse/checkpoints");
        if (!Files.exists(checkpoints)) {
            return 0;
        }
        try (var files = Files.walk(checkpoints)) {
            return files.map(Path::toString)
                    .filter(file -> file.matches(".*/offsets/[0-9]+"))
                    .count();
        }
    }
}
