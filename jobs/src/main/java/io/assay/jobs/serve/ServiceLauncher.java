package io.assay.jobs.serve;

import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.failure.UsageException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The service of one project, not started yet.
 *
 * @param env overlay of {@code assay.yaml}, as for the jobs
 * @param clock what it takes for now
 */
public record ServiceLauncher(Path project, Optional<String> env, int port, ClockOption clock) {

    /** Throws if it could not be started: its jar is missing, or the port is in use. */
    public void check() {
        jar();
        mustBeFree(port);
    }

    /** Starts it as a child process with the same output; it ends with this JVM, however that ends. */
    public ServiceProcess start() throws IOException {
        return start(jar());
    }

    /** The same from another place, with more options for its JVM. */
    ServiceProcess start(Path jar, String... jvm) throws IOException {
        mustBeFree(port);
        Process process = new ProcessBuilder(command(jar, jvm))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ServiceProcess(process, port);
    }

    private List<String> command(Path jar, String... jvm) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx256m");
        words.add("-XX:+UseSerialGC");
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.addAll(List.of(jvm));
        words.add("-jar");
        words.add(jar.toString());
        words.add("--assay.project=" + project);
        env.ifPresent(name -> words.add("--assay.env=" + name));
        words.add("--server.port=" + port);
        words.add(
                "--assay.end-with-input=true"); // its input is a pipe from this process, which ends even with a kill -9
        clock.option().ifPresent(words::add);
        return words;
    }

    /** {@code ASSAY_SERVICE_JAR}, else the jar beside the one we run from. */
    private static Path jar() {
        List<Path> places = new ArrayList<>();
        Optional.ofNullable(System.getenv("ASSAY_SERVICE_JAR")).ifPresent(path -> places.add(Path.of(path)));
        try {
            Path own = Path.of(ServiceLauncher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            places.add(own.resolveSibling("assay-service.jar"));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place this program was loaded from is not a path", e);
        }
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "service",
                        "its jar is not there (looked at: %s)".formatted(places),
                        "put assay-service.jar beside assay-jobs.jar, or name it in the variable ASSAY_SERVICE_JAR"));
    }

    private static void mustBeFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new ExternalException(
                    "port " + port,
                    "another program listens on it",
                    "stop that program, or give another port with --port N",
                    e);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--port " + port, "there is no such port", "give one from 1 to 65535", e);
        }
    }
}
