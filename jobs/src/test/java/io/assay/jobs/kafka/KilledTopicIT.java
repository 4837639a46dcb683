package io.assay.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.ingest.IngestProcess;
import io.assay.jobs.stream.StreamFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dkills=20} kills more often, {@code -Dseed=N} at other moments. */
class KilledTopicIT {
    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final long SEED = Long.getLong("seed", 7);
    private static final int PARTITIONS = 3;

    @TempDir
    Path folder;

    @Test
    void noRecordIsLostOrPublishedTwiceHoweverOftenTheStreamIsKilled() throws Exception {
        System.out.printf("seed %d, %d kills%n", SEED, KILLS);
        TestProject project = Orders.in(folder);
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"))) {
            broker.topic("orders", PARTITIONS);
            Producer producer = new Producer(broker);
            Thread sending = new Thread(producer, "producer");
            sending.start();
            Random random = new Random(SEED);
            StreamFolder micros = StreamFolder.of(folder);
            long micro = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                Process stream = IngestProcess.start(
                        folder.resolve("log.txt"), "follow", "none", folder, "orders", broker.input("orders"));
                micros.awaitBegun(stream, micro); // a kill while Spark starts would prove nothing
                assertThat(stream.waitFor(random.nextInt(4_000), TimeUnit.MILLISECONDS))
                        .as(() -> "ended by itself: " + log())
                        .isFalse();
                stream.destroyForcibly().waitFor(); // SIGKILL
                micro = micros.begun();
            }
            producer.stopped.set(true);
            sending.join();
            assertThat(producer.failure).isNull();

            TestProject.Ended last = project.report(
                    "ingest", "orders", "--stream", "--input", broker.input("orders"), "--available-now");

            assertThat(last.exit()).as(last.err()).isZero();
            verify(project, producer.sent);
        }
    }

    private static void verify(TestProject project, long[] sent) {
        List<String> ends = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ends.add("[orders/%d,%d,%d,0]".formatted(partition, sent[partition], sent[partition]));
        }
        // each offset of each partition is in one place, once
        assertThat(project.rows("SELECT source, count(*), count(DISTINCT position), min(position) FROM ("
                        + "SELECT _source AS source, _position AS position FROM datasets.orders UNION ALL "
                        + "SELECT source, position FROM quarantine.orders) GROUP BY source ORDER BY source"))
                .isEqualTo(ends);
        assertThat(project.rows("SELECT count(*) FROM datasets.orders WHERE id % 10 = 9"))
                .containsExactly("[0]");
        assertThat(project.rows("SELECT DISTINCT reasons[0].rule FROM quarantine.orders ORDER BY 1"))
                .containsExactly("[amount.minimum]", "[row.malformed]");
        // every micro-batch that was published is in the log once, and its offsets are those of its rows
        assertThat(project.rows(
                        "SELECT run, count(*) FROM assay.runs WHERE status = 'published' GROUP BY run ORDER BY run"))
                .isEqualTo(project.rows("SELECT DISTINCT _run, 1 FROM datasets.orders ORDER BY 1"));
        assertThat(project.rows("SELECT sum(get_json_object(body, '$.rows.read')) FROM assay.runs"))
                .containsExactly("[%.1f]".formatted((double) sent[0] + sent[1] + sent[2]));
        assertThat(project.rows("SELECT sum(violations) FROM assay.rules WHERE rule = 'amount.minimum'"))
                .isEqualTo(project.rows(
                        "SELECT count(*) FROM quarantine.orders WHERE reasons[0].rule = 'amount.minimum'"));
        assertThat(project.folder().resolve("warehouse/assay/pending").toFile().list())
                .isEmpty();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log.txt"));
        } catch (java.io.IOException e) {
            return String.valueOf(e);
        }
    }

    /** Sends 10 records every 50 ms: of ten one breaks a rule, one is broken JSON. */
    private static final class Producer implements Runnable {
        private final KafkaBroker broker;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final long[] sent = new long[PARTITIONS];
        private @Nullable Exception failure;

        Producer(KafkaBroker broker) {
            this.broker = broker;
        }

        @Override
        public void run() {
            long id = 0;
            try {
                while (!stopped.get()) {
                    int partition = (int) (id / 10 % PARTITIONS);
                    String[] values = new String[10];
                    for (int i = 0; i < 10; i++, id++) {
                        values[i] = i == 3
                                ? "{\"id\": %d, \"amount\": ".formatted(id)
                                : "{\"id\": %d, \"amount\": %d}".formatted(id, i == 9 ? -1 : i);
                    }
                    broker.send("orders", partition, values);
                    sent[partition] += 10;
                    Thread.sleep(50);
                }
            } catch (Exception e) {
                failure = e;
            }
        }
    }
}
