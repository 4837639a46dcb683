package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of the packaged jar that are told to end while they are at work. */
class StoppedIT {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    @Test
    void anIngestSaysHowThingsStandAndItsRerunPublishes() throws Exception {
        TestProject shop = Orders.in(folder);
        String input = shop.file("in/a.csv", "id,amount,note", "1,10,a", "2,-5,b");
        Process ingest = start("ingest", "orders", "--input", input, "--json", "-p", folder.toString());
        await(ingest, "START");

        ingest.destroy(); // SIGTERM

        assertThat(ingest.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("err.txt")))
                .isEqualTo("assay: stopped (SIGTERM); the batch was not published; run it again\n");
        assertThat(folder.resolve("out.txt")).isEmptyFile();
        assertThat(ingest.exitValue()).isEqualTo(TERMINATED);
        assertThat(events("FAIL")).hasSize(1);
        assertThat(shop.report("ingest", "orders", "--input", input).status()).isEqualTo("published");
        assertThat(shop.rows("SELECT id FROM datasets.orders")).containsExactly("[1]");
    }

    @Test
    void aStreamEndsWithItsSummary() throws Exception {
        TestProject shop = Orders.in(folder);
        shop.file("in/a.csv", "id,amount,note", "1,10,a", "2,-5,b");
        String in = folder.resolve("in").toString();
        Process stream = start("ingest", "orders", "--stream", "--input", in, "-p", folder.toString());
        await(stream, "START");

        stream.destroy(); // SIGTERM, while the batch is judged

        assertThat(stream.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("err.txt")))
                .startsWith("orders: published")
                .hasLineCount(1);
        assertThat(Files.readString(folder.resolve("out.txt"))).contains("orders: published", "1 micro-batches");
        assertThat(stream.exitValue()).isZero();
        assertThat(shop.rows("SELECT run, status FROM assay.runs")).hasSize(1);
        assertThat(shop.rows("SELECT id FROM datasets.orders")).containsExactly("[1]");
    }

    private Process start(String... words) throws IOException {
        List<String> command = Packaged.assay(words);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    /** Waits until lineage has such an event. */
    private void await(Process process, String state) throws Exception {
        for (int i = 0; i < 6_000 && process.isAlive() && events(state).isEmpty(); i++) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        assertThat(process.isAlive())
                .as(Files.readString(folder.resolve("err.txt")))
                .isTrue();
    }

    private List<Path> events(String state) throws IOException {
        Path lineage = folder.resolve("warehouse/assay/lineage");
        if (!Files.exists(lineage)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(lineage)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+-.*-" + state + "\\.json"))
                    .toList();
        }
    }
}
