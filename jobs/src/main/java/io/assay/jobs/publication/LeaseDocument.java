package io.assay.jobs.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.json.Json;
import java.io.IOException;
import java.time.Instant;

/**
 * A lease as it is stored.
 *
 * @param subject dataset or views that the run writes to
 * @param started when the run began
 */
record LeaseDocument(String token, String run, String subject, Instant started, ProcessIdentity process) {
    byte[] json() throws IOException {
        ObjectNode node = Json.object();
        node.put("assay", 1)
                .put("token", token)
                .put("run", run)
                .put("subject", subject)
                .put("started", started.toString())
                .put("host", process.host())
                .put("pid", process.pid())
                .put("process_started", process.started().toString());
        return Json.MAPPER.writeValueAsBytes(node);
    }

    static LeaseDocument of(byte[] json) throws IOException {
        JsonNode node = Json.MAPPER.readTree(json);
        return new LeaseDocument(
                node.path("token").asText(),
                node.path("run").asText(),
                node.path("subject").asText(),
                Instant.parse(node.path("started").asText()),
                new ProcessIdentity(
                        node.path("host").asText(),
                        node.path("pid").asLong(),
                        Instant.parse(node.path("process_started").asText())));
    }
}
