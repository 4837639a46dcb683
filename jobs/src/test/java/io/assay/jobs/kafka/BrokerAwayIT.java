package io.assay.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.ingest.IngestProcess;
import io.assay.jobs.stream.StreamFolder;
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
        StreamFolder micros = StreamFolder.of(folder);
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
            broker.topic("orders", 1);
            broker.send("orders", 0, "{\"id\": 1, \"amount\": 1}");
            Process stream = IngestProcess.start(
                    folder.resolve("log.txt"), "follow", "none", folder, "orders", broker.input("orders"));
            try {
                assertThat(micros.awaitEnded(stream, 1)).as(log()).isTrue();
                broker.kill();
                assertThat(stream.waitFor(5, TimeUnit.SECONDS)).as(log()).isFalse();
                broker.restart();
                broker.send("orders", 0, "{\"id\": 2, \"amount\": 1}", "{\"id\": 3, \"amount\": 1}");
                assertThat(micros.awaitEnded(stream, 2)).as(log()).isTrue();
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

    private String log() throws Exception {
        Path log = folder.resolve("log.txt");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
