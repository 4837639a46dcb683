package io.assay.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.ingest.IngestProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAwayIT {
    @TempDir
    Path folder;

    @Test
    void aStreamOutlivesABrokerThatGoesAwayAndComesBack() throws Exception {
        TestProject project = Orders.in(folder);
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
            broker.topic("orders", 1);
            broker.send("orders", 0, "{\"id\": 1, \"amount\": 1}");
            Process stream = IngestProcess.start(
                    folder.resolve("log.txt"), "follow", "none", folder, "orders", broker.input("orders"));
            try {
                await(stream, 1);
                broker.kill();
                assertThat(stream.waitFor(5, TimeUnit.SECONDS)).as(log()).isFalse();
                broker.restart();
                broker.send("orders", 0, "{\"id\": 2, \"amount\": 1}", "{\"id\": 3, \"amount\": 1}");
                await(stream, 2);
                assertThat(stream.isAlive()).as(log()).isTrue();
            } finally {
                stream.destroyForcibly().waitFor();
            }
            TestProject.Ended last = project.report(
                    "ingest", "orders", "--stream", "--input", broker.input("orders"), "--available-now");

            assertThat(last.exit()).as(last.err()).isZero();
            assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id"))
                    .containsExactly("[1]", "[2]", "[3]");
        }
    }

    /** Waits for that many micro-batches that have ended. */
    private void await(Process stream, int microBatches) throws Exception {
        for (int i = 0; i < 900 && ended() < microBatches; i++) {
            assertThat(stream.waitFor(100, TimeUnit.MILLISECONDS)).as(log()).isFalse();
        }
        assertThat(ended()).as(log()).isGreaterThanOrEqualTo(microBatches);
    }

    private long ended() throws Exception {
        Path checkpoints = folder.resolve("warehouse/checkpoints");
        if (!Files.exists(checkpoints)) {
            return 0;
        }
        try (var files = Files.walk(checkpoints)) {
            return files.filter(file -> file.toString().matches(".*/commits/[0-9]+"))
                    .count();
        }
    }

    private String log() throws Exception {
        Path log = folder.resolve("log.txt");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
