package io.assay.jobs.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.json.Json;
import io.assay.jobs.serve.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One request to the service, its answer, and where the answer comes from.
 *
 * @param features as {@code /get-online-features} answers
 * @param provenance as {@code /v1/provenance} answers for the same request
 */
record ServedValue(JsonNode features, JsonNode provenance) {
    private static final String REQUEST =
            "{\"feature_service\": \"delay_model\", \"entities\": {\"carrier\": [\"B6\"], \"airport\": [\"JFK\"]}}";
    private static final String EXPLAINED = "mean_delay_3h";

    static ServedValue ask(ServiceProcess service, QuickstartSteps steps) throws IOException, InterruptedException {
        service.waitUntilReady(Duration.ofSeconds(90));
        steps.end("ready on port " + service.port());
        steps.begin("ask", "for the features of carrier B6 and airport JFK");
        steps.print("POST /get-online-features " + REQUEST);
        JsonNode features = post(service, "/get-online-features");
        steps.print(values(features));
        JsonNode provenance = post(service, "/v1/provenance");
        steps.print(origin(provenance));
        steps.end(EXPLAINED + " = " + value(provenance).path("value").asText("null"));
        return new ServedValue(features, provenance);
    }

    private static JsonNode post(ServiceProcess service, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = service.post(path, REQUEST);
        if (answer.statusCode() != 200) {
            throw new ExternalException(
                    "POST " + path,
                    "answered %d: %s".formatted(answer.statusCode(), answer.body()),
                    "see the service's log above");
        }
        return Json.MAPPER.readTree(answer.body());
    }

    private static String values(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.at("/metadata/feature_names").forEach(name -> names.add(name.asText()));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            JsonNode result = answer.path("results").path(i);
            String value = result.path("values").path(0).asText("null");
            String status = result.path("statuses").path(0).asText();
            lines.add("  %-20s %s".formatted(names.get(i), status.equals("PRESENT") ? value : value + ", " + status));
        }
        return String.join("\n", lines);
    }

    private static JsonNode value(JsonNode provenance) {
        for (JsonNode value : provenance.path("values")) {
            if (value.path("feature").asText().equals(EXPLAINED)) {
                return value;
            }
        }
        return Json.object();
    }

    private static String origin(JsonNode provenance) {
        JsonNode value = value(provenance);
        List<String> lines = new ArrayList<>();
        lines.add("Where %s comes from (POST /v1/provenance, or: ./assay explain):".formatted(EXPLAINED));
        lines.add("  table     %s, version %d"
                .formatted(
                        value.at("/feature_table/path").asText(),
                        value.at("/feature_table/version").asLong()));
        for (JsonNode run : value.path("runs")) {
            lines.add("  run       %s of %s: %s, %,d of %,d rows published"
                    .formatted(
                            run.path("run").asText(),
                            run.path("dataset").asText(),
                            run.at("/verdict/status").asText(),
                            run.at("/verdict/rows/published").asLong(),
                            run.at("/verdict/rows/read").asLong()));
            lines.add("  contract  %s %s"
                    .formatted(
                            run.at("/contract/id").asText(),
                            run.at("/contract/version").asText()));
            run.path("source_files").forEach(file -> lines.add("  file      " + file.asText()));
        }
        return String.join("\n", lines);
    }
}
