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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Streams from a Kafka broker on the same machine and from a folder, in one warm JVM: latency and CPU time of a small
 * micro-batch; CPU time and throughput of micro-batches of two sizes beside {@code ingest} of the same rows from a file,
 * in turns; the state of a stream. The contract has eight rules; with a key also {@code uniqueWithin: 1d}. Run by
 * {@code benchmarks/run stream}.
 */
final class StreamBenchmark {
    private static final int SMALL = 100;
    private static final int[] SIZES = {50_000, 250_000};
    /** So that the times of all micro-batches can be read. */
    private static final String KEEP_ALL = "spark.sql.streaming.minBatchesToRetain=1000";

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Path scratch;
    private final String broker;
    private final PrintStream out;
    private final int warmUps;
    private final int measured;
    private int projects;

    private StreamBenchmark(Path scratch, String broker, int measured, PrintStream out) {
        this.scratch = scratch;
        this.broker = broker;
        this.warmUps = measured / 2;
        this.measured = measured;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        StreamBenchmark benchmark = new StreamBenchmark(
                Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[4]), System.out);
        System.setOut(System.err);
        int rows = Integer.parseInt(arguments[2]);
        int turns = Integer.parseInt(arguments[3]);
        if (benchmark.measured > 0) {
            benchmark.smallOfTopic(false);
            benchmark.smallOfTopic(true);
        }
        for (boolean keyed : rows == 0 ? new boolean[] {} : new boolean[] {false, true}) {
            benchmark.large(keyed, rows, turns);
        }
        benchmark.memory(Math.max(rows / 2, 100_000));
        if (benchmark.measured > 0) {
            benchmark.smallOfFolder();
        }
        System.exit(0); // streams are still there
    }

    /** A topic to its end in small micro-batches, one right after the other: what the measured ones took, all of it. */
    private void smallOfTopic(boolean keyed) throws Exception {
        Path project = project(keyed, SMALL);
        String topic = "small" + projects;
        send(topic, 0, SMALL * warmUps);
        stream(project, topic);
        send(topic, SMALL * warmUps, SMALL * measured);
        Took all = stream(project, topic);
        Took nothing = stream(project, topic); // what starting the stream costs
        List<Double> ends = times(project, "commits", warmUps);
        List<Double> latencies = new ArrayList<>();
        for (int i = 1; i < ends.size(); i++) {
            latencies.add(ends.get(i) - ends.get(i - 1));
        }
        small("of a topic" + words(keyed), latencies, (all.cpu() - nothing.cpu()) / measured);
        out.printf(
                "checkpoint after %d micro-batches: %d KB%n",
                warmUps + measured, size(project.resolve("warehouse/checkpoints")) / 1024);
    }

    /** A file for each micro-batch of a stream that goes on, one after the other: what it takes once it is seen. */
    private void smallOfFolder() throws Exception {
        Path project = project(false, SMALL);
        Path folder = Files.createDirectories(scratch.resolve("small files"));
        goesOn(project, folder.toString());
        long began = MACHINE.getProcessCpuTime();
        for (int i = 0; i < warmUps + measured; i++) {
            if (i == warmUps) {
                began = MACHINE.getProcessCpuTime();
            }
            file(folder.resolve("%06d.json".formatted(i)), i * SMALL, SMALL);
            while (times(project, "commits", i).isEmpty()) {
                Thread.sleep(50);
            }
        }
        double cpu = (MACHINE.getProcessCpuTime() - began) / 1e9;
        List<Double> begins = times(project, "offsets", warmUps);
        List<Double> latencies = times(project, "commits", warmUps);
        for (int i = 0; i < latencies.size(); i++) {
            latencies.set(i, latencies.get(i) - begins.get(i));
        }
        small("of a folder, a file each", latencies, cpu / measured);
    }

    /** Starts a stream that is there to the end of this process. */
    private void goesOn(Path project, String input) {
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

    private void small(String what, List<Double> latencies, double cpu) {
        out.printf(
                Locale.ROOT,
                "micro-batches of %d rows %s: median %.2f s, p95 %.2f s (of %d, goal < 1), %.2f s CPU%n",
                SMALL,
                what,
                median(latencies),
                quantile(latencies, 0.95),
                latencies.size(),
                cpu);
    }

    /** Micro-batches of two sizes, of a topic and of a folder, and the same rows as one batch. */
    private void large(boolean keyed, int rows, int turns) throws Exception {
        String topic = "large" + keyed;
        send(topic, 0, rows);
        Path one = scratch.resolve(topic + ".json");
        file(one, 0, rows);
        Series batch = new Series();
        List<Series> topics = new ArrayList<>();
        List<Series> folders = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            topics.add(new Series());
            folders.add(new Series());
        }
        for (int turn = 0; turn <= turns; turn++) { // the first one warms up
            for (int i = 0; i < SIZES.length; i++) {
                Path project = project(keyed, SIZES[i]);
                Took all = stream(project, topic);
                topics.get(i).add(turn, all.less(stream(project, topic), 1));
                folders.get(i).add(turn, files(keyed, rows, SIZES[i]));
            }
            batch.add(turn, assay(project(keyed, rows), "ingest", "events", "--input", one.toString()));
            System.err.printf("turn %d: topic %s, folder %s, batch %s%n", turn, topics, folders, batch);
        }
        for (int i = 0; i < SIZES.length; i++) {
            topics.get(i).report("topic" + words(keyed), rows, SIZES[i], batch);
            folders.get(i).report("folder" + words(keyed), rows, SIZES[i], batch);
        }
        fit("topic" + words(keyed), topics, rows);
        fit("folder" + words(keyed), folders, rows);
        Files.delete(one);
    }

    /** Files of that many rows, delivered one by one. */
    private Took files(boolean keyed, int rows, int size) throws Exception {
        Path project = project(keyed, size);
        Path folder = Files.createDirectories(scratch.resolve("files of " + project.getFileName()));
        Took all = new Took(0, 0, 0);
        int count = 0;
        for (int first = 0; first < rows; first += size, count++) {
            file(folder.resolve("%09d.json".formatted(first)), first, Math.min(size, rows - first));
            all = all.plus(stream(project, folder));
        }
        return all.less(stream(project, folder), count);
    }

    /** What a micro-batch costs and what a row costs, from the two sizes. */
    private void fit(String what, List<Series> sizes, int rows) {
        Took small = sizes.get(0).median();
        Took large = sizes.get(1).median();
        double each = (small.cpu() - large.cpu()) / (small.batches() - large.batches());
        out.printf(
                Locale.ROOT,
                "%s, fit by both sizes: %.2f s CPU a micro-batch and %.2f microseconds a row%n",
                what,
                each,
                (large.cpu() - each * large.batches()) / rows * 1e6);
    }

    /** What a stream holds in memory for each row of the span of {@code uniqueWithin}, while it goes on. */
    private void memory(int rows) throws Exception {
        Path project = project(true, rows);
        String topic = "memory";
        send(topic, 0, 1_000);
        goesOn(project, "kafka://" + broker + "/" + topic);
        awaitOffsets(project, 1_000);
        long before = heap();
        send(topic, 1_000, rows);
        awaitOffsets(project, 1_000 + rows);
        out.printf(
                Locale.ROOT,
                "memory of uniqueWithin: %.1f bytes a row of the span (of %d rows)%n",
                (heap() - before) / (double) rows,
                rows);
    }

    /** Until a committed micro-batch ends with that many records. */
    private static void awaitOffsets(Path project, long records) throws Exception {
        Path checkpoints = project.resolve("warehouse/checkpoints/events");
        while (true) {
            List<Path> commits = files(checkpoints, "commits");
            if (!commits.isEmpty()) {
                Path last = commits.get(commits.size() - 1);
                List<String> lines = Files.readAllLines(
                        last.getParent().resolveSibling("offsets").resolve(last.getFileName()));
                long sum = 0;
                for (JsonNode partition : JSON.readTree(lines.get(2)).iterator().next()) {
                    sum += partition.asLong();
                }
                if (sum == records) {
                    return;
                }
            }
            Thread.sleep(100);
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String words(boolean keyed) {
        return keyed ? " with a key, uniqueWithin 1d" : "";
    }

    /** When the checkpoint's files of that kind were written, in seconds, from the micro-batch {@code first} on. */
    private static List<Double> times(Path project, String kind, int first) throws IOException {
        List<Double> times = new ArrayList<>();
        for (Path file : files(project.resolve("warehouse/checkpoints/events"), kind)) {
            if (number(file) >= first) {
                times.add(Files.getLastModifiedTime(file).to(TimeUnit.MICROSECONDS) / 1e6);
            }
        }
        return times;
    }

    /** The files of the one checkpoint, by the number of their micro-batch. */
    private static List<Path> files(Path checkpoints, String kind) throws IOException {
        if (!Files.exists(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(checkpoints)) {
            return all.filter(file -> file.getParent().getFileName().toString().equals(kind))
                    .filter(file -> file.getFileName().toString().matches("[0-9]+"))
                    .sorted(Comparator.comparingInt(StreamBenchmark::number))
                    .toList();
        }
    }

    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString());
    }

    /** The same work in several turns, the first left out. */
    private final class Series {
        private final List<Took> turns = new ArrayList<>();

        void add(int turn, Took took) {
            if (turn > 0) {
                turns.add(took);
            }
        }

        Took median() {
            return new Took(
                    StreamBenchmark.median(turns.stream().map(Took::wall).toList()),
                    StreamBenchmark.median(turns.stream().map(Took::cpu).toList()),
                    turns.get(0).batches());
        }

        void report(String what, int rows, int size, Series batch) {
            Took own = median();
            Took other = batch.median();
            out.printf(
                    Locale.ROOT,
                    "%d rows of a %s in micro-batches of %d: %.2f s, %.0f rows/s; one batch of a JSON file %.2f s, ratio %.2f; CPU %.2f s and %.2f s, ratio %.2f (goal <= 1.3)%n",
                    rows,
                    what,
                    size,
                    own.wall(),
                    rows / own.wall(),
                    other.wall(),
                    own.wall() / other.wall(),
                    own.cpu(),
                    other.cpu(),
                    own.cpu() / other.cpu());
        }

        @Override
        public String toString() {
            return turns.isEmpty() ? "-" : turns.get(turns.size() - 1).toString();
        }
    }

    /** Seconds that something took, and the micro-batches it was. */
    private record Took(double wall, double cpu, int batches) {
        Took plus(Took more) {
            return new Took(wall + more.wall, cpu + more.cpu, batches + more.batches);
        }

        /** Without what starting so many streams costs. */
        Took less(Took nothing, int starts) {
            return new Took(wall - starts * nothing.wall, cpu - starts * nothing.cpu, batches);
        }
    }

    private Took stream(Path project, String topic) throws IOException {
        return streamOf(project, "kafka://" + broker + "/" + topic);
    }

    private Took stream(Path project, Path folder) throws IOException {
        return streamOf(project, folder.toString());
    }

    private Took streamOf(Path project, String input) throws IOException {
        return assay(
                project,
                "ingest",
                "events",
                "--stream",
                "--available-now",
                "--input",
                input,
                "--spark",
                KEEP_ALL);
    }

    private Took assay(Path project, String... arguments) throws IOException {
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
        return new Took(wall, seconds, document.path("batches").asInt());
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

    /** Readers see the complete file or nothing. */
    private static void file(Path file, int first, int rows) throws IOException {
        Path hidden = file.resolveSibling("." + file.getFileName());
        try (BufferedWriter lines = Files.newBufferedWriter(hidden)) {
            for (int i = first; i < first + rows; i++) {
                lines.write(row(i));
                lines.newLine();
            }
        }
        Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
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
        return quantile(values, 0.5);
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) (sorted.size() * share));
    }
}
