package io.assay.jobs.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.json.Json;
import io.assay.jobs.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight days of the flights example, read by a training set and by the service: every key and feature of every example
 * service, at instants of every kind.
 */
class OnlineEqualsOfflineIT {
    private static final Path JAR = Path.of("..", "feature-store-api", "target", "assay-service.jar");
    private static final String LAST_HOUR = "2013-01-09T04:00:00Z";
    private static final String LAST_AT_LGA = "2013-01-08T15:00:00Z";

    /** Here new weather falls due, windows end and flights land; in the minute before nothing happens. */
    private static final Instant DUE = Instant.parse(LAST_AT_LGA);

    /** Here windows of all lengths end, and after it the weather of LGA is older than its ttl. */
    private static final Instant EDGE = DUE.plus(Duration.ofHours(6));

    private static final Instant BETWEEN = Instant.parse("2013-01-07T20:37:21.5Z");
    private static final Instant DAYS_LATER = Instant.parse("2013-01-11T06:30:00Z");
    private static final Duration BESIDE = Duration.ofMillis(1);

    /** The longest time until a commit is served: about a second on an idle machine. */
    private static final Duration FOLLOWED = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void everyValueIsTheSameAtEveryInstant() throws Exception {
        assertThat(JAR)
                .as("the service's jar; build it with ./mvnw -Dquick -DskipTests -pl feature-store-api -am package")
                .isRegularFile();
        FlightsExample flights = FlightsExample.in(folder.resolve("flights"));
        TestProject project = flights.project();
        flights.ingest("airlines", "airlines.csv.gz", "all", row -> true);
        flights.ingest("airports", "airports.csv.gz", "all", row -> true);
        flights.ingest(
                "weather",
                "weather.csv.gz",
                "days",
                row -> row.text("time_hour").compareTo(row.text("origin").equals("LGA") ? LAST_AT_LGA : LAST_HOUR)
                        <= 0);
        assertThat(ingestFlights(flights, "most", false)).isGreaterThan(5_000);
        compute(project);
        Instant landed = landed(project);
        BothSides sides = sides(project);

        sides.readOffline(List.of(
                BETWEEN,
                landed.minus(BESIDE),
                landed,
                EDGE.minus(BESIDE),
                EDGE,
                EDGE.plus(BESIDE),
                DAYS_LATER,
                DUE.minus(BESIDE),
                DUE));
        assertThat(sides.changes(landed.minus(BESIDE), landed)).isPositive();
        assertThat(sides.changes(EDGE.minus(BESIDE), EDGE)).isPositive();
        assertThat(sides.changes(EDGE, EDGE.plus(BESIDE))).isPositive();
        assertThat(sides.changes(DUE.minus(BESIDE), DUE)).isPositive();

        Duration start = Duration.ZERO;
        for (Instant instant :
                List.of(BETWEEN, landed.minus(BESIDE), landed, EDGE.minus(BESIDE), EDGE.plus(BESIDE), DAYS_LATER)) {
            long began = System.nanoTime();
            try (ServiceProcess service = start(project, new ClockOption.At(instant))) {
                start = Duration.ofNanos(System.nanoTime() - began);
                sides.compare(sides.ask(service), instant);
            }
        }
        whileItTicks(sides, project, start);
        whatFollows(sides, flights);
        assertThat(sides.filled()).isGreaterThan(0.9);
    }

    /**
     * The service's clock runs over an instant: its answers are those of just before, then those of the instant. Begins
     * again earlier where the service took so long to start that the instant had passed.
     */
    private static void whileItTicks(BothSides sides, TestProject project, Duration start) throws Exception {
        Map<String, JsonNode> before = Map.of();
        for (Duration ahead = start.multipliedBy(2); before.isEmpty(); ahead = ahead.multipliedBy(2)) {
            Instant from = DUE.minus(ahead);
            assertThat(from).isAfter(DUE.minus(Duration.ofMinutes(5))); // only the last answers before DUE are compared
            try (ServiceProcess service = start(project, new ClockOption.From(from))) {
                while (now(service).isBefore(DUE)) {
                    Map<String, JsonNode> answers = sides.ask(service);
                    before = now(service).isBefore(DUE) ? answers : before;
                }
                if (!before.isEmpty()) {
                    sides.compare(sides.ask(service), DUE);
                }
            }
        }
        sides.compare(before, DUE.minus(BESIDE));
    }

