package io.assay.jobs.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A run whose rows are in a value: what it published, under which contract, with which verdict, from which files.
 *
 * @param body the run's document in the log
 */
record RunOrigin(String run, String dataset, String status, Instant at, JsonNode body) {

    static RunOrigin of(String run, String dataset, String status, Instant at, String body) {
        try {
            return new RunOrigin(run, dataset, status, at, new ObjectMapper().readTree(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("document of run " + run, e);
        }
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("run", run).put("dataset", dataset);
        if (body.hasNonNull("snapshot")) {
            json.put("snapshot", body.path("snapshot").asText());
        }
        if (body.path("contract").hasNonNull("id")) {
            json.putObject("contract")
                    .put("id", body.path("contract").path("id").asText())
                    .put("version", body.path("contract").path("version").asText());
        }
        ObjectNode verdict = json.putObject("verdict").put("status", status);
        ObjectNode rows = verdict.putObject("rows");
        body.path("rows").properties().forEach(count -> rows.set(count.getKey(), count.getValue()));
        broken().forEach(verdict.putArray("broken_rules")::add);
        files().forEach(json.putArray("source_files")::add);
        json.put("at", at.toString());
        if (body.hasNonNull("lineage_run")) {
            json.put("lineage_run", body.path("lineage_run").asText());
        }
        return json;
    }

    String text() {
        JsonNode contract = body.path("contract");
        JsonNode rows = body.path("rows");
        return "  run       %s (%s, %s): %s, %,d of %,d rows published%n"
                        .formatted(
                                run,
                                dataset,
                                at,
                                status,
                                rows.path("published").asLong(),
                                rows.path("read").asLong())
                        .stripTrailing()
                + "\n            contract %s %s; rules broken: %s\n            from %s"
                        .formatted(
                                contract.path("id").asText(),
                                contract.path("version").asText(),
                                broken().isEmpty() ? "none" : String.join(", ", broken()),
                                String.join(", ", files()));
    }

    private List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (JsonNode rule : body.path("rules")) {
            if (!rule.path("status").asText("pass").equals("pass")) {
                broken.add(rule.path("rule").asText());
            }
        }
        return broken;
    }

    private List<String> files() {
        List<String> files = new ArrayList<>();
        body.path("inputs")
                .forEach(input -> files.add(
                        input.isTextual() ? input.asText() : input.path("path").asText()));
        return files;
    }
}
