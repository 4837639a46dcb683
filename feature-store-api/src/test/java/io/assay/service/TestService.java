package io.assay.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.service.start.ServiceOptions;
import io.assay.service.warehouse.TestWarehouse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One service over one warehouse for all tests that only read; its now is 2013-07-01T12:30Z and ticks. */
public final class TestService {
    public static final ObjectMapper JSON = new ObjectMapper();

    public static final Instant NOW = Instant.parse("2013-07-01T12:30:00Z");
    private static @Nullable TestService shared;

    private final RunningService service;
    private final TestWarehouse warehouse;
    private final HttpClient client = HttpClient.newBuilder().build();

    private TestService(TestWarehouse warehouse, RunningService service) {
        this.warehouse = warehouse;
        this.service = service;
    }

    /** The service all tests share. */
    public static synchronized TestService shared() throws Exception {
        TestService current = shared;
        if (current == null) {
            TestWarehouse warehouse = new TestWarehouse(Files.createTempDirectory("assay-service"));
            fill(warehouse);
            current = start(warehouse);
            shared = current;
            current.service.store().awaitCaughtUp(Duration.ofSeconds(60));
        }
        return current;
    }

    private static void fill(TestWarehouse warehouse) throws IOException {
        warehouse.define();
        warehouse.flights(
                "carrier_delays", Map.of("carrier", "UA"), Instant.parse("2013-07-01T12:00:00Z"), "r1", 10, 20);
        warehouse.flights("carrier_delays", Map.of("carrier", "UA"), Instant.parse("2013-07-01T02:00:00Z"), "r0", 7);
        warehouse.flights(
                "route_delays", Map.of("origin", "JFK", "dest", "LAX"), Instant.parse("2013-07-01T12:00:00Z"), "r1", 3);
        warehouse.latest(
                "airport_weather",
                Map.of("airport", "JFK"),
                Instant.parse("2013-07-01T12:00:00Z"),
                "w1",
                Map.of("temp", 71.6, "wind", 9.2));
        warehouse.latest(
                "airport_weather",
                Map.of("airport", "LGA"),
                Instant.parse("2013-07-01T01:00:00Z"),
                "w1",
                Map.of("temp", 70.0, "wind", 8.0));
        warehouse.latest(
                "plane_state",
                Map.of("plane_id", 1001L),
                Instant.parse("2013-07-01T11:00:00Z"),
                "r1",
                Map.of("last_origin", "J\"F\nK ü"));
        warehouse.latest(
                "wide",
                Map.of("plane_id", 1001L),
                Instant.parse("2013-07-01T11:00:00Z"),
                "r1",
                IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> "f" + i, i -> (double) i)));
        warehouse.run("r0", "flights", "published", NOW.minusSeconds(90), body("r0", "6112", "/data/a.csv"));
        warehouse.run("r1", "flights", "published", NOW.minusSeconds(60), body("r1", "6113", "/data/b.csv"));
    }

    private static String body(String run, String snapshot, String input) {
        return """
                {"run":"%s","dataset":"flights","contract":{"id":"flights-contract","version":"1.2.0"},
                "status":"published","rows":{"read":10,"published":9,"quarantined":1,"dropped":0,"warned":0},
                "rules":[{"rule":"carrier.required","column":"carrier","action":"quarantine","level":"row",
                "status":"fail","violations":1},{"rule":"origin.type","column":"origin","status":"pass","violations":0}],
                "snapshot":"%s","inputs":["%s"],"lineage_run":"3bb703d1-09c1-4a42-8da5-35a0b3216072"}""".formatted(run, snapshot, input);
    }

    /** A service over a warehouse, on any free port. */
    public static TestService start(TestWarehouse warehouse) throws IOException {
        Path project = Files.createTempDirectory("assay-project");
        Files.writeString(
                project.resolve("assay.yaml"),
                "assay: 1\nproject: flights\nwarehouse: %s\n".formatted(warehouse.root()));
        return new TestService(
                warehouse,
                AssayService.start(
                        ServiceOptions.parse("--assay.project=" + project, "--server.port=0", "--assay.clock=" + NOW)));
    }

    public TestWarehouse warehouse() {
        return warehouse;
    }

    public RunningService service() {
        return service;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Asks again until the answer is as wanted, a minute at most; then the last answer. */
    public HttpResponse<String> await(Call call, Predicate<HttpResponse<String>> wanted) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        HttpResponse<String> answer = call.ask();
        while (!wanted.test(answer) && System.nanoTime() < end) {
            Thread.onSpinWait();
            answer = call.ask();
        }
        return answer;
    }

    /** One request. */
    public interface Call {
        HttpResponse<String> ask() throws Exception;
    }

    /** What a service answers at some paths, by path. */
    public List<Integer> statuses(List<String> paths) throws Exception {
        ArrayList<Integer> statuses = new ArrayList<>();
        for (String path : paths) {
            statuses.add(get(path).statusCode());
        }
        return statuses;
    }
}
