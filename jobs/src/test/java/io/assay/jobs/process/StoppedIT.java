package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Assay;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that are stopped by SIGTERM while they are at work: each leaves one end in lineage, one entry in the log and the
 * exit code of the signal. {@code -Dstop.seed} repeats the random moment, which is printed.
 */
class StoppedIT {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    @Test
    void aStoppedIngestReportsItsStateAndItsRerunPublishes() throws Exception {
        TestProject shop = Orders.in(folder);
        String input = shop.file("in/a.csv", "id,amount,note", "1,10,a", "2,-5,b");
        Process ingest = start("ingest", "orders", "--input", input, "--json", "-p", folder.toString());
        await(ingest, "START");

        ingest.destroy(); // SIGTERM

        assertThat(ingest.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("err.txt")))
                .isEqualTo("assay: stopped (SIGTERM); the batch was not published; run it again\n");
        assertThat(folder.resolve("out.txt")).isEmptyFile();
        assertThat(ingest.exitValue()).isEqualTo(TERMINATED);
        assertThat(events("FAIL")).hasSize(1);
        assertThat(shop.rows("SELECT status, body LIKE '%stopped by SIGTERM%' FROM assay.runs"))
                .containsExactly("[failed,true]");
        assertThat(shop.report("ingest", "orders", "--input", input).status()).isEqualTo("published");
        assertThat(shop.rows("SELECT id FROM datasets.orders")).containsExactly("[1]");
    }

    @Test
    void whateverItIsDoingABatchEndsAsItsEventAndItsEntrySay() throws Exception {
        long seed = Long.getLong("stop.seed", System.nanoTime());
        int delay = new Random(seed).nextInt(8_000);
        System.out.println("StoppedIT: -Dstop.seed=" + seed);
        TestProject shop = Orders.in(folder);
        String input = shop.file("in/a.csv", "id,amount,note", "1,10,a", "2,-5,b");
        Process ingest = start("ingest", "orders", "--input", input, "-p", folder.toString());
        await(ingest, "START");

        ingest.waitFor(delay, TimeUnit.MILLISECONDS);
        ingest.destroy(); // SIGTERM

        assertThat(ingest.waitFor(300, TimeUnit.SECONDS)).isTrue();
        boolean published = !events("COMPLETE").isEmpty();
        String said = "seed %d: %s".formatted(seed, Files.readString(folder.resolve("err.txt")));
        assertThat(ingest.exitValue()).as(said).isIn(published ? List.of(0, TERMINATED) : List.of(TERMINATED));
        assertThat(events("FAIL")).as(said).hasSize(published ? 0 : 1);
        assertThat(shop.rows("SELECT status FROM assay.runs"))
                .as(said)
                .containsExactly(published ? "[published]" : "[failed]");
        assertThat(shop.report("ingest", "orders", "--input", input).status())
                .as(said)
                .isEqualTo(published ? "nothing_new" : "published");
        assertThat(shop.rows("SELECT id FROM datasets.orders")).as(said).containsExactly("[1]");
    }

    @Test
    void aComputationLeavesItsFailureInLineageAndTheLog() throws Exception {
        TestProject shop = Orders.in(folder);
        shop.with("entities.yaml", "entities:\n  order: {join_keys: {id: long}}\n")
                .with("views/v.yaml", """
                        view: v
                        entity: order
                        source: {dataset: orders, event_time: "timestamp_seconds(id)"}
                        latest: [amount]
                        """);
        String input = shop.file("in/a.csv", "id,amount,note", "1,10,a");
        shop.report("ingest", "orders", "--input", input);
        int before = events("START").size();
        Process compute = start("compute", "-p", folder.toString());
        await(compute, "START", before + 1);

        compute.destroy(); // SIGTERM

        assertThat(compute.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(compute.exitValue()).isEqualTo(TERMINATED);
        assertThat(Files.readString(folder.resolve("err.txt")))
                .endsWith("assay: stopped (SIGTERM); views that were computed stay; run it again for the others\n");
        assertThat(events("FAIL")).hasSize(1);
        assertThat(shop.rows("SELECT status FROM assay.runs WHERE command = 'compute'"))
                .containsExactly("[failed]");
    }

    @Test
    void aStreamEndsWithItsSummary() throws Exception {
        TestProject shop = Orders.in(folder);
        shop.file("in/a.csv", "id,amount,note", "1,10,a", "2,-5,b");
        String in = folder.resolve("in").toString();
        Process stream = start("ingest", "orders", "--stream", "--input", in, "-p", folder.toString());
        await(stream, "START");

        stream.destroy(); // SIGTERM, while the batch is validated

        assertThat(stream.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("err.txt")))
                .startsWith("orders: published")
                .hasLineCount(1);
        assertThat(Files.readString(folder.resolve("out.txt"))).contains("orders: published", "1 micro-batch");
        assertThat(stream.exitValue()).isZero();
        assertThat(shop.rows("SELECT run, status FROM assay.runs")).hasSize(1);
        assertThat(shop.rows("SELECT id FROM datasets.orders")).containsExactly("[1]");
    }

    private Process start(String... words) throws IOException {
        List<String> options = List.of(
                "-Dlog4j2.configurationFile=classpath:io/assay/jobs/log4j2.properties", "-Dassay.stop.seconds=250");
        List<String> command = SameJvm.command(options, Assay.class, List.of(words));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    /** Waits until lineage has such an event. */
    private void await(Process process, String state) throws Exception {
        await(process, state, 1);
    }

    private void await(Process process, String state, int number) throws Exception {
        for (int i = 0; i < 6_000 && process.isAlive() && events(state).size() < number; i++) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        assertThat(process.isAlive())
                .as(Files.readString(folder.resolve("err.txt")))
                .isTrue();
    }

    private List<Path> events(String state) throws IOException {
        return LiveFolder.files(folder.resolve("warehouse/assay/lineage")).stream()
                .filter(file -> file.getFileName().toString().matches("\\d+-.*-" + state + "\\.json"))
                .toList();
    }
}
