package io.assay.jobs.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.json.Json;
import io.assay.jobs.process.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as {@code serve} starts it, on the project that {@code init} makes. */
class ServeIT {
    private static final Path JAR = Path.of("..", "feature-store-api", "target", "assay-service.jar");

    @TempDir
    Path folder;

    @Test
    void whatIsServedIsWhatExplainExplains() throws Exception {
        assertThat(JAR)
                .as("the service's jar; build it with ./mvnw -Dquick -DskipTests -pl feature-store-api -am package")
                .isRegularFile();
        TestProject shop = TestProject.in(folder.resolve("shop"));
        Files.delete(shop.folder().resolve("assay.yaml"));
        shop.run("init", shop.folder().toString());
        assertThat(shop.run(
                                "ingest",
                                "orders",
                                "--input",
                                shop.folder().resolve("data/orders.csv").toString())
                        .exit())
                .isZero();
        assertThat(shop.run("compute").exit()).isZero();
        Instant now = Instant.parse("2026-01-31T00:00:00Z");
        int port = FreePort.find();

        JsonNode served;
        try (ServiceProcess service =
                new ServiceLauncher(shop.folder(), Optional.empty(), port, new ClockOption.From(now)).start(JAR)) {
            service.waitUntilReady(Duration.ofMinutes(2));
            String request = "{\"feature_service\": \"customer_model\", \"entities\": {\"customer\": [\"c1\"]}}";
            JsonNode answer = Json.MAPPER.readTree(
                    service.post("/get-online-features", request).body());
            List<String> names = new ArrayList<>();
            answer.at("/metadata/feature_names").forEach(name -> names.add(name.asText()));
            JsonNode orders = answer.path("results").path(names.indexOf("orders_7d"));
            assertThat(orders.at("/values/0").asInt()).isEqualTo(2);
            served =
                    Json.MAPPER.readTree(service.post("/v1/provenance", request).body());
        }

        for (JsonNode value : served.path("values")) {
            TestProject.Ended explained = shop.run(
                    "explain",
                    "customer_model",
                    value.path("feature").asText(),
                    "customer=c1",
                    "--at",
                    served.path("now").asText(),
                    "--json");
            assertThat(explained.exit()).as(explained.err()).isZero();
            JsonNode same = explained.json().at("/values/0");
            assertThat(comparable(same)).isEqualTo(comparable(value));
        }
        assertThat(served.path("values")).hasSize(2);
    }

    @Test
    void aKillOfTheCommandTakesTheServiceWithIt() throws Exception {
        assertThat(JAR)
                .as("the service's jar; build it with ./mvnw -Dquick -DskipTests -pl feature-store-api -am package")
                .isRegularFile();
        TestProject shop = TestProject.in(folder.resolve("shop"));
        Files.createDirectory(shop.folder().resolve("warehouse"));
        ProcessBuilder serve = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "io.assay.jobs.Assay",
                        "serve",
                        "--project",
                        shop.folder().toString(),
                        "--port",
                        Integer.toString(FreePort.find()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("serve.out").toFile());
        serve.environment().put("ASSAY_SERVICE_JAR", JAR.toAbsolutePath().toString());
        Process command = serve.start();
        try {
            ProcessHandle service = child(command);
            command.destroyForcibly().waitFor();
            assertThat(service.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        } finally {
            command.descendants().forEach(ProcessHandle::destroyForcibly);
            command.destroyForcibly();
        }
    }

    private ProcessHandle child(Process command) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end && command.isAlive()) {
            String printed = Files.readString(folder.resolve("serve.out"));
            Optional<ProcessHandle> child = command.children().findFirst();
            if (child.isPresent() && printed.contains("assay-service: serving")) {
                return child.get();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("serve started no service: " + Files.readString(folder.resolve("serve.out")));
    }

    /** Without the place of the warehouse, which the service may write as a URI. */
    private static JsonNode comparable(JsonNode value) {
        ObjectNode copy = value.deepCopy();
        ((ObjectNode) copy.path("feature_table")).remove(List.of("path"));
        return copy;
    }
}
