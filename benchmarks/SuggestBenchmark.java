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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Suggests a contract from the flights of January and takes the other months through the gate with it: what share of
 * their rows is held back. Then the CPU time that a profile of a wide and of a long file costs. Run by {@code
 * benchmarks/run suggest}.
 */
final class SuggestBenchmark {
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> REFERENCES = List.of("airlines", "airports", "planes");
    private static final int WIDE_COLUMNS = 500;
    private static final int LONG_COLUMNS = 20;

    private final Path flights;
    private final Path scratch;

    private SuggestBenchmark(Path flights, Path scratch) {
        this.flights = flights;
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        SuggestBenchmark benchmark = new SuggestBenchmark(Path.of(arguments[0]), Path.of(arguments[1]));
        int wide = Integer.parseInt(arguments[2]);
        int rows = Integer.parseInt(arguments[3]);
        benchmark.months(false, out);
        benchmark.months(true, out);
        benchmark.profile("wide", wide, WIDE_COLUMNS, out);
        benchmark.profile("long", rows, LONG_COLUMNS, out);
    }

    /** One file a month; {@code references}: with the datasets that foreign keys can point to. */
    private void months(boolean references, PrintStream out) throws IOException {
        Path project = scratch.resolve(references ? "project" : "alone");
        Files.createDirectories(project.resolve("contracts"));
        Files.writeString(project.resolve("assay.yaml"), "assay: 1\nproject: flights\nwarehouse: warehouse\n");
        if (references) {
            for (String dataset : REFERENCES) {
                String name = "contracts/" + dataset + ".odcs.yaml";
                Files.copy(flights.resolve(name), project.resolve(name));
                run(project, "ingest", dataset, "--input", flights.resolve("data/" + dataset + ".csv.gz").toString());
            }
        }
        JsonNode suggested = JSON.readTree(run(project, "suggest", month(1), "--dataset", "flights"));
        Files.writeString(
                project.resolve("contracts/flights.odcs.yaml"), suggested.path("yaml").asText());
        out.printf(
                Locale.ROOT,
                "suggested from January%s: key %s, %d rules%n",
                references ? ", with airlines, airports and planes published" : "",
                suggested.path("primary_key").path("columns"),
                suggested.path("columns").findValues("rule").size());
        long all = 0;
        long held = 0;
        StringBuilder months = new StringBuilder();
        for (int month = 1; month <= 12; month++) {
            JsonNode report = JSON.readTree(run(project, "ingest", "flights", "--input", month(month)));
            long read = report.path("rows").path("read").asLong();
            long kept = report.path("rows").path("quarantined").asLong()
                    + report.path("rows").path("dropped").asLong();
            if (!report.path("status").asText().equals("published")) {
                kept = read;
            }
            months.append(String.format(Locale.ROOT, " %.4f", 100.0 * kept / read));
            if (month > 1) {
                all += read;
                held += kept;
            }
        }
        out.printf(
                Locale.ROOT,
                "  rows held back, January to December, %%:%s; of the other 11 months %.4f %% (goal < 0.1)%n",
                months,
                100.0 * held / all);
    }

    private String month(int month) {
        return flights.resolve("data/flights/flights-2013-%02d.csv.gz".formatted(month))
                .toString();
    }

    private void profile(String name, int rows, int columns, PrintStream out) throws IOException {
        Path file = scratch.resolve(name + ".csv");
        generate(file, rows, columns);
        double warm = cpu(() -> run(scratch.resolve("alone"), "profile", file.toString()));
        double again = cpu(() -> run(scratch.resolve("alone"), "profile", file.toString()));
        out.printf(
                Locale.ROOT,
                "profile of %,d rows of %d columns (%.0f MB): %.1f CPU s, %.2f microseconds a value (first time %.1f CPU s)%n",
                rows,
                columns,
                Files.size(file) / 1e6,
                again,
                again * 1e6 / rows / columns,
                warm);
        Files.delete(file);
    }

    /** In turns integers, decimals, codes of few values, codes of many, dates and texts. */
    private static void generate(Path file, int rows, int columns) throws IOException {
        Random random = new Random(7);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                names.add("c" + i);
            }
            out.write(String.join(",", names) + "\n");
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < columns; i++) {
                    out.write(i == 0 ? "" : ",");
                    switch (i % 6) {
                        case 0 -> out.write(Integer.toString(random.nextInt(1_000_000)));
                        case 1 -> out.write(random.nextInt(1000) + "." + random.nextInt(100));
                        case 2 -> out.write("K" + random.nextInt(8));
                        case 3 -> out.write("AB-" + (100_000 + random.nextInt(900_000)));
                        case 4 -> out.write("2024-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10));
                        default -> out.write(random.nextInt(20) == 0 ? "NA" : Integer.toString(random.nextInt(50)));
                    }
                }
                out.write('\n');
            }
        }
    }

    private interface Work {
        String done() throws IOException;
    }

    private static double cpu(Work work) throws IOException {
        long before = MACHINE.getProcessCpuTime();
        work.done();
        return (MACHINE.getProcessCpuTime() - before) / 1e9;
    }

    /** A command's JSON document; also that of one that ends with exit 1, as a held batch does. */
    private static String run(Path project, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--project", project.toString(), "--spark", "spark.ui.enabled=false"));
        int exit = Assay.run(
                new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)),
                Clock.systemUTC(),
                all.toArray(String[]::new));
        if (exit > 1 || exit == 1 && out.size() == 0) {
            throw new IllegalStateException(all + ": exit " + exit + "\n" + err.toString(UTF_8));
        }
        return out.toString(UTF_8);
    }
}
