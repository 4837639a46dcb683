package io.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.service.warehouse.TestWarehouse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real service whose heap is too small ends, and says why; it does not continue in a broken state. */
class LittleMemoryTest {
    private static final String LARGE =
            "{\"features\":[\"carrier_delays:flights_1d\"],\"entities\":{\"carrier\":[%s\"UA\"]}}"
                    .formatted("\"UA\",".repeat(120_000));

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private LaunchedService service(String... jvm) throws IOException {
        TestWarehouse warehouse = new TestWarehouse(Files.createDirectory(folder.resolve("warehouse")));
        warehouse.define();
        warehouse.flights("carrier_delays", Map.of("carrier", "UA"), Instant.parse("2013-07-01T12:00:00Z"), "r1", 1);
        Files.writeString(folder.resolve("assay.yaml"), "assay: 1\nproject: flights\n");
        return LaunchedService.start(
                folder, List.of(jvm), Map.of(), "--server.port=0", "--assay.clock=2013-07-01T12:30:00Z");
    }

    private HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+ExitOnOutOfMemoryError", "-XX:-ExitOnOutOfMemoryError"})
    void itEndsForARestart(String policy) throws Exception {
        try (LaunchedService service = service("-Xmx44m", policy)) {
            int port = service.port();
            List<CompletableFuture<?>> responses = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                responses.add(client.sendAsync(
                        request(port, "/get-online-features")
                                .POST(BodyPublishers.ofString(LARGE))
                                .build(),
                        BodyHandlers.discarding()));
            }
            boolean ended = service.process().waitFor(300, TimeUnit.SECONDS);
            responses.forEach(one -> one.cancel(true));
            assertThat(ended).as(service.output()).isTrue();
            assertThat(service.exit()).isEqualTo(3);
            assertThat(service.output()).contains("OutOfMemoryError");
        }
    }

    @Test
    void manyLargeRequestsAreAnsweredOrRefusedAndFollowingGoesOn() throws Exception {
        try (LaunchedService service = service("-Xmx256m", "-XX:+ExitOnOutOfMemoryError")) {
            int port = service.port();
            List<CompletableFuture<Integer>> responses = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                responses.add(client.sendAsync(
                                request(port, "/get-online-features")
                                        .POST(BodyPublishers.ofString(LARGE))
                                        .build(),
                                BodyHandlers.discarding())
                        .thenApply(answer -> answer.statusCode()));
            }
            for (CompletableFuture<Integer> one : responses) {
                assertThat(one.get(300, TimeUnit.SECONDS)).isIn(200, 503);
            }
            assertThat(client.send(request(port, "/actuator/health/liveness").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(service.output()).doesNotContain("OutOfMemoryError");
        }
    }
}
