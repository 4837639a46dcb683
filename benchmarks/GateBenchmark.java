import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.months;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.jobs.Assay;
import io.assay.jobs.cli.Console;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * The gate of all flights as one batch against a bare Spark copy from CSV to Iceberg, in turns, in one warm JVM.
 *
 * <p>Gate: {@code ingest flights} from the first read to the last write, the log included, into a new warehouse each
 * time, where the datasets its foreign keys look into are published already. Copies: the same files with the same types
 * into an Iceberg table without partitions, and into one with those of the published table, by month. Run by
 * {@code benchmarks/run gate}.
 */
final class GateBenchmark {
    private static final int WARM_UPS = 4;
    private static final int TURNS = 5;
    private static final List<String> BEFORE = List.of("airlines", "airports", "planes", "weather");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path project;
    private final Path scratch;

    private GateBenchmark(Path project, Path scratch) {
        this.project = project;
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        GateBenchmark benchmark = new GateBenchmark(Path.of(arguments[0]), Path.of(arguments[1]));
        List<Double> gate = new ArrayList<>();
        List<Double> copy = new ArrayList<>();
        List<Double> partitioned = new ArrayList<>();
        for (int turn = 0; turn < WARM_UPS + TURNS; turn++) {
            double gated = benchmark.gate(turn);
            double copied = benchmark.copy("turn" + turn);
            double byMonth = benchmark.copy("months" + turn, months(col("time_hour")));
            System.err.printf(
                    Locale.ROOT,
                    "turn %d: gate %.2f s, copy %.2f s, copy by month %.2f s%n",
                    turn,
                    gated,
                    copied,
                    byMonth);
            if (turn >= WARM_UPS) {
                gate.add(gated);
                copy.add(copied);
                partitioned.add(byMonth);
            }
        }
        out.printf(
                Locale.ROOT,
                "gate %.2f s; bare copy to a table of the same partitions %.2f s, ratio %.2f;"
                        + " to one without partitions %.2f s, ratio %.2f (medians of %d, 336,776 rows)%n",
                median(gate),
                median(partitioned),
                median(gate) / median(partitioned),
                median(copy),
                median(gate) / median(copy),
                TURNS);
        System.exit(0);
    }

    /** Seconds of one {@code ingest flights} into a warehouse of its own. */
    private double gate(int turn) throws Exception {
        String env = "turn" + turn;
        Files.writeString(project.resolve("assay." + env + ".yaml"), "warehouse: " + scratch.resolve(env) + "\n");
        for (String dataset : BEFORE) {
            assay("ingest", dataset, "--input", data(dataset + ".csv.gz").toString(), "--env", env);
        }
        long began = System.nanoTime();
        JsonNode done = assay("ingest", "flights", "--input", data("flights").toString(), "--env", env);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (!done.path("status").asText().equals("published")) {
            throw new IllegalStateException("flights were not published: " + done);
        }
        return seconds;
    }

    /** Seconds of one copy: read with types, write to Iceberg. */
    private double copy(String name, Column... partitions) throws Exception {
        SparkSession spark = SparkSession.active();
        spark.conf().set("spark.sql.catalog.bare", "org.apache.iceberg.spark.SparkCatalog");
        spark.conf().set("spark.sql.catalog.bare.type", "hadoop");
        spark.conf().set("spark.sql.catalog.bare.warehouse", scratch.resolve("bare").toString());
        StructType types = sourceTypes(spark.table("datasets.flights").schema());
        long began = System.nanoTime();
        var copy = spark.read()
                .option("header", "true")
                .option("nullValue", "NA")
                .schema(types)
                .csv(data("flights").toString())
                .writeTo("bare.copies." + name)
                .using("iceberg");
        if (partitions.length == 1) {
            copy.partitionedBy(partitions[0], JavaConverters.asScalaBuffer(List.<Column>of()).toSeq());
        }
        copy.create();
        return (System.nanoTime() - began) / 1e9;
    }

    /** The columns of the files, each with its type in the published table. */
    private StructType sourceTypes(StructType published) throws Exception {
        Path first;
        try (Stream<Path> files = Files.list(data("flights"))) {
            first = files.filter(file -> file.toString().endsWith(".gz")).sorted().findFirst().orElseThrow();
        }
        String header;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(first)), UTF_8))) {
            header = lines.readLine();
        }
        StructType types = new StructType();
        List<String> known = Arrays.asList(published.fieldNames());
        for (String column : header.replace("\"", "").split(",")) {
            types = types.add(
                    column,
                    known.contains(column) ? published.apply(column).dataType() : DataTypes.StringType);
        }
        return types;
    }

    private Path data(String name) {
        return project.resolve("data").resolve(name);
    }

    private JsonNode assay(String... words) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(Arrays.asList(words));
        Collections.addAll(all, "--project", project.toString(), "--json");
        Console console = new Console(new PrintStream(printed, true, UTF_8), System.err);
        int exit = Assay.run(console, Clock.systemUTC(), all.toArray(String[]::new));
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", all) + " ended with " + exit + ": " + printed);
        }
        return JSON.readTree(printed.toString(UTF_8));
    }

    private static double median(List<Double> times) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
