package io.assay.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service's main class in a JVM of its own, from the classes under test. */
public final class LaunchedService implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("serving \\S+ at http://localhost:(\\d+) ");

    private final Process process;
    private final Path output;

    private LaunchedService(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it; what it prints goes to a file in {@code folder}. */
    public static LaunchedService start(
            Path folder, List<String> jvm, Map<String, String> environment, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "@" + Path.of("../.mvn/jvm.opens").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        words.addAll(jvm);
        words.add(AssayService.class.getName());
        words.addAll(List.of(arguments));
        Path output = folder.resolve("service.out");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new LaunchedService(builder.start(), output);
    }

    /** What it has printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    public Process process() {
        return process;
    }

    /** Waits until it says on which port it listens. */
    public int port() throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            Matcher line = PORT.matcher(output());
            if (line.find()) {
                return Integer.parseInt(line.group(1));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the service does not listen: " + output());
    }

    /** Waits for its end; the exit code. */
    public int exit() throws IOException, InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the service does not end: " + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
