package io.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.service.start.ServiceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse that version 0.1 wrote is served with the values that version 0.1 answered. */
final class ServedFromOlderVersionTest {
    private static final Path GOLDEN = Path.of("../warehouse/src/test/golden/written-by-0.1");

    @TempDir
    static Path folder;

    private static @Nullable RunningService service;

    @BeforeAll
    static void serve() throws Exception {
        unpack();
        Path settings = folder.resolve("project/assay.yaml");
        Files.writeString(
                settings, Files.readString(settings).replace("/tmp/assay-0.1/warehouse", folder + "/warehouse"));
        RunningService started = AssayService.start(ServiceOptions.parse(
                "--assay.project=" + folder.resolve("project"),
                "--server.port=0",
                "--assay.clock=2024-03-04T12:00:00Z"));
        service = started;
        assertThat(started.store().awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    private static void unpack() throws IOException {
        try (InputStream in = Files.newInputStream(GOLDEN.resolve("warehouse.zip"));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                assertThat(file.startsWith(folder)).isTrue();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }

    @Test
    void everyValueStatusAndTimeIsTheSame() throws Exception {
        JsonNode answer = send(HttpRequest.newBuilder(uri("/get-online-features"))
                .POST(BodyPublishers.ofString(Files.readString(GOLDEN.resolve("online-request.json")))));

        assertThat(answer).isEqualTo(golden("online-response.json"));
    }

    @Test
    void runsHaveTheirContractCountsBrokenRulesAndFiles() throws Exception {
        assertThat(send(HttpRequest.newBuilder(uri("/v1/datasets/orders/runs"))))
                .isEqualTo(golden("runs.json"));
    }

    @Test
    void aValueLeadsToTheRunsItCameFrom() throws Exception {
        JsonNode answer = send(HttpRequest.newBuilder(uri("/v1/provenance"))
                .POST(BodyPublishers.ofString(
                        "{\"features\":[\"product_price:amount\"],\"entities\":{\"product\":[\"tea\"]}}")));

        JsonNode run = answer.path("values").path(0).path("runs").path(0);
        assertThat(answer.path("values").path(0).path("value").asDouble()).isEqualTo(16.65);
        assertThat(run.path("run").asText()).isEqualTo("wednesday");
        assertThat(run.path("contract").path("id").asText()).isEqualTo("shop-orders");
        assertThat(run.path("source_files").path(0).asText()).isEqualTo("data/wednesday.csv");
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + Objects.requireNonNull(service).port() + path);
    }

    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        return TestService.JSON.readTree(HttpClient.newHttpClient()
                .send(request.header("content-type", "application/json").build(), BodyHandlers.ofString())
                .body());
    }

    private static JsonNode golden(String name) throws IOException {
        return TestService.JSON.readTree(Files.readString(GOLDEN.resolve(name)));
    }
}
