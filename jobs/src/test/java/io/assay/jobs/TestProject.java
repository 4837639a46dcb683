package io.assay.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.definition.contract.DatasetName;
import io.assay.jobs.cli.Console;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.json.Json;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.jobs.warehouse.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Catalog;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A small project in a folder of its own, and calls of the command line on it, in this JVM. */
public final class TestProject {
    private final Path folder;

    private TestProject(Path folder) {
        this.folder = folder;
    }

    /** Makes the project, with nothing but its settings. */
    public static TestProject in(Path folder) {
        return new TestProject(folder).with("assay.yaml", "assay: 1\nproject: shop\nwarehouse: warehouse\n");
    }

    /** A project that is there already. */
    public static TestProject at(Path folder) {
        return new TestProject(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Writes a file of the project. */
    public TestProject with(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file of the project; returns its path as text. */
    public String file(String name, String... lines) {
        with(name, Stream.of(lines).map(line -> line + "\n").collect(Collectors.joining()));
        return folder.resolve(name).toString();
    }

    public JobContext context() {
        return context(System.err);
    }

    /** Whose lines of progress go to {@code err}. */
    public JobContext context(PrintStream err) {
        Console silent = new Console(new PrintStream(new ByteArrayOutputStream(), true, UTF_8), err);
        return new JobContext(GlobalOptions.of(folder), silent, Clock.systemUTC());
    }

    /** Runs one command with {@code --json}. */
    public Ended report(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return run(all.toArray(String[]::new));
    }

    /** Runs one command. */
    public Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--project", folder.toString(), "--spark", "spark.master=local[2]"));
        Console console = new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        int exit = Assay.run(console, Clock.systemUTC(), all.toArray(String[]::new));
        return new Ended(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    public SparkSession spark() {
        return Session.open(context().warehouse(), Map.of(), Map.of("spark.master", "local[2]"));
    }

    public Dataset<Row> sql(String query) {
        return spark().sql(query);
    }

    /** Rows of a query over the project, a text each. */
    public List<String> rows(String query) {
        return sql(query).collectAsList().stream().map(Row::toString).toList();
    }

    /** Publishes the rows of a query as ingest would: with the columns and the summary that a publication has. */
    public void publish(String dataset, String query) {
        write(dataset, query, "append");
    }

    /** Publishes the rows of a query in place of all there are. */
    public void replace(String dataset, String query) {
        write(dataset, query, "overwrite");
    }

    private void write(String dataset, String query, String how) {
        SparkSession spark = spark();
        Catalog catalog = Session.iceberg(spark);
        var name = IcebergTables.dataset(new DatasetName(dataset));
        boolean exists = catalog.tableExists(name);
        long sequence = 1;
        if (exists) {
            Snapshot head = catalog.loadTable(name).currentSnapshot();
            sequence = head == null ? 1 : Long.parseLong(head.summary().get("assay.sequence")) + 1;
        }
        Dataset<Row> rows = spark.sql(query)
                .withColumn("_run", functions.lit("run" + sequence))
                .withColumn("_source", functions.lit("test"))
                .withColumn("_position", functions.monotonically_increasing_id())
                .withColumn("_sequence", functions.lit(sequence));
        var writer = rows.writeTo("datasets." + dataset)
                .option("snapshot-property.assay.sequence", Long.toString(sequence))
                .option("snapshot-property.assay.run", "run" + sequence);
        try {
            if (!exists) {
                rows.limit(0).writeTo("datasets." + dataset).using("iceberg").create();
            }
            if (how.equals("append")) {
                writer.append();
            } else {
                writer.overwrite(functions.lit(true));
            }
        } catch (AnalysisException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How a command ended and what it printed. */
    public record Ended(int exit, String out, String err) {
        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException("stdout is not one JSON document: " + out + err, e);
            }
        }

        public String status() {
            return json().path("status").asText();
        }

        public long rows(String kind) {
            return json().path("rows").path(kind).asLong();
        }

        public long violations(String rule) {
            for (JsonNode node : json().path("rules")) {
                if (node.path("rule").asText().equals(rule)) {
                    return node.path("violations").asLong();
                }
            }
            return -1;
        }
    }
}
