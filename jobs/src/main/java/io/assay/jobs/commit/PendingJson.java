package io.assay.jobs.commit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.json.Json;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.record.RunRecord;
import io.assay.lineage.LineageEvent;
import io.assay.warehouse.run.RunRowKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A log entry that is ready, with the event that goes with it, as a JSON document, and back. */
final class PendingJson {
    /** The version that is written now; a document without one is of version 1. */
    private static final int FORMAT = 1;

    private static final String VERSION = "format_version";

    private PendingJson() {}

    static ObjectNode of(PendingRecord pending) {
        ObjectNode node = of(pending.record());
        node.put(VERSION, FORMAT);
        pending.completion()
                .ifPresent(event -> node.putObject("completion")
                        .put("run", event.run().toString())
                        .put("state", event.state().name())
                        .put("at", event.at().toString())
                        .put("json", event.json()));
        pending.before().ifPresent(before -> node.set("before", of(before)));
        return node;
    }

    static PendingRecord read(JsonNode node) {
        int format = node.path(VERSION).asInt(FORMAT);
        if (format > FORMAT) {
            throw new DataException(
                    "assay/pending",
                    "the entry of run %s has format version %d, and this version of Assay reads up to %d"
                            .formatted(node.path("run").asText(), format, FORMAT),
                    "use the version of Assay that wrote it, or a later one");
        }
        JsonNode event = node.path("completion");
        return new PendingRecord(
                record(node),
                event.isObject()
                        ? Optional.of(new LineageEvent(
                                UUID.fromString(event.path("run").asText()),
                                LineageEvent.State.valueOf(event.path("state").asText()),
                                Instant.parse(event.path("at").asText()),
                                event.path("json").asText()))
                        : Optional.empty(),
                node.path("before").isObject() ? Optional.of(read(node.path("before"))) : Optional.empty());
    }

    private static ObjectNode of(RunRecord record) {
        ObjectNode node = Json.object();
        node.put("run", record.run())
                .put("command", record.command())
                .put("subject", record.subject())
                .put("status", record.status())
                .put("at", record.at().toString())
                .put("seconds", record.seconds());
        node.set("body", record.body());
        ArrayNode lines = node.putArray("lines");
        record.lines().forEach(line -> lines.add(line(line)));
        return node;
    }

    private static ObjectNode line(RunDetail line) {
        ObjectNode node = Json.object();
        node.put("kind", line.kind().name())
                .put("status", line.status())
                .put("name", line.name())
                .put("column", line.column())
                .put("value", line.value())
                .put("text", line.text());
        if (line.state() != null) {
            node.put("state", Base64.getEncoder().encodeToString(line.state()));
        }
        node.set("body", line.body());
        return node;
    }

    private static RunRecord record(JsonNode node) {
        List<RunDetail> lines = new ArrayList<>();
        node.path("lines").forEach(line -> lines.add(line(line)));
        return new RunRecord(
                node.path("run").asText(),
                node.path("command").asText(),
                node.path("subject").asText(),
                node.path("status").asText(),
                Instant.parse(node.path("at").asText()),
                node.path("seconds").asDouble(),
                (ObjectNode) node.path("body"),
                lines);
    }

    private static RunDetail line(JsonNode node) {
        @Nullable String state = text(node, "state");
        JsonNode body = node.path("body");
        return new RunDetail(
                RunRowKind.valueOf(node.path("kind").asText()),
                text(node, "status"),
                node.path("name").asText(),
                text(node, "column"),
                node.hasNonNull("value") ? (Double) node.path("value").asDouble() : null,
                text(node, "text"),
                state == null ? null : Base64.getDecoder().decode(state),
                body.isObject() ? body : null);
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.path(key).asText() : null;
    }
}
