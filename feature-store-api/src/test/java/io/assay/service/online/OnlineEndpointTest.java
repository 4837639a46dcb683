package io.assay.service.online;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.service.TestService;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feast's protocol over real HTTP. */
class OnlineEndpointTest {
    private static final String NEVER = "1970-01-01T00:00:00Z";
    private final TestService service = TestService.shared();

    OnlineEndpointTest() throws Exception {}

    @Test
    void anAnswerIsFeastsByteForByte() throws Exception {
        assertThat(ok("{'features':['carrier_delays:mean_delay_3h','carrier_delays:flights_1d'],"
                                + "'entities':{'carrier':['UA','ZZ']}}")
                        .body())
                .isEqualTo("{'results':[".replace('\'', '"')
                        + ("{'values':['UA','ZZ'],'statuses':['PRESENT','PRESENT'],'event_timestamps':['%1$s','%1$s']},"
                                        + "{'values':[15.0,null],'statuses':['PRESENT','NOT_FOUND'],"
                                        + "'event_timestamps':['2013-07-01T12:00:00Z','%1$s']},"
                                        + "{'values':[3,0],'statuses':['PRESENT','PRESENT'],"
                                        + "'event_timestamps':['2013-07-01T12:00:00Z','%1$s']}],"
                                        + "'metadata':{'feature_names':['carrier','mean_delay_3h','flights_1d']}}")
                                .formatted(NEVER)
                                .replace('\'', '"'));
    }

    @Test
    void aServiceAnswersItsFeaturesAndWinsOverAList() throws Exception {
        JsonNode answer = json(ok("{'feature_service':'delay_model','features':['nope'],"
                + "'entities':{'airport':['JFK'],'carrier':['UA']},'full_feature_names':true}"));
        assertThat(names(answer))
                .containsExactly(
                        "airport",
                        "carrier",
                        "carrier_delays__flights_1d",
                        "carrier_delays__mean_delay_3h",
                        "airport_weather__temp");
        assertThat(answer.at("/results/4/values/0").asDouble()).isEqualTo(71.6);
    }

    @Test
    void aValuePastItsTtlIsNullAndSaysSo() throws Exception {
        JsonNode answer = json(ok("{'features':['airport_weather:temp'],'entities':{'airport':['LGA']}}"));
        assertThat(answer.at("/results/1/values/0").isNull()).isTrue();
        assertThat(answer.at("/results/1/statuses/0").asText()).isEqualTo("OUTSIDE_MAX_AGE");
    }

