package io.assay.service.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.service.TestService;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineageEndpointTest {
    private final TestService service = TestService.shared();

    LineageEndpointTest() throws Exception {}

    private static String event(UUID run, String type, String time, String job, String input, String output) {
        return """
                {"eventTime":"%s","eventType":"%s","producer":"https://example.org","run":{"runId":"%s"},
                "job":{"namespace":"flights","name":"%s"},"inputs":[{"namespace":"file","name":"%s"}],
                "outputs":[{"namespace":"file","name":"%s"}]}""".formatted(time, type, run, job, input, output);
    }

    @Test
    void anEventThatIsPostedIsKeptBesideTheJobsAndAnswered() throws Exception {
        UUID run = new UUID(1, 1);
        String event = event(run, "COMPLETE", "2026-01-31T12:00:00Z", "ingest.a", "/in.csv", "/wh/a");
        assertThat(service.post("/api/v1/lineage", event).statusCode()).isEqualTo(201);
        assertThat(service.post("/api/v1/lineage", event).statusCode()).isEqualTo(201);
        Path file = service.warehouse()
                .root()
                .resolve("assay/lineage/2026-01-31/1769860800000-%s-COMPLETE.json".formatted(run));
        assertThat(Files.readString(file)).isEqualTo(event);
        JsonNode graph = json(service.get("/api/v1/lineage?nodeId=dataset:file:/wh/a&depth=1"));
        assertThat(graph.at("/graph").findValuesAsText("id")).contains("job:flights:ingest.a", "dataset:file:/in.csv");
        assertThat(graph.at("/graph/2/type").asText()).isEqualTo("JOB");
        assertThat(graph.at("/graph/2/inEdges").toString())
                .isEqualTo("[{\"origin\":\"dataset:file:/in.csv\",\"destination\":\"job:flights:ingest.a\"}]");
        assertThat(graph.at("/graph/2/data/latestRun/state").asText()).isEqualTo("COMPLETED");
        assertThat(graph.at("/graph/2/data/latestRun/id").asText()).isEqualTo(run.toString());
    }

    @Test
    void eventsThatJobsWriteAppearByThemselves() throws Exception {
        Path day = Files.createDirectories(service.warehouse().root().resolve("assay/lineage/2026-02-01"));
        String event = event(new UUID(2, 2), "COMPLETE", "2026-02-01T00:00:00Z", "compute.b", "/wh/a", "/wh/b");
        Files.writeString(day.resolve("1769904000000-%s-COMPLETE.json".formatted(new UUID(2, 2))), event);
        Files.writeString(day.resolve("1769904000000-broken.json"), "{");
        HttpResponse<String> answer = service.await(
                () -> service.get("/api/v1/lineage?nodeId=job:flights:compute.b"), a -> a.statusCode() == 200);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("graph").findValuesAsText("id")).contains("dataset:file:/wh/b");
    }

    @Test
    void eventsAreAnsweredByTimeNewestFirstPageByPage() throws Exception {
        for (int i = 0; i < 3; i++) {
            service.post(
                    "/api/v1/lineage",
                    event(new UUID(3, i), "START", "2020-01-0%dT00:00:00Z".formatted(i + 1), "old", "/x", "/y"));
        }
        String span = "/api/v1/events/lineage?after=2020-01-01T00:00:00Z&before=2020-01-04T00:00:00Z";
        JsonNode page = json(service.get(span + "&limit=2"));
        assertThat(page.path("totalCount").asInt()).isEqualTo(3);
        assertThat(page.path("events").findValuesAsText("eventTime"))
                .containsExactly("2020-01-03T00:00:00Z", "2020-01-02T00:00:00Z");
        assertThat(json(service.get(span + "&limit=2&offset=2&sortDirection=asc"))
                        .path("events")
                        .findValuesAsText("eventTime"))
                .containsExactly("2020-01-03T00:00:00Z");
    }

    @Test
    void aMalformedEventIsAProblemWithThePlaceOfTheFault() throws Exception {
        HttpResponse<String> answer = service.post(
                "/api/v1/lineage",
                "{\"eventTime\":\"2020-01-01T00:00:00Z\",\"producer\":\"p\",\"job\":{\"name\":\"j\"}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("at").asText()).isEqualTo("$.job.namespace");
        assertThat(json(answer).path("detail").asText())
                .isEqualTo("$.job.namespace: is missing; the specification requires it");
        assertThat(service.post("/api/v1/lineage", "").statusCode()).isEqualTo(400);
    }

    @Test
    void anInvalidQueryIsRefusedWithTheNameOfTheParameter() throws Exception {
        assertThat(service.get("/api/v1/lineage?nodeId=job:flights:nope").statusCode())
                .isEqualTo(404);
        assertThat(service.get("/api/v1/lineage").statusCode()).isEqualTo(400);
        assertThat(json(service.get("/api/v1/lineage?nodeId=run:1"))
                        .path("detail")
                        .asText())
                .isEqualTo("nodeId: 'run:1' names no node; write dataset:NAMESPACE:NAME or job:NAMESPACE:NAME");
        assertThat(service.get("/api/v1/lineage?nodeId=job:a:b&depth=-1").statusCode())
                .isEqualTo(400);
        assertThat(json(service.get("/api/v1/events/lineage?after=yesterday"))
                        .path("detail")
                        .asText())
                .isEqualTo("after: 'yesterday' is not a valid time; write it as 2026-01-31T12:00:00Z");
        assertThat(service.get("/api/v1/events/lineage?sortDirection=up").statusCode())
                .isEqualTo(400);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return TestService.JSON.readTree(answer.body());
    }
}
