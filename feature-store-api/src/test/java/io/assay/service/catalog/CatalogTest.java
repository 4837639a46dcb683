package io.assay.service.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.service.TestService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /v1} over real HTTP. */
class CatalogTest {
    private final TestService service = TestService.shared();

    CatalogTest() throws Exception {}

    @Test
    void aViewShowsItsDefinitionAndHowFarItWasFollowed() throws Exception {
        JsonNode view = ok("/v1/views/carrier_delays");
        assertThat(view.path("kind").asText()).isEqualTo("window");
        assertThat(view.path("join_keys").toString()).isEqualTo("{\"carrier\":\"string\"}");
        assertThat(view.at("/source/dataset").asText()).isEqualTo("flights");
        assertThat(view.at("/features/1").toString())
                .isEqualTo(
                        "{'name':'mean_delay_3h','type':'double','of':'arr_delay','aggregate':'mean','over':'3h','hop':'5m'}"
                                .replace('\'', '"'));
        assertThat(view.at("/followed/table_version").asLong()).isEqualTo(1);
        assertThat(view.at("/followed/caught_up").asBoolean()).isTrue();
        assertThat(ok("/v1/views/airport_weather").path("ttl").asText()).isEqualTo("6h");
    }

    @Test
    void viewsServicesAndEntitiesAreListedByName() throws Exception {
        assertThat(ok("/v1/views").path("views").findValuesAsText("kind")).hasSize(6);
        assertThat(ok("/v1/views").at("/views/0/name").asText()).isEqualTo("airport_state");
        assertThat(ok("/v1/services").at("/services/0/features/2").toString())
                .isEqualTo(
                        "{'view':'airport_weather','feature':'temp','full_name':'airport_weather__temp','type':'double'}"
                                .replace('\'', '"'));
        assertThat(ok("/v1/services/delay_model").path("features")).hasSize(3);
        assertThat(ok("/v1/entities").path("entities").toString())
                .contains("{\"name\":\"route\",\"join_keys\":{\"origin\":\"string\",\"dest\":\"string\"}}");
    }

    @Test
    void aDatasetShowsItsContractAndItsNewestRun() throws Exception {
        JsonNode dataset = ok("/v1/datasets/flights");
        assertThat(dataset.path("contract").toString())
                .isEqualTo("{\"id\":\"flights-contract\",\"version\":\"1.2.0\"}");
        assertThat(dataset.at("/last_run/run").asText()).isEqualTo("r1");
        assertThat(dataset.at("/last_run/rows/published").asInt()).isEqualTo(9);
        assertThat(dataset.at("/columns/0/name").asText()).isEqualTo("carrier");
        assertThat(ok("/v1/datasets").path("datasets")).hasSize(2);
    }

    @Test
    void runsComeNewestFirst() throws Exception {
        JsonNode runs = ok("/v1/datasets/flights/runs");
        assertThat(runs.path("runs").findValuesAsText("run")).containsExactly("r1", "r0");
        assertThat(runs.at("/runs/0/broken_rules").toString()).isEqualTo("[\"carrier.required\"]");
        assertThat(runs.at("/runs/0/inputs/0").asText()).isEqualTo("/data/b.csv");
        assertThat(ok("/v1/datasets/flights/runs?limit=1").path("runs")).hasSize(1);
        assertThat(ok("/v1/datasets/weather/runs").path("runs")).isEmpty();
    }

    @Test
    void problemsShowNoSecretsAndNoControlCharacters() throws Exception {
        HttpResponse<String> unknown = service.get("/v1/datasets/x%3Fpassword=S3cr3t%C2%9B31m%E2%80%AE");
        JsonNode problem = TestService.JSON.readTree(unknown.body());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(problem.path("detail").asText())
                .startsWith("dataset x?password=***")
                .doesNotContain("S3cr3t", "\u009b", "\u202e");
        HttpResponse<String> feature = service.post(
                "/get-online-features", "{\"features\":[\"x\u009b31m:y\"]," + "\"entities\":{\"carrier\":[\"UA\"]}}");
        assertThat(feature.statusCode()).isEqualTo(404);
        assertThat(feature.body()).doesNotContain("\u009b").contains("u009b31m");
    }

    @Test
    void qualityIsTheNewestVerdictRuleByRuleWithItsMetrics() throws Exception {
        JsonNode quality = ok("/v1/datasets/flights/quality");
        assertThat(quality.at("/run/run").asText()).isEqualTo("r1");
        assertThat(quality.path("rules").findValuesAsText("rule")).containsExactly("carrier.required", "origin.type");
        assertThat(quality.at("/rules/0/violations").asInt()).isEqualTo(1);
        assertThat(quality.at("/metrics/0").toString())
                .isEqualTo("{\"name\":\"completeness\",\"column\":\"carrier\",\"value\":0.99}");
        assertThat(ok("/v1/datasets/weather/quality").path("rules")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/views/nope | 404 | view nope: there is none of this name; there are airport_state, airport_weather, carrier_delays,"
                        + " plane_state, route_delays, wide",
                "/v1/services/nope | 404 | service nope: there is none of this name; there are delay_model",
                "/v1/datasets/nope | 404 | dataset nope: there is none of this name; there are flights, weather",
                "/v1/datasets/nope/runs | 404 | dataset nope: there is none of this name; there are flights, weather",
                "/v1/datasets/flights/runs?limit=0 | 400 | limit: 0 is not above zero; give 1 or more",
                "/v1/nothing | 404 | No static resource v1/nothing.",
            })
    void errorsAreProblems(String path, int status, String detail) throws Exception {
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestService.JSON.readTree(answer.body()).path("detail").asText())
                .isEqualTo(detail);
    }

    @Test
    void theRootListsWhatIsHere() throws Exception {
        assertThat(service.get("/").body()).contains("Assay: flights", "/v1/views", "2013-07-01T12:3");
    }

    private JsonNode ok(String path) throws Exception {
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestService.JSON.readTree(answer.body());
    }
}
