package io.assay.jobs.serve;

import io.assay.jobs.failure.ExternalException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The service's process; closing it, or the end of this JVM, stops it. */
public final class ServiceProcess implements AutoCloseable {
    /** Exit codes of a JVM that was stopped: by Ctrl-C, by a kill. */
    private static final int INTERRUPTED = 130;

    private static final int TERMINATED = 143;

    private final Process process;
    private final int port;
    private final Thread stopper;

    ServiceProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        this.stopper = new Thread(this::stop, "stop-service");
        Runtime.getRuntime().addShutdownHook(stopper);
    }

    /** The service's answer to a request; {@code path} begins with a slash. */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Waits until the service has followed every view to the version that was current at its start. */
    public void waitUntilReady(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw ended();
            }
            try {
                if (send(HttpRequest.newBuilder(uri("/actuator/health/readiness")))
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException starting) {
                // it does not listen yet
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new ExternalException(
                "service on port " + port,
                "not ready after %d s".formatted(patience.toSeconds()),
                "see what it printed above, and start it again");
    }

    /** The exit code of the service: 0 if it was stopped, else as for our own commands. */
    public int waitForEnd() throws InterruptedException {
        int exit = process.waitFor();
        return exit == INTERRUPTED || exit == TERMINATED ? 0 : exit;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException ending) {
            // the JVM is ending: the hook is running or has run
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        return client.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private ExternalException ended() {
        return new ExternalException(
                "service on port " + port,
                "it ended by itself with exit code %d".formatted(process.exitValue()),
                "see what it printed above");
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
