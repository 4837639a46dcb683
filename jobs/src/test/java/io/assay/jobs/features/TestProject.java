package io.assay.jobs.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.project.Project;
import io.assay.jobs.Assay;
import io.assay.jobs.cli.Console;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.jobs.warehouse.Session;
import io.assay.jobs.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Catalog;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A project in a folder, with datasets published by hand, on which commands are run as a user would. */
public final class TestProject {
    private final Path folder;

    private TestProject(Path folder) {
        this.folder = folder;
    }

    public static TestProject in(Path folder) {
        TestProject project = new TestProject(folder);
        project.file("assay.yaml", "assay: 1\nproject: small\n");
        return project;
    }

    public Path folder() {
        return folder;
    }

    /** Writes a file of the project. */
    public TestProject file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a command ended. */
    public record Ended(int exit, String out, String err) {
        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(out + err, e);
            }
        }
    }

    /** Runs a command on the project in this JVM. */
    public Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--project", folder.toString(), "--spark", "spark.master=local[2]"));
        int exit = Assay.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                Clock.systemUTC(),
                all.toArray(String[]::new));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public Warehouse warehouse() {
        return Warehouse.of(Project.read(folder, Optional.empty()).settings());
    }

    public SparkSession spark() {
        return Session.open(warehouse(), Map.of(), Map.of("spark.master", "local[2]"));
    }

    public Dataset<Row> sql(String query) {
        return spark().sql(query);
    }

    /** Publishes the rows of a query as ingest would: with the columns and the summary that a publication has. */
    public void publish(String dataset, String query) {
        write(spark(), dataset, query, "append");
    }

    /** The same in a session of the caller's, which may have views of its own. */
    public void publish(SparkSession spark, String dataset, String query) {
        write(spark, dataset, query, "append");
    }

    /** Publishes the rows of a query in place of all there are. */
    public void replace(String dataset, String query) {
        write(spark(), dataset, query, "overwrite");
    }

    private void write(SparkSession spark, String dataset, String query, String how) {
        Catalog catalog = IcebergTables.catalog(spark);
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
        } catch (org.apache.spark.sql.AnalysisException e) {
            throw new IllegalStateException(e);
        }
    }
}
