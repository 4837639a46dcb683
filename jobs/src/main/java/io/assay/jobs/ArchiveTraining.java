package io.assay.jobs;

import io.assay.jobs.cli.Console;
import io.assay.jobs.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/**
 * Runs commands on a small project of its own, so that this JVM loads the classes that they need: the launcher
 * {@code ./assay} archives those for the next JVMs.
 */
final class ArchiveTraining {
    private final Console console;
    private final Path project;

    private ArchiveTraining(Console console, Path project) {
        this.console = console;
        this.project = project;
    }

    /**
     * Arguments: the kind of commands, and a folder to work in. {@code light} are those that read files of a project,
     * {@code spark} those on Spark, {@code readers} those that look at what {@code spark} wrote in the same folder.
     */
    public static void main(String[] arguments) throws IOException {
        Console console = Console.ofProcess();
        ArchiveTraining training =
                new ArchiveTraining(console, Path.of(arguments[1]).resolve("shop"));
        int exit = switch (arguments[0]) {
            case "light" -> training.light();
            case "readers" -> training.readers();
            default -> training.spark();
        };
        System.exit(console.stop().ended(exit));
    }

    private int light() {
        return firstFailure(
                run("init", project.toString()),
                run("check", project.toString()),
                run("check", project.toString(), "--json"),
                run("ingest", "--help"));
    }

    private int readers() {
        return firstFailure(
                ofProject("status"),
                ofProject("status", "--json"),
                ofProject("runs", "list"),
                ofProject("runs", "list", "--json"),
                ofProject("quarantine", "list", "orders"),
                ofProject("quarantine", "show", "orders"),
                ofProject("explain", "customer_model", "orders_7d", "customer=c1"));
    }

    private int spark() throws IOException {
        int made = run("init", project.toString());
        Path data = project.resolve("data");
        Path more = Files.writeString(
                data.resolve("more.csv"),
                "order_id,customer,ordered_at,amount\nm1,c1,2026-01-30T09:15:00Z,3.00\nm2,c2,2026-01-30T09:15:00Z,x\n");
        Path labels = Files.writeString(
                data.resolve("labels.csv"),
                "customer,event_timestamp,late\nc1,2026-01-15T00:00:00Z,1\nc9,2026-01-20T00:00:00Z,0\n");
        return firstFailure(
                made,
                ofProject(
                        "ingest",
                        "orders",
                        "--input",
                        data.resolve("orders.csv").toString()),
                ofProject("compute"),
                ofProject("ingest", "orders", "--input", more.toString(), "--json"),
                ofProject("compute"),
                ofProject("compute", "--json"),
                trainingSet(labels, "set.csv"),
                trainingSet(labels, "set"),
                ofProject("sql", "SELECT customer, sum(amount) FROM datasets.orders GROUP BY customer", "--csv"));
    }

    private int trainingSet(Path labels, String output) {
        return ofProject(
                "training-set",
                "customer_model",
                "--labels",
                labels.toString(),
                "--output",
                project.resolve(output).toString());
    }

    private int ofProject(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--project";
        all[words.length + 1] = project.toString();
        return run(all);
    }

    private int run(String... words) {
        return Assay.run(console, Clock.systemUTC(), words);
    }

    /** The first exit code that is not success. */
    private static int firstFailure(int... exits) {
        for (int exit : exits) {
            if (exit != ExitCode.DONE.number()) {
                return exit;
            }
        }
        return ExitCode.DONE.number();
    }
}