    /** Another batch is published and computed while the service is up. */
    private static void whatFollows(BothSides sides, FlightsExample flights) throws Exception {
        TestProject project = flights.project();
        try (ServiceProcess service = start(project, new ClockOption.At(EDGE));
                FollowedVersions followed = new FollowedVersions(service, sides.request())) {
            sides.compare(sides.ask(service), EDGE);
            ingestFlights(flights, "rest", true);
            for (JsonNode view : compute(project).path("views")) {
                if (!view.path("status").asText().equals("computed")) {
                    continue; // the weather's: it has no new batch
                }
                String name = view.path("view").asText();
                long version = view.path("table_version").asLong();
                Path commit = project.folder()
                        .resolve("warehouse/features/%s/%s/log/_delta_log/%020d.json"
                                .formatted(name, view.path("version").asText(), version));
                assertThat(Duration.between(
                                Files.getLastModifiedTime(commit).toInstant(), followed.whenServed(name, version)))
                        .as("%s followed to %d", name, version)
                        .isLessThan(FOLLOWED);
            }
            sides.readOffline(List.of(EDGE));
            sides.compare(sides.ask(service), EDGE);
        }
    }

    /** Of every ten flights the one, or the nine others. */
    private static long ingestFlights(FlightsExample flights, String part, boolean tenth) throws IOException {
        return flights.ingest(
                "flights",
                "flights/flights-2013-01.csv.gz",
                part,
                row -> Integer.parseInt(row.text("day")) <= 8
                        && row.text("flight").endsWith("3") == tenth);
    }

    private static JsonNode compute(TestProject project) {
        TestProject.Ended computed = project.report("compute");
        assertThat(computed.exit()).as(computed.err()).isZero();
        return computed.json();
    }

    /** When a delay became known, a minute or more from the edge of any tile. */
    private static Instant landed(TestProject project) {
        return project.sql("SELECT max(known) FROM features.carrier_delays"
                        + " WHERE known < '2013-01-08 20:00:00' AND pmod(unix_seconds(known), 300) <> 0")
                .head()
                .getTimestamp(0)
                .toInstant();
    }

    private static BothSides sides(TestProject project) {
        List<Row> carriers = project.sql("SELECT DISTINCT carrier FROM datasets.flights ORDER BY 1")
                .collectAsList();
        List<Row> routes = project.sql("SELECT DISTINCT origin, dest FROM datasets.flights ORDER BY 1, 2")
                .collectAsList();
        RequestedKeys keys = RequestedKeys.of(
                carriers.stream().map(row -> row.getString(0)).toList(),
                List.of("EWR", "JFK", "LGA"),
                routes.stream()
                        .map(row -> List.of(row.getString(0), row.getString(1)))
                        .toList());
        List<Row> weather =
                project.sql("SELECT origin, time_hour FROM datasets.weather").collectAsList();
        return new BothSides(project, keys, new ExpectedStatus(weather));
    }

    /** A service that is ready. */
    private static ServiceProcess start(TestProject project, ClockOption clock)
            throws IOException, InterruptedException {
        ServiceProcess service = new ServiceLauncher(project.folder(), Optional.empty(), FreePort.find(), clock)
                .start(JAR, "-XX:TieredStopAtLevel=1");
        service.waitUntilReady(Duration.ofMinutes(2));
        return service;
    }

    private static Instant now(ServiceProcess service) throws IOException, InterruptedException {
        String request = "{\"feature_service\": \"delay_model\", \"entities\": {\"carrier\": [], \"airport\": []}}";
        return Instant.parse(Json.MAPPER
                .readTree(service.post("/v1/provenance", request).body())
                .path("now")
                .asText());
    }
}
