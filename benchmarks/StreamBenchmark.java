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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Streams from a Kafka broker on the same machine, in one warm JVM: the whole cost of a small micro-batch, and the cost
 * of a row in large ones beside {@code ingest} of the same rows from a file, in turns. The contract has eight rules;
 * with a key also {@code uniqueWithin: 1d}. Run by {@code benchmarks/run stream}.
 */
final class StreamBenchmark {
    private static final int SMALL = 100;
    private static final int WARM_UPS = 30;
    private static final int MEASURED = 60;
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Path scratch;
    private final String broker;
    private int projects;

    private StreamBenchmark(Path scratch, String broker) {
        this.scratch = scratch;
        this.broker = broker;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        StreamBenchmark benchmark = new StreamBenchmark(Path.of(arguments[0]), arguments[1]);
        int rows = Integer.parseInt(arguments[2]);
        int turns = Integer.parseInt(arguments[3]);
        for (boolean keyed : new boolean[] {false, true}) {
            benchmark.small(keyed, out);
        }
        for (boolean keyed : rows == 0 ? new boolean[] {} : new boolean[] {false, true}) {
            benchmark.large(keyed, rows, turns, out);
        }
        System.exit(0);
    }

    /** The same topic to its end in small micro-batches: what the measured ones took, all of it. */
    private void small(boolean keyed, PrintStream out) throws Exception {
        Path project = project(keyed, SMALL);
        String topic = "small" + projects;
        send(topic, 0, SMALL * WARM_UPS);
        stream(project, topic);
        send(topic, SMALL * WARM_UPS, SMALL * MEASURED);
        Took seconds = stream(project, topic);
        Took nothing = stream(project, topic); // what starting the stream costs
        out.printf(
                Locale.ROOT,
                "micro-batches of %d rows%s: %.2f s each, %.2f s CPU (of %d, goal < 1); checkpoint %d KB%n",
                SMALL,
                keyed ? " with a key, uniqueWithin 1d" : "",
                (seconds.wall() - nothing.wall()) / MEASURED,
                (seconds.cpu() - nothing.cpu()) / MEASURED,
                MEASURED,
                size(project.resolve("warehouse/checkpoints")) / 1024);
    }

    private void large(boolean keyed, int rows, int turns, PrintStream out) throws Exception {
        String topic = "large" + keyed;
        send(topic, 0, rows);
        Path file = scratch.resolve(topic + ".json");
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int i = 0; i < rows; i++) {
                lines.write(row(i));
                lines.newLine();
            }
        }
        List<Double> streamed = new ArrayList<>();
        List<Double> batch = new ArrayList<>();
        List<Double> streamedCpu = new ArrayList<>();
        List<Double> batchCpu = new ArrayList<>();
        for (int turn = 0; turn <= turns; turn++) {
            Path one = project(keyed, rows / 4);
            Took stream = stream(one, topic);
            Took nothing = stream(one, topic);
            Took ingest = assay(project(keyed, rows), "ingest", "events", "--input", file.toString());
            System.err.printf(Locale.ROOT, "turn %d: stream %s, nothing %s, batch %s%n", turn, stream, nothing, ingest);
            if (turn > 0) {
                streamed.add(stream.wall() - nothing.wall());
                streamedCpu.add(stream.cpu() - nothing.cpu());
                batch.add(ingest.wall());
                batchCpu.add(ingest.cpu());
            }
        }
        out.printf(
                Locale.ROOT,
                "%d rows%s in 4 micro-batches: %.2f s, %.0f rows/s; the same as one batch of a JSON file %.2f s, ratio %.2f (goal <= 1.3), of CPU time %.2f%n",
                rows,
                keyed ? " with a key, uniqueWithin 1d" : "",
                median(streamed),
                rows / median(streamed),
                median(batch),
                median(streamed) / median(batch),
                median(streamedCpu) / median(batchCpu));
        Files.delete(file);
    }

    /** Seconds that something took. */
    private record Took(double wall, double cpu) {}

    private Took stream(Path project, String topic) throws IOException {
        return assay(
                project, "ingest", "events", "--stream", "--available-now", "--input", "kafka://" + broker + "/" + topic);
    }

    private Took assay(Path project, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "-p", project.toString()));
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(result, true, UTF_8), System.err);
        long began = System.nanoTime();
        long cpu = MACHINE.getProcessCpuTime();
        int exit = Assay.run(console, Clock.systemUTC(), all.toArray(String[]::new));
        Took took = new Took((System.nanoTime() - began) / 1e9, (MACHINE.getProcessCpuTime() - cpu) / 1e9);
        JsonNode document = JSON.readTree(result.toString(UTF_8));
        if (exit != 0 || document.at("/rows/quarantined").asLong() > 0) {
            throw new IllegalStateException("exit " + exit + ": " + document);
        }
        return took;
    }

    private Path project(boolean keyed, int rowsInMicroBatch) throws IOException {
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
                        "      - {name: id, logicalType: string, required: true" + (keyed ? ", primaryKey: true}" : "}"),
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

    private void send(String topic, int first, int count) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
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

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
