package io.assay.service.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.service.TestService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    private final TestService service = TestService.shared();

    ProvenanceTest() throws Exception {}

    @Test
    void aWindowsValueLeadsToItsTilesRunsContractsVerdictsAndFiles() throws Exception {
        JsonNode value = ask("{'features':['carrier_delays:flights_1d'],'entities':{'carrier':['UA']}}")
                .at("/values/0");
        assertThat(value.path("view").asText()).isEqualTo("carrier_delays");
        assertThat(value.path("view_version").asText()).matches("[0-9a-f]{8}");
        assertThat(value.path("value").asInt()).isEqualTo(3);
        assertThat(value.path("entity").toString()).isEqualTo("{\"carrier\":\"UA\"}");
        assertThat(value.path("tiles").toString())
                .isEqualTo(("{'window_start':'2013-06-30T12:00:00Z','first':'2013-07-01T02:00:00Z',"
                                + "'last':'2013-07-01T12:00:00Z'}")
                        .replace('\'', '"'));
        assertThat(value.at("/feature_table/version").asInt()).isEqualTo(1);
        assertThat(value.at("/feature_table/path").asText()).endsWith("/log");
        assertThat(value.path("runs").findValuesAsText("run")).containsExactly("r0", "r1");
        JsonNode run = value.at("/runs/1");
        assertThat(run.path("dataset").asText()).isEqualTo("flights");
        assertThat(run.path("snapshot").asText()).isEqualTo("6113");
        assertThat(run.path("contract").toString()).isEqualTo("{\"id\":\"flights-contract\",\"version\":\"1.2.0\"}");
        assertThat(run.at("/verdict/status").asText()).isEqualTo("published");
        assertThat(run.at("/verdict/broken_rules").toString()).isEqualTo("[\"carrier.required\"]");
        assertThat(run.path("source_files").toString()).isEqualTo("[\"/data/b.csv\"]");
    }

    @Test
    void aLatestValueLeadsToItsRowAndARunNobodyLoggedIsNamedAlone() throws Exception {
        JsonNode value = ask("{'features':['airport_weather:temp'],'entities':{'airport':['JFK']}}")
                .at("/values/0");
        assertThat(value.path("row_time").asText()).isEqualTo("2013-07-01T12:00:00Z");
        assertThat(value.path("event_time").asText()).isEqualTo("2013-07-01T12:00:00Z");
        assertThat(value.path("runs").toString()).isEqualTo("[{\"run\":\"w1\",\"source_files\":[]}]");
    }

    @Test
    void aKeyNeverSeenHasValuesWithoutRuns() throws Exception {
        JsonNode values = ask("{'feature_service':'delay_model','entities':{'carrier':['ZZ'],'airport':['ZZ']}}")
                .path("values");
        assertThat(values).hasSize(3);
        assertThat(values.findValuesAsText("status")).containsExactly("PRESENT", "NOT_FOUND", "NOT_FOUND");
        assertThat(values.at("/0/runs")).isEmpty();
    }

    @Test
    void requestsThatCannotBeAnsweredAreProblems() throws Exception {
        HttpResponse<String> answer = service.post("/v1/provenance", "{\"features\":[\"nope:x\"],\"entities\":{}}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(service.post("/v1/provenance", "").statusCode()).isEqualTo(422);
        String many = "\"UA\",".repeat(2_000) + "\"UA\"";
        assertThat(service.post(
                                "/v1/provenance",
                                "{\"features\":[\"carrier_delays:flights_1d\"],\"entities\":{\"carrier\":[%s]}}"
                                        .formatted(many))
                        .statusCode())
                .isEqualTo(413);
    }

    private JsonNode ask(String body) throws Exception {
        HttpResponse<String> answer = service.post("/v1/provenance", body.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestService.JSON.readTree(answer.body());
    }
}