    @Test
    void stringKeysOfALongAreCoercedAndTextsEscaped() throws Exception {
        JsonNode answer = json(ok("{'features':['plane_state:last_origin'],'entities':{'plane_id':['1001',1001,7]}}"));
        assertThat(answer.at("/results/0/values").toString()).isEqualTo("[1001,1001,7]");
        assertThat(answer.at("/results/1/values/0").asText()).isEqualTo("J\"F\nK ü");
        assertThat(answer.at("/results/1/values/1").asText()).isEqualTo("J\"F\nK ü");
        assertThat(answer.at("/results/1/statuses/2").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aKeyWithADecimalPointIsReadExactlyAndNotAsADouble() throws Exception {
        JsonNode answer = json(
                ok("{'features':['plane_state:last_origin'],'entities':{'plane_id':[1001.0,9007199254740993.0]}}"));
        assertThat(answer.at("/results/0/values").toString()).isEqualTo("[1001,9007199254740993]");
        assertThat(answer.at("/results/1/statuses").toString()).isEqualTo("[\"PRESENT\",\"NOT_FOUND\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1.9|1.9",
                "true|true",
                "'abc'|abc",
                "'1.9'|1.9",
                "1e60|1E+60",
                "1e-400|1E-400",
                "1001.0000000000000000000001|1001.0000000000000000000001"
            })
    void aKeyThatIsNotOfTheEntitysTypeIsReportedWithItsRow(String key, String shown) throws Exception {
        HttpResponse<String> answer =
                ask("{'features':['plane_state:last_origin'],'entities':{'plane_id':[1001,%s]}}".formatted(key));
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode detail = json(answer).at("/detail/0");
        assertThat(detail.path("loc").toString()).isEqualTo("[\"body\",\"entities\",\"plane_id\",1]");
        assertThat(detail.path("msg").asText())
                .isEqualTo(
                        "'%s' in row 1 is not a valid long, the type of join key 'plane_id'; send an integer, or one as a string"
                                .formatted(shown));
        assertThat(detail.path("input").asText()).isEqualTo(shown);
    }

    @Test
    void aNullAnUnknownAndAMissingKeyGiveDefaults() throws Exception {
        JsonNode answer = json(ok("{'features':['plane_state:temp','plane_state:last_origin'],"
                + "'entities':{'plane_id':[1001,null,55]}}"));
        assertThat(answer.at("/results/1/values").toString()).isEqualTo("[-1.0,-1.0,-1.0]");
        assertThat(answer.at("/results/1/statuses").toString()).isEqualTo("[\"PRESENT\",\"PRESENT\",\"PRESENT\"]");
        assertThat(answer.at("/results/2/statuses").toString()).isEqualTo("[\"PRESENT\",\"NOT_FOUND\",\"NOT_FOUND\"]");
    }

    @Test
    void compositeKeysAreOneKeyAndAMissingPartFindsNothing() throws Exception {
        String features = "{'features':['route_delays:route_flights_1d'],'entities':";
        JsonNode response = json(ok(features + "{'dest':['LAX','JFK'],'origin':['JFK','LAX']}}"));
        assertThat(names(response)).containsExactly("dest", "origin", "route_flights_1d");
        assertThat(response.at("/results/2/values").toString()).isEqualTo("[1,0]");
        JsonNode part = json(ok(features + "{'origin':['JFK']}}"));
        assertThat(part.at("/results/1/values").toString()).isEqualTo("[null]");
        assertThat(part.at("/results/1/statuses/0").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void rowsAreAnsweredRowForRowNullsGiveNullsAndUnknownColumnsAreLeftOut() throws Exception {
        JsonNode answer = json(ok("{'features':['carrier_delays:flights_1d'],"
                + "'entities':{'carrier':['UA',null,'UA'],'tailnum':[1,2,3]},'mine':{'a':[1]}}"));
        assertThat(names(answer)).containsExactly("carrier", "flights_1d");
        assertThat(answer.at("/results/1/values").toString()).isEqualTo("[3,null,3]");
    }

    @Test
    void anEmptyListIsAnsweredWithEmptyLists() throws Exception {
        assertThat(ok("{'features':['carrier_delays:flights_1d'],'entities':{'carrier':[]}}")
                        .body())
                .isEqualTo(("{'results':[{'values':[],'statuses':[],'event_timestamps':[]},"
                                + "{'values':[],'statuses':[],'event_timestamps':[]}],"
                                + "'metadata':{'feature_names':['carrier','flights_1d']}}")
                        .replace('\'', '"'));
    }

    @Test
    void anEntitysNameIsAcceptedForItsKeyAndVersionsMayBeNamed() throws Exception {
        assertThat(names(json(ok("{'features':['plane_state@latest:last_origin'],'entities':{'plane':[1001]}}"))))
                .containsExactly("plane_id", "last_origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/json; charset=utf-8"})
    void anyContentTypeAndATrailingSlashAreTaken(String type) throws Exception {
        HttpResponse<String> answer = service.send(HttpRequest.newBuilder(service.uri("/get-online-features/"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(
                        "{\"features\":[\"carrier_delays:flights_1d\"],\"entities\":{\"carrier\":[\"UA\"]}}")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'features':['nope:x'],'entities':{'a':[1]}} | FeatureViewNotFoundException |"
                        + " Feature view nope does not exist in project flights",
                "{'feature_service':'nope','entities':{'a':[1]}} | FeatureServiceNotFoundException |"
                        + " Feature service nope does not exist in project flights",
            })
    void unknownNamesAreReportedAsFeastsClientReadsThem(String body, String type, String message) throws Exception {
        HttpResponse<String> answer = ask(body);
        assertThat(answer.statusCode()).isEqualTo(404);
        JsonNode inner = TestService.JSON.readTree(json(answer).asText());
        assertThat(inner.path("module").asText()).isEqualTo("feast.errors");
        assertThat(inner.path("class").asText()).isEqualTo(type);
        assertThat(inner.path("message").asText()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                      | missing      | ['body']",
                "{'features':['a:b']}                                    | missing      | ['body','entities']",
                "[1]                                                     | model_attributes_type | ['body']",
                "{'entities':[1]}                                        | dict_type    | ['body','entities']",
                "{'entities':{'carrier':'UA'}}                           | list_type    | ['body','entities','carrier']",
                "{'entities':{'carrier':[[1]]}}                          | scalar_type  | ['body','entities','carrier',0]",
                "{'entities':{},'features':'a:b'}                        | list_type    | ['body','features']",
                "{'entities':{},'features':['a:b',1]}                    | string_type  | ['body','features',1]",
                "{'entities':{},'feature_service':1}                     | string_type  | ['body','feature_service']",
                "{'entities':{},'full_feature_names':1}                  | bool_type    | ['body','full_feature_names']",
                "{'entities':{'carrier':['UA']}}                         | value_error  | ['body','features']",
                "{'entities':{'carrier':['UA']},'features':['name']}     | value_error  | ['body','features',0]",
                "{'entities':{'carrier':['UA']},'features':['carrier_delays:x']}          | value_error | ['body','features',0]",
                "{'entities':{'origin':['UA']},'features':['carrier_delays:flights_1d']}  | value_error | ['body','entities']",
                "{'entities':{'carrier':['UA'],'x':[1,2]},'features':['carrier_delays:flights_1d']} | value_error |"
                        + " ['body','entities','x']",
                "{'entities':{'airport':['A'],'carrier':['UA']},'features':['airport_state:carrier','carrier_delays:flights_1d']} |"
                        + " value_error | ['body','features']",
                "{'entities':{'airport':['A'],'plane_id':[1]},'features':['plane_state:temp','airport_weather:temp']} |"
                        + " value_error | ['body','features']",
            })
    void invalidRequestsAreReportedInFastApisShape(String body, String type, String place) throws Exception {
        HttpResponse<String> answer = ask(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        JsonNode detail = json(answer).path("detail").path(0);
        assertThat(detail.path("type").asText()).isEqualTo(type);
        assertThat(detail.path("loc").toString()).isEqualTo(place.replace('\'', '"'));
        assertThat(detail.path("msg").asText()).isNotBlank();
        assertThat(detail.has("input")).isTrue();
    }

    @Test
    void brokenJsonIsReportedWithItsPlace() throws Exception {
        HttpResponse<String> answer = ask("{'entities':{'a':[1,}}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/detail/0/type").asText()).isEqualTo("json_invalid");
        assertThat(json(answer).at("/detail/0/loc/1").asInt()).isBetween(19, 21);
    }

    @Test
    void deepNestingIsRefusedEverywhere() throws Exception {
        assertThat(ask("{'entities':{},'x':" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aBodyTooLargeIsRefused() throws Exception {
        String keys = "'UA',".repeat(900_000);
        HttpResponse<String> answer = ask("{'entities':{'carrier':[" + keys + "'UA']},'features':[]}");
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void aClientStillSendingABodyTooLargeSeesTheError() throws Exception {
        String large = " ".repeat(48 << 20);
        for (int i = 0; i < 3; i++) {
            assertThat(ask(large).statusCode()).isEqualTo(413);
            assertThat(inChunks(large).statusCode()).isEqualTo(413);
        }
    }

    @Test
    void aBodyTooLargeThatIsNotYetSentIsRefusedAtOnce() throws Exception {
        try (Socket socket = new Socket("localhost", service.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            String head = String.join(
                    "\r\n",
                    "POST /get-online-features HTTP/1.1",
                    "Host: localhost",
                    "Content-Length: 50000000",
                    "Expect: 100-continue",
                    "",
                    "");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertThat(status).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void anAnswerTooLargeIsRefused() throws Exception {
        String keys = "1,".repeat(260_000);
        HttpResponse<String> answer = ask("{'entities':{'plane_id':[" + keys + "1]},'features':['plane_state:temp']}");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).path("detail").asText()).contains("260001 rows of 1 features");
    }

    @Test
    void aBodyOfUnknownLengthIsReadUpToTheLimit() throws Exception {
        String small = "{\"features\":[\"carrier_delays:flights_1d\"],\"entities\":{\"carrier\":[\"UA\"]}}";
        assertThat(inChunks(small).statusCode()).isEqualTo(200);
        HttpResponse<String> large = inChunks(small + " ".repeat(4 << 20));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(json(large).path("detail").asText())
                .isEqualTo("the body is over 4194304 bytes; send fewer rows at once");
    }

    private HttpResponse<String> inChunks(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return service.send(HttpRequest.newBuilder(service.uri("/get-online-features"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
    }

    @Test
    void allComputedFeaturesCountNotOnlyTheRequestedOnes() throws Exception {
        String many =
                IntStream.range(0, 100).mapToObj(i -> "'wide:f%d'".formatted(i)).collect(Collectors.joining(","));
        assertThat(ask("{'features':[" + many + "],'entities':{'plane_id':[" + "1,".repeat(2_499) + "1]}}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer =
                ask("{'features':['wide:f0'],'entities':{'plane_id':[" + "1,".repeat(25_000) + "1]}}");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).path("detail").asText())
                .isEqualTo("25001 rows of views with 100 features compute more than 2500000 values: all features of a"
                        + " view are computed together; send fewer rows at once");
        JsonNode most = json(
                ok("{'features':['wide:f7','wide:f3'],'entities':{'plane_id':[1001" + ",1".repeat(24_999) + "]}}"));
        assertThat(names(most)).containsExactly("plane_id", "f7", "f3");
        assertThat(most.at("/results/1/values/0").asInt()).isEqualTo(7);
        assertThat(most.at("/results/2/values/0").asInt()).isEqualTo(3);
        assertThat(most.at("/results/2/values")).hasSize(25_000);
    }

    @Test
    void otherMethodsAreNotAllowed() throws Exception {
        HttpResponse<String> answer = service.get("/get-online-features");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/push", "/write-to-online-store"})
    void writesAreNotSupportedAndTheResponseSaysWhy(String path) throws Exception {
        HttpResponse<String> answer = service.post(path, "{}");
        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(json(answer).path("detail").asText()).contains("past the gate");
    }

    @Test
    void healthIsEmptyAnd200() throws Exception {
        HttpResponse<String> answer = service.get("/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    private HttpResponse<String> ok(String body) throws Exception {
        HttpResponse<String> answer = ask(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return answer;
    }

    private HttpResponse<String> ask(String body) throws Exception {
        return service.post("/get-online-features", body.replace('\'', '"'));
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return TestService.JSON.readTree(answer.body());
    }

    private static List<String> names(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.at("/metadata/feature_names").forEach(name -> names.add(name.asText()));
        return names;
    }
}
