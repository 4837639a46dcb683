import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.assay.jobs.Assay;
import io.assay.jobs.cli.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What it costs to plan the gate of a contract with many columns: {@code ingest} of ten rows, so that hardly anything
 * else is measured; the first one in a JVM whose session has started, and the median of later ones. Three rules of row
 * for every five columns. Arguments: a scratch folder, the number of columns, the number of warm turns. Run by {@code
 * benchmarks/run wide}.
 */
final class WideBenchmark {
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 10;

    private final Path project;
    private final int columns;
    private int files;

    private WideBenchmark(Path project, int columns) {
        this.project = project;
        this.columns = columns;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        int columns = Integer.parseInt(arguments[1]);
        WideBenchmark benchmark = new WideBenchmark(Path.of(arguments[0]), columns);
        benchmark.make();
        double[] first = benchmark.ingest();
        List<double[]> warm = new ArrayList<>();
        for (int turn = 0; turn < Integer.parseInt(arguments[2]); turn++) {
            warm.add(benchmark.ingest());
        }
        out.printf(
                Locale.ROOT,
                "%d columns, %d rules: first %.2f s, %.2f CPU s; warm %.2f s, %.2f CPU s (median of %d)%n",
                columns,
                columns / 5 * 3,
                first[0],
                first[1],
                median(warm, 0),
                median(warm, 1),
                warm.size());
        System.exit(0);
    }

    private void make() throws Exception {
        Files.createDirectories(project.resolve("contracts"));
        Files.writeString(project.resolve("assay.yaml"), "assay: 1\nproject: wide\nwarehouse: warehouse\n");
        StringBuilder contract = new StringBuilder("""
                apiVersion: v3.1.0
                kind: DataContract
                id: wide
                version: 1.0.0
                status: active
                schema:
                  - name: wide
                    properties:
                """);
        for (int column = 0; column < columns; column++) {
            contract.append("      - {name: c").append(column).append(", ").append(type(column)).append("}\n");
        }
        Files.writeString(project.resolve("contracts/wide.odcs.yaml"), contract);
        assay("sql", "SELECT 1");
    }

    /** Of five columns three have a rule. */
    private static String type(int column) {
        return switch (column % 10) {
            case 0 -> "logicalType: integer, required: true";
            case 1 -> "logicalType: number, logicalTypeOptions: {minimum: 0}";
            case 2 -> "logicalType: string, logicalTypeOptions: {pattern: '^[A-Z]{2}-[0-9]+$'}";
            case 5 -> "logicalType: string, quality: [{metric: invalidValues, arguments: {validValues: [a, b, c]}, mustBe: 0}]";
            case 6 -> "logicalType: integer, logicalTypeOptions: {maximum: 1000000}";
            case 7 -> "logicalType: date, quality: [{metric: nullValues, mustBeLessThan: 60, unit: percent}]";
            case 3 -> "logicalType: timestamp";
            case 4 -> "logicalType: number";
            default -> "logicalType: string";
        };
    }

    private String value(int row, int column) {
        return switch (column % 10) {
            case 0, 4, 6 -> Integer.toString(row * columns + column);
            case 1 -> row + "." + column;
            case 2 -> "AB-" + row;
            case 5 -> String.valueOf((char) ('a' + row % 3));
            case 7 -> "2024-01-1" + row % 10;
            case 3 -> "2024-01-10T08:00:0" + row % 10 + "Z";
            default -> "text " + row;
        };
    }

    /** Seconds and CPU seconds. */
    private double[] ingest() throws Exception {
        Path file = project.resolve("batch" + files++ + ".csv");
        List<String> lines = new ArrayList<>();
        for (int row = -1; row < ROWS; row++) {
            List<String> fields = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                fields.add(row < 0 ? "c" + column : value(row + files, column));
            }
            lines.add(String.join(",", fields));
        }
        Files.write(file, lines);
        long cpu = MACHINE.getProcessCpuTime();
        long began = System.nanoTime();
        JsonNode done = assay("ingest", "wide", "--input", file.toString());
        double took = (System.nanoTime() - began) / 1e9;
        double used = (MACHINE.getProcessCpuTime() - cpu) / 1e9;
        System.err.printf(Locale.ROOT, "turn: %.2f s, %.2f CPU s%n", took, used);
        if (!done.path("status").asText().equals("published") || done.path("rows").path("passed").asInt() != ROWS) {
            throw new IllegalStateException("not published: " + done);
        }
        return new double[] {took, used};
    }

    private JsonNode assay(String... words) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(words));
        Collections.addAll(all, "--project", project.toString(), "--json");
        int exit = Assay.run(
                new Console(new PrintStream(printed, true, UTF_8), System.err),
                Clock.systemUTC(),
                all.toArray(String[]::new));
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", all) + " ended with " + exit + ": " + printed);
        }
        return JSON.readTree(printed.toString(UTF_8));
    }

    private static double median(List<double[]> times, int figure) {
        return times.stream().mapToDouble(time -> time[figure]).sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
