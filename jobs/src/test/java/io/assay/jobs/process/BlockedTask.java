package io.assay.jobs.process;

import io.assay.jobs.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.SparkSession;

/** A run whose task waits for ever in a read that no interrupt ends: of a pipe that nobody writes to. */
final class BlockedTask {
    private BlockedTask() {}

    /** Makes the file {@code arguments[1]} when the task is about to read the pipe {@code arguments[0]}. */
    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        console.describe("nothing was published");
        console.begins(() -> spark.sparkContext().cancelAllJobs());
        try {
            spark.range(1).foreach((ForeachFunction<Long>) row -> read(Path.of(arguments[0]), Path.of(arguments[1])));
        } finally {
            System.exit(console.stop().ended(3));
        }
    }

    private static void read(Path pipe, Path begun) throws IOException {
        Files.createFile(begun);
        Files.readAllBytes(pipe);
    }
}
