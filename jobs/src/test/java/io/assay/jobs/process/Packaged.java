package io.assay.jobs.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/** The jar that {@code package} made, run as a process of its own. */
public final class Packaged {
    static final Path JAR = Path.of("target", "assay-jobs.jar").toAbsolutePath();
    static final Path SPARK = Path.of("target", "spark").toAbsolutePath();
    static final Path SERVICE = Path.of("..", "feature-store-api", "target", "assay-service.jar")
            .toAbsolutePath()
            .normalize();

    private Packaged() {}

    /** How a process ended, and what it printed. */
    public record Ended(int exit, String out, String err) {}

    /** A JVM with nothing but the jar: no Spark. */
    static Ended light(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-cp", JAR.toString()));
        words.add("io.assay.jobs.Assay");
        words.addAll(List.of(arguments));
        return run(words, environment);
    }

    /** {@code spark-submit} without a distribution: the class that its script starts. */
    static Ended submit(Map<String, String> environment, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> words = spark("-Xmx1g");
        words.add("org.apache.spark.deploy.SparkSubmit");
        words.addAll(options);
        words.addAll(List.of("--class", "io.assay.jobs.Assay", JAR.toString()));
        words.addAll(arguments);
        return run(words, environment);
    }

    /** A JVM with Spark's own jars, to which the main class and its arguments are to be added. */
    static List<String> spark(String heap) {
        List<String> words = new ArrayList<>(List.of(java(), heap));
        words.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+")));
        words.addAll(List.of("-cp", SPARK + "/*"));
        return words;
    }

    /** {@code ./assay}, as its last line starts it. */
    static List<String> assay(String... arguments) {
        List<String> words = spark("-Xmx1g");
        words.set(words.size() - 1, JAR + ":" + SPARK + "/*");
        words.addAll(1, List.of("-Dlog4j2.configurationFile=classpath:io/assay/jobs/log4j2.properties"));
        words.add("io.assay.jobs.Assay");
        words.addAll(List.of(arguments));
        return words;
    }

    static Ended run(List<String> words, Map<String, String> environment) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(words);
            builder.environment().putAll(environment);
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
            return new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
