package io.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.assay.service.warehouse.TestWarehouse;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A service over a warehouse that fills while it runs. */
class FollowingTest {
    private static final String ASK =
            "{\"features\":[\"carrier_delays:flights_1d\"],\"entities\":{\"carrier\":[\"UA\"]}}";

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    /** After the service has started: Spring Boot sets logging up anew. */
    private void listen() {
        logged.start();
        ((Logger) LoggerFactory.getLogger("io.assay.online")).addAppender(logged);
    }

    @AfterEach
    void listenNoMore() {
        ((Logger) LoggerFactory.getLogger("io.assay.online")).detachAppender(logged);
    }

    @Test
    void anEmptyWarehouseIsServedAndWhatComesIsFollowed() throws Exception {
        TestWarehouse warehouse = new TestWarehouse(folder);
        TestService service = TestService.start(warehouse);
        listen();
        try (RunningService running = service.service()) {
            assertThat(running.port()).isPositive();
            assertThat(service.post("/get-online-features", ASK).statusCode()).isEqualTo(404);
            HttpResponse<String> ready = service.await(
                    () -> service.get("/actuator/health/readiness"), answer -> answer.statusCode() == 200);
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(service.get("/v1/views").body()).isEqualTo("{\"views\":[]}");
            warehouse.define();
            warehouse.flights(
                    "carrier_delays", Map.of("carrier", "UA"), Instant.parse("2013-07-01T12:00:00Z"), "r1", 1);
            HttpResponse<String> first = service.await(
                    () -> service.post("/get-online-features", ASK),
                    answer -> answer.body().contains("\"values\":[1]"));
            assertThat(first.body()).contains("\"values\":[1]");
            warehouse.flights(
                    "carrier_delays", Map.of("carrier", "UA"), Instant.parse("2013-07-01T12:05:00Z"), "r2", 1, 1);
            HttpResponse<String> next = service.await(
                    () -> service.post("/get-online-features", ASK),
                    answer -> answer.body().contains("\"values\":[3]"));
            assertThat(next.body()).contains("\"values\":[3]");
        }
        // each view once, and no commit
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement(InstanceOfAssertFactories.STRING)
                .matches("view carrier_delays is complete: definition [0-9a-f]{8}, version \\d of its table");
    }

    @Test
    void aRetiredViewIsNotFoundAndComesBackWhenItIsLiveAgain() throws Exception {
        TestWarehouse warehouse = new TestWarehouse(folder);
        warehouse.define();
        Instant hour = Instant.parse("2013-07-01T12:00:00Z");
        warehouse.flights("carrier_delays", Map.of("carrier", "UA"), hour, "r1", 1);
        TestService service = TestService.start(warehouse);
        try (RunningService running = service.service()) {
            assertThat(running.store().awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            assertThat(service.post("/get-online-features", ASK).statusCode()).isEqualTo(200);
            warehouse.view("carrier_delays", false, hour);
            HttpResponse<String> gone = service.await(
                    () -> service.post("/get-online-features", ASK), answer -> answer.statusCode() != 200);
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.body()).contains("FeatureViewNotFoundException");
            assertThat(service.get("/v1/views/carrier_delays").statusCode()).isEqualTo(404);
            warehouse.view("carrier_delays", true, hour.plusSeconds(1));
            HttpResponse<String> back = service.await(
                    () -> service.post("/get-online-features", ASK), answer -> answer.statusCode() == 200);
            assertThat(back.body()).contains("\"values\":[1]");
        }
    }
}
