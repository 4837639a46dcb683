import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.assay.jobs.Assay;
import io.assay.jobs.cli.Console;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Projects whose dataset of events has eight rules; the events, in files and topics; commands, and what they cost. */
final class EventProjects {
    /** So that the times of all micro-batches can be read. */
    private static final String KEEP_ALL = "spark.sql.streaming.minBatchesToRetain=1000";

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Path scratch;
    private final String broker;
    private int projects;

    EventProjects(Path scratch, String broker) {
        this.scratch = scratch;
        this.broker = broker;
    }

    /** Starts a stream that runs until this process ends. */
    void startStream(Path project, String input) {
        Thread stream = new Thread(() -> {
            try {
                assay(project, "ingest", "events", "--stream", "--input", input, "--spark", KEEP_ALL);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        stream.setDaemon(true);
        stream.start();
    }

    /** Of a topic, as {@code --input} names it. */
    String address(String topic) {
        return "kafka://" + broker + "/" + topic;
    }

    StreamCost stream(Path project, String topic) throws IOException {
        return streamOf(project, address(topic));
    }

    StreamCost stream(Path project, Path folder) throws IOException {
        return streamOf(project, folder.toString());
    }

    private StreamCost streamOf(Path project, String input) throws IOException {
        return assay(project, "ingest", "events", "--stream", "--available-now", "--input", input, "--spark", KEEP_ALL);
    }

    StreamCost assay(Path project, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "-p", project.toString()));
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(result, true, UTF_8), System.err);
        long began = System.nanoTime();
        long cpu = MACHINE.getProcessCpuTime();
        int exit = Assay.run(console, Clock.systemUTC(), all.toArray(String[]::new));
        double wall = (System.nanoTime() - began) / 1e9;
        double seconds = (MACHINE.getProcessCpuTime() - cpu) / 1e9;
        JsonNode document = JSON.readTree(result.toString(UTF_8));
        if (exit != 0 || document.at("/rows/quarantined").asLong() > 0) {
            throw new IllegalStateException("exit " + exit + ": " + document);
        }
        return new StreamCost(wall, seconds, document.path("batches").asInt());
    }

    Path project(boolean keyed, int rowsInMicroBatch) throws IOException {
        Path project = Files.createDirectories(scratch.resolve("project" + projects++));
        Files.writeString(project.resolve("assay.yaml"), "assay: 1\nproject: stream\nwarehouse: warehouse\n");
        Files.createDirectories(project.resolve("contracts"));
        Files.write(
                project.resolve("contracts/events.odcs.yaml"),
                List.of(
                        "apiVersion: v3.1.0",
                        "kind: DataContract",
                        "id: events",
                        "version: 1.0.0",
                        "status: active",
                        "servers:",
                        "  - server: topic",
                        "    type: kafka",
                        "    host: " + broker,
                        "    format: json",
                        "    customProperties:",
                        "      - {property: maxOffsetsPerTrigger, value: " + rowsInMicroBatch + "}",
                        "schema:",
                        "  - name: events",
                        keyed ? "    customProperties: [{property: uniqueWithin, value: 1d}]" : "    tags: []",
                        "    properties:",
                        "      - {name: id, logicalType: string, required: true"
                                + (keyed ? ", primaryKey: true}" : "}"),
                        "      - {name: at, logicalType: timestamp, required: true}",
                        "      - {name: amount, logicalType: number, physicalType: 'decimal(12,2)', logicalTypeOptions: {minimum: 0}}",
                        "      - {name: quantity, logicalType: integer, logicalTypeOptions: {minimum: 1, maximum: 1000}}",
                        "      - {name: shop, logicalType: string, logicalTypeOptions: {pattern: '^S[0-9]+$'}}",
                        "      - {name: email, logicalType: string, logicalTypeOptions: {maxLength: 60}}",
                        "      - {name: paid, logicalType: boolean}",
                        "      - {name: note, logicalType: string}"));
        return project;
    }

    private static String row(int i) {
        return ("{\"id\":\"e%09d\",\"at\":\"%s\",\"amount\":%d.%02d,\"quantity\":%d,\"shop\":\"S%d\","
                        + "\"email\":\"customer%d@example.com\",\"paid\":%b,\"note\":\"note of %d\"}")
                .formatted(
                        i,
                        BEGIN.plusMillis(i * 50L),
                        i % 1000,
                        i % 100,
                        1 + i % 1000,
                        i % 300,
                        i % 100_000,
                        i % 3 == 0,
                        i);
    }

    /** Readers see the complete file or nothing. */
    static void file(Path file, int first, int rows) throws IOException {
        Path hidden = file.resolveSibling("." + file.getFileName());
        try (BufferedWriter lines = Files.newBufferedWriter(hidden)) {
            for (int i = first; i < first + rows; i++) {
                lines.write(row(i));
                lines.newLine();
            }
        }
        Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void send(String topic, int first, int count) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1)))
                        .all()
                        .get();
            }
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "linger.ms", "5", "batch.size", "200000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = first; i < first + count; i++) {
                producer.send(new ProducerRecord<>(topic, i % 2, null, row(i).getBytes(UTF_8)));
            }
        }
    }
}
