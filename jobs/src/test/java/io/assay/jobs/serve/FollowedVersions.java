package io.assay.jobs.serve;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks a service ten times a second which versions of the feature tables it serves, and notes when it saw each first.
 */
final class FollowedVersions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final ServiceProcess service;
    private final String request;
    private final Map<String, Instant> seen = new HashMap<>();
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();

    /** @param request features of every view to look at, as for {@code /get-online-features} */
    FollowedVersions(ServiceProcess service, String request) {
        this.service = service;
        this.request = request;
        var unused = asking.scheduleWithFixedDelay(this::ask, 0, 100, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        try {
            JsonNode answer =
                    Json.MAPPER.readTree(service.post("/v1/provenance", request).body());
            Instant now = Instant.now();
            synchronized (seen) {
                for (JsonNode value : answer.path("values")) {
                    seen.putIfAbsent(
                            key(
                                    value.path("view").asText(),
                                    value.at("/feature_table/version").asLong()),
                            now);
                }
                seen.notifyAll();
            }
        } catch (IOException unanswered) {
            // the next time, then
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** When a version was served first; waits for it. */
    Instant whenServed(String view, long version) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (seen) {
            while (true) {
                Instant at = seen.get(key(view, version));
                if (at != null) {
                    return at;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(
                            "version %d of %s is not served; seen: %s".formatted(version, view, seen.keySet()));
                }
                seen.wait(left);
            }
        }
    }

    private static String key(String view, long version) {
        return view + " " + version;
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
