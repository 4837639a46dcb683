package io.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators ask: health, metrics, the description of the interface. */
class OperationsTest {
    private final TestService service = TestService.shared();

    OperationsTest() throws Exception {}

    @Test
    void aliveAndReadyOnceAllIsFollowed() throws Exception {
        assertThat(service.statuses(List.of("/actuator/health/liveness", "/actuator/health/readiness")))
                .containsExactly(200, 200);
        JsonNode ready = TestService.JSON.readTree(
                service.get("/actuator/health/readiness").body());
        assertThat(ready.at("/components/following/details/carrier_delays/caught_up")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void prometheusHasFeastsNames() throws Exception {
        service.post(
                "/get-online-features",
                "{\"features\":[\"carrier_delays:flights_1d\"],\"entities\":{\"carrier\":[\"UA\"]}}");
        service.await(
                () -> service.get("/actuator/prometheus"),
                answer -> answer.body().contains("feast_feature_freshness_seconds{"));
        assertThat(service.get("/actuator/prometheus").body())
                .contains("feast_feature_server_request_total{endpoint=\"/get-online-features\",status=\"success\"}")
                .contains("feast_feature_server_request_latency_seconds_bucket{endpoint=\"/get-online-features\","
                        + "feature_count=\"1\",feature_view_count=\"1\",le=\"0.005\"}")
                .contains("feast_online_features_request_total ")
                .contains("feast_online_features_entity_count_bucket{le=\"1.0\"}")
                .contains("feast_online_features_status_total{feature_view=\"carrier_delays\",status=\"PRESENT\"}")
                .contains("feast_feature_freshness_seconds{feature_view=\"carrier_delays\",project=\"flights\"}")
                .contains("assay_feature_table_version{feature_view=\"carrier_delays\",project=\"flights\"} 1.0");
    }

    @Test
    void theInterfaceIsDescribedAsItWasReviewed() throws Exception {
        ObjectNode api = (ObjectNode)
                TestService.JSON.readTree(service.get("/v3/api-docs").body());
        api.remove("servers");
        Path golden = Path.of("src/test/golden/openapi.json");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(
                    golden, TestService.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(api) + "\n");
        }
        assertThat(api).isEqualTo(TestService.JSON.readTree(Files.readString(golden)));
    }
}
