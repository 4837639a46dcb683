package io.assay.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.jobs.cli.Console;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.cli.JobContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** A small project in a folder of its own, and calls of the command line on it, in this JVM. */
public final class TestProject {
    private final Path folder;

    private TestProject(Path folder) {
        this.folder = folder;
    }

    /** Makes the project with an empty {@code assay.yaml}'s worth of settings. */
    public static TestProject in(Path folder) {
        TestProject project = new TestProject(folder);
        project.file("assay.yaml", "assay: 1", "project: shop", "warehouse: warehouse");
        return project;
    }

    public Path folder() {
        return folder;
    }

    /** Writes a file of the project; returns its path as text. */
    public String file(String name, String... lines) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, List.of(lines), UTF_8);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JobContext context() {
        Console silent = new Console(new PrintStream(new ByteArrayOutputStream(), true, UTF_8), System.err);
        return new JobContext(GlobalOptions.of(folder), silent, Clock.systemUTC());
    }

    /** Runs one command with {@code --json}. */
    public Call run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--project", folder.toString(), "--json", "--spark", "spark.master=local[2]"));
        Console console = new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        int exit = Assay.run(console, Clock.systemUTC(), all.toArray(String[]::new));
        try {
            return new Call(exit, new ObjectMapper().readTree(out.toString(UTF_8)), err.toString(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("stdout is not one JSON document: " + out.toString(UTF_8), e);
        }
    }

    /** Rows of a query over the project, a text each. */
    public List<String> rows(String query) {
        return context().spark().sql(query).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    /** How a command ended and what it printed. */
    public record Call(int exit, JsonNode json, String err) {
        public String status() {
            return json.path("status").asText();
        }

        public long rows(String kind) {
            return json.path("rows").path(kind).asLong();
        }

        public long violations(String rule) {
            for (JsonNode node : json.path("rules")) {
                if (node.path("rule").asText().equals(rule)) {
                    return node.path("violations").asLong();
                }
            }
            return -1;
        }
    }
}
