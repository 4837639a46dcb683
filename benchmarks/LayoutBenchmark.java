import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.jobs.Assay;
import io.assay.jobs.cli.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What {@code partitioning: auto} and salting gain. First rows of 90 days in no order are published as one batch, and a
 * query of one day is measured before and after {@code maintain} has rewritten the table in the chosen layout. Then a
 * batch of whose rows a share points to one row of the target goes through the gate with salting and without.
 *
 * <p>Arguments: a scratch folder, the number of rows, the number of turns. Run by {@code benchmarks/run layout}.
 */
final class LayoutBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DAYS = 90;
    private static final String QUERY =
            "SELECT count(*), sum(id), max(amount) FROM datasets.events WHERE at >= '2026-02-01' AND at < '2026-02-02'";

    private final Path scratch;
    private final long rows;
    private final int turns;
    private final PrintStream out;

    private LayoutBenchmark(Path scratch, long rows, int turns, PrintStream out) {
        this.scratch = scratch;
        this.rows = rows;
        this.turns = turns;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        LayoutBenchmark benchmark = new LayoutBenchmark(
                Path.of(arguments[0]), Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), out);
        benchmark.make();
        benchmark.layout();
        benchmark.skew(50);
        benchmark.skew(90);
        System.exit(0);
    }

    private void make() throws Exception {
        Files.createDirectories(scratch.resolve("contracts"));
        Files.writeString(scratch.resolve("assay.yaml"), "assay: 1\nproject: layout\nwarehouse: warehouse\n");
        contract("events", """
                    customProperties:
                      - {property: partitioning, value: auto}
                      - {property: pin, value: {partitionSize: %dKB}}
                    properties:
                      - {name: id, logicalType: integer, required: true}
                      - {name: at, logicalType: timestamp, required: true}
                      - {name: amount, logicalType: number}
                      - {name: note, logicalType: string}
                """.formatted(Math.max(1, rows * 10 / DAYS / 1024)));
        contract("lines", """
                    properties: [{name: code, logicalType: string, primaryKey: true}]
                """);
        for (String dataset : List.of("salted", "plain")) {
            contract(dataset, """
                    customProperties:
                      - {property: pin, value: {foreignKeyJoin: shuffle, shufflePartitions: 8%s}}
                    properties:
                      - {name: id, logicalType: integer, required: true}
                      - {name: line, logicalType: string, relationships: [{to: lines.code}]}
                      - {name: note, logicalType: string}
                """.formatted(dataset.equals("plain") ? ", salting: 1" : ", salting: 16"));
        }
        assay("sql", "SELECT 1");
        SparkSession spark = SparkSession.active();
        spark.range(0, rows, 1, 4)
                .selectExpr(
                        "id",
                        "date_format(timestamp_seconds(1767225600 + pmod(xxhash64(id), %d)), \"yyyy-MM-dd'T'HH:mm:ss'Z'\") AS at"
                                .formatted(DAYS * 86_400L),
                        "(id % 9973) / 7.0 AS amount",
                        "concat('note ', md5(cast(id AS string))) AS note")
                .write()
                .option("header", "true")
                .csv(scratch.resolve("events").toString());
        spark.range(200_000).selectExpr("concat('L', id) AS code").coalesce(1).write().option("header", "true").csv(
                scratch.resolve("lines").toString());
        published("lines", "lines");
    }

    private void contract(String dataset, String body) throws Exception {
        Files.writeString(scratch.resolve("contracts").resolve(dataset + ".odcs.yaml"), """
                apiVersion: v3.1.0
                kind: DataContract
                id: DATASET
                version: 1.0.0
                status: active
                schema:
                  - name: DATASET
                """.replace("DATASET", dataset) + body);
    }

    private void layout() throws Exception {
        JsonNode ended = published("events", "events");
        JsonNode chosen = null;
        for (JsonNode decision : ended.path("decisions")) {
            if (decision.path("what").asText().equals("partitioning")) {
                chosen = decision;
            }
        }
        out.println("chosen: " + (chosen == null ? "nothing" : chosen.path("chosen").asText() + ", measured " + chosen.path("measured")));
        Scan before = scan();
        JsonNode maintained = assay("maintain", "events");
        out.println("maintain: " + maintained.path("tables").get(0));
        Scan after = scan();
        if (!before.answer.equals(after.answer)) {
            throw new IllegalStateException("the answers differ: %s and %s".formatted(before.answer, after.answer));
        }
        out.printf(
                Locale.ROOT,
                "one day of %d, %,d rows: before %d of %d files, %.1f of %.1f MB, %.3f s; after %d of %d files, %.1f of %.1f MB, %.3f s; ratios %.1f bytes, %.1f time (medians of %d)%n",
                DAYS,
                rows,
                before.files,
                before.allFiles,
                before.bytes / 1e6,
                before.allBytes / 1e6,
                before.seconds,
                after.files,
                after.allFiles,
                after.bytes / 1e6,
                after.allBytes / 1e6,
                after.seconds,
                (double) before.bytes / after.bytes,
                before.seconds / after.seconds,
                turns);
    }

    private record Scan(String answer, long files, long bytes, long allFiles, long allBytes, double seconds) {}

    private Scan scan() {
        SparkSession spark = SparkSession.active();
        List<Double> seconds = new ArrayList<>();
        String answer = "";
        for (int turn = 0; turn <= turns; turn++) {
            long began = System.nanoTime();
            answer = spark.sql(QUERY).first().toString();
            if (turn > 0) {
                seconds.add((System.nanoTime() - began) / 1e9);
            }
        }
        Row all = spark.sql("SELECT count(*), sum(file_size_in_bytes) FROM assay.datasets.events.files").first();
        Row read = spark.sql(
                        "SELECT count(*), sum(file_size_in_bytes) FROM assay.datasets.events.files WHERE file_path IN "
                                + "(SELECT _file FROM datasets.events WHERE at >= '2026-02-01' AND at < '2026-02-02')")
                .first();
        Collections.sort(seconds);
        return new Scan(
                answer, read.getLong(0), read.getLong(1), all.getLong(0), all.getLong(1), seconds.get(seconds.size() / 2));
    }

    private void skew(int percent) throws Exception {
        SparkSession spark = SparkSession.active();
        String input = "skew" + percent;
        spark.range(0, rows, 1, 4)
                .selectExpr(
                        "id",
                        "CASE WHEN pmod(xxhash64(id), 100) < %d THEN 'L7' ELSE concat('L', pmod(xxhash64(id, 1), 200000)) END AS line"
                                .formatted(percent),
                        "concat('note ', md5(cast(id AS string))) AS note")
                .write()
                .option("header", "true")
                .csv(scratch.resolve(input).toString());
        Way salted = new Way("salted");
        Way plain = new Way("plain");
        for (int turn = 0; turn <= turns; turn++) {
            salted.take(input, turn);
            plain.take(input, turn);
        }
        out.printf(
                Locale.ROOT,
                "%d %% of %,d rows have one key, 8 partitions: salting %s; the largest task reads %,d rows in %.2f CPU s, without salting %,d rows in %.2f CPU s, ratio %.2f; the batch %.2f CPU s, without %.2f CPU s (medians of %d)%n",
                percent,
                rows,
                salted.parts,
                salted.rows,
                median(salted.task),
                plain.rows,
                median(plain.task),
                median(plain.task) / median(salted.task),
                median(salted.cpu),
                median(plain.cpu),
                turns);
    }

    /** The batch with one of the contracts. CPU times, because they do not depend on what else the machine does. */
    private final class Way {
        private final String dataset;
        private final List<Double> cpu = new ArrayList<>();
        private final List<Double> task = new ArrayList<>();
        private long rows;
        private String parts = "1";

        Way(String dataset) {
            this.dataset = dataset;
        }

        void take(String input, int turn) throws Exception {
            Largest largest = new Largest();
            SparkSession.active().sparkContext().addSparkListener(largest);
            double before = cpuSeconds();
            JsonNode ended = published(dataset, input);
            double used = cpuSeconds() - before;
            Thread.sleep(1_000); // the listener's queue
            SparkSession.active().sparkContext().removeSparkListener(largest);
            for (JsonNode decision : ended.path("decisions")) {
                if (decision.path("what").asText().equals("salting")) {
                    parts = decision.path("chosen").asText();
                }
            }
            rows = largest.rows;
            if (turn > 0) {
                cpu.add(used);
                task.add(largest.nanos / 1e9);
            }
        }
    }

    /** The task that read most rows from a shuffle. */
    private static final class Largest extends SparkListener {
        private long rows;
        private long nanos;

        @Override
        public void onTaskEnd(SparkListenerTaskEnd ended) {
            if (ended.taskMetrics() != null && ended.taskMetrics().shuffleReadMetrics().recordsRead() > rows) {
                rows = ended.taskMetrics().shuffleReadMetrics().recordsRead();
                nanos = ended.taskMetrics().executorCpuTime();
            }
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    private JsonNode published(String dataset, String input) throws Exception {
        JsonNode ended = assay(
                "ingest", dataset, "--input", scratch.resolve(input).toString(), "--format", "csv", "--again");
        if (!ended.path("status").asText().equals("published")) {
            throw new IllegalStateException("not published: " + ended);
        }
        return ended;
    }

    private JsonNode assay(String... words) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--json", "--project", scratch.toString()));
        // as on a cluster, where the data is too large to be put together again
        all.addAll(List.of("--spark", "spark.sql.adaptive.coalescePartitions.enabled=false"));
        Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), System.err);
        int exit = Assay.run(console, Clock.systemUTC(), all.toArray(String[]::new));
        String text = printed.toString(StandardCharsets.UTF_8);
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": exit " + exit + ": " + text);
        }
        return JSON.readTree(text);
    }
}
