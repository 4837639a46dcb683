package io.assay.jobs.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A Spark standalone master and two workers of one core each, every one a process of its own. */
final class StandaloneCluster implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final int port;
    private final int web;

    private StandaloneCluster(Path folder) throws IOException {
        this.folder = folder;
        this.port = FreePort.find();
        this.web = FreePort.find();
    }

    static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
        StandaloneCluster cluster = new StandaloneCluster(folder);
        // workers look for Spark's jars where a distribution has them
        Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(folder.resolve("events"));
        Files.createSymbolicLink(folder.resolve("home/jars"), Packaged.SPARK);
        cluster.daemon("master.Master", "--host", HOST, "--port", "" + cluster.port, "--webui-port", "" + cluster.web);
        for (String worker : List.of("worker1", "worker2")) {
            String place = folder.resolve(worker).toString();
            cluster.daemon(
                    "worker.Worker",
                    "--host",
                    HOST,
                    "--cores",
                    "1",
                    "--memory",
                    "600m",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    place,
                    cluster.url());
        }
        cluster.waitForWorkers();
        return cluster;
    }

    String url() {
        return "spark://%s:%d".formatted(HOST, port);
    }

    Map<String, String> environment() {
        return Map.of(
                "SPARK_HOME", folder.resolve("home").toString(), "SPARK_LOCAL_IP", HOST, "SPARK_SCALA_VERSION", "2.12");
    }

    /** Options of spark-submit: both workers before the first task, and a log of what each did. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("--master", url()));
        Map.of(
                        "spark.executor.memory", "600m",
                        "spark.executor.cores", "1",
                        "spark.driver.host", HOST,
                        "spark.scheduler.minRegisteredResourcesRatio", "1.0",
                        "spark.scheduler.maxRegisteredResourcesWaitingTime", "120s",
                        "spark.eventLog.enabled", "true",
                        "spark.eventLog.dir", folder.resolve("events").toUri().toString(),
                        "spark.sql.shuffle.partitions", "4",
                        "spark.sql.adaptive.coalescePartitions.enabled", "false",
                        "spark.ui.enabled", "false")
                .forEach((key, value) -> options.addAll(List.of("--conf", key + "=" + value)));
        return options;
    }

    /** For each application that ran here, in the order of their names: the executors that ended tasks. */
    List<Set<String>> executorsThatWorked() throws IOException {
        List<Set<String>> applications = new ArrayList<>();
        try (Stream<Path> logs = Files.list(folder.resolve("events"))) {
            for (Path log : logs.filter(file -> file.getFileName().toString().startsWith("app-"))
                    .sorted()
                    .toList()) {
                Set<String> executors = new TreeSet<>();
                for (String line : Files.readAllLines(log)) {
                    if (line.contains("\"SparkListenerTaskEnd\"")) {
                        JsonNode event = Json.MAPPER.readTree(line);
                        executors.add(event.at("/Task Info/Executor ID").asText());
                    }
                }
                applications.add(executors);
            }
        }
        return applications;
    }

    /** How many applications each worker ran an executor for. */
    List<Integer> applicationsByWorker() throws IOException {
        List<Integer> counts = new ArrayList<>();
        for (String worker : List.of("worker1", "worker2")) {
            try (Stream<Path> applications = Files.list(folder.resolve(worker))) {
                counts.add((int) applications
                        .filter(place -> place.getFileName().toString().startsWith("app-"))
                        .count());
            }
        }
        return counts;
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        for (Process process : processes) {
            try {
                process.onExit().get(10, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private void daemon(String type, String... arguments) throws IOException {
        List<String> words = Packaged.spark("-Xmx256m");
        words.add("org.apache.spark.deploy." + type);
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment());
        builder.redirectOutput(
                folder.resolve("daemon" + processes.size() + ".log").toFile());
        processes.add(builder.start());
    }

    private void waitForWorkers() throws InterruptedException {
        URI uri = URI.create("http://%s:%d/json/".formatted(HOST, web));
        for (int i = 0; i < 240; i++) {
            try {
                if (Json.MAPPER.readTree(uri.toURL()).path("aliveworkers").asInt() == 2) {
                    return;
                }
            } catch (IOException starting) {
                // the master does not listen yet
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IllegalStateException("two workers did not register in two minutes; see the logs in " + folder);
    }
}
