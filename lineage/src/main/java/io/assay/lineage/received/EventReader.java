package io.assay.lineage.received;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.lineage.internal.json.EventJson;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads one event document and checks what the specification requires. */
final class EventReader {
    private static final Set<String> TYPES = Set.of("START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER");

    private final String json;
    private final JsonNode document;

    EventReader(String json) {
        this.json = json;
        try {
            document = EventJson.MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw fault(
                    "line %d, column %d"
                            .formatted(
                                    malformed.getLocation().getLineNr(),
                                    malformed.getLocation().getColumnNr()),
                    "no JSON: " + malformed.getOriginalMessage(),
                    "send one OpenLineage event as JSON");
        }
    }

    ReceivedEvent read() {
        if (!document.isObject()) {
            throw fault("$", "an object is needed", "send one OpenLineage event, a batch is not accepted");
        }
        Instant at = time(text(document, "$", "eventTime"));
        text(document, "$", "producer");
        if (document.has("dataset")) {
            return new ReceivedEvent(
                    ReceivedEvent.idOf(json),
                    "DATASET",
                    at,
                    Optional.empty(),
                    none(),
                    List.of(),
                    List.of(dataset(document.get("dataset"), "$.dataset")),
                    json);
        }
        ReceivedEvent.EventJob job = job();
        if (!document.has("run")) {
            return event(ReceivedEvent.idOf(json), "JOB", at, job, none());
        }
        JsonNode run = object(document.get("run"), "$.run");
        return event(runId(run), type(), at, job, facets(run, "$.run"));
    }

    private ReceivedEvent event(UUID id, String type, Instant at, ReceivedEvent.EventJob job, JsonNode runFacets) {
        return new ReceivedEvent(
                id, type, at, Optional.of(job), runFacets, datasets("inputs"), datasets("outputs"), json);
    }

    private String type() {
        JsonNode type = document.path("eventType");
        if (type.isMissingNode() || type.isNull()) {
            return "OTHER";
        }
        String word = type.asText().toUpperCase(Locale.ROOT);
        if (!type.isTextual() || !TYPES.contains(word)) {
            throw fault(
                    "$.eventType", "'%s' is not an event type".formatted(type.asText()), "use one of " + sorted(TYPES));
        }
        return word;
    }

    private ReceivedEvent.EventJob job() {
        if (!document.has("job")) {
            throw fault("$.job", "is missing", "give the job's namespace and name");
        }
        JsonNode job = object(document.get("job"), "$.job");
        return new ReceivedEvent.EventJob(
                text(job, "$.job", "namespace"), text(job, "$.job", "name"), facets(job, "$.job"));
    }

    private static UUID runId(JsonNode run) {
        String id = text(run, "$.run", "runId");
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw fault(
                    "$.run.runId",
                    "'%s' is not a valid UUID".formatted(id),
                    "give the run an id as RFC 9562 defines it");
        }
    }

    private List<ReceivedEvent.EventDataset> datasets(String key) {
        List<ReceivedEvent.EventDataset> datasets = new ArrayList<>();
        JsonNode list = document.path(key);
        if (list.isMissingNode() || list.isNull()) {
            return datasets;
        }
        if (!list.isArray()) {
            throw fault("$." + key, "a list is needed", "write it as [ … ]");
        }
        for (JsonNode item : list) {
            datasets.add(dataset(item, "$.%s[%d]".formatted(key, datasets.size())));
        }
        return datasets;
    }

    private static ReceivedEvent.EventDataset dataset(JsonNode item, String at) {
        JsonNode dataset = object(item, at);
        ObjectNode facets = facets(dataset, at).deepCopy();
        for (String role : List.of("inputFacets", "outputFacets")) {
            if (dataset.hasNonNull(role)) {
                facets.setAll((ObjectNode) object(dataset.get(role), at + "." + role));
            }
        }
        return new ReceivedEvent.EventDataset(text(dataset, at, "namespace"), text(dataset, at, "name"), facets);
    }

    private static ObjectNode facets(JsonNode owner, String at) {
        if (!owner.hasNonNull("facets")) {
            return none();
        }
        JsonNode facets = object(owner.get("facets"), at + ".facets");
        facets.fields().forEachRemaining(facet -> object(facet.getValue(), at + ".facets." + facet.getKey()));
        return (ObjectNode) facets;
    }

    private static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode object(JsonNode node, String at) {
        if (!node.isObject()) {
            throw fault(at, "an object is needed", "write it as { … }");
        }
        return node;
    }

    private static String text(JsonNode owner, String at, String key) {
        JsonNode value = owner.path(key);
        if (value.isMissingNode() || value.isNull()) {
            throw fault(at + "." + key, "is missing", "the specification requires it");
        }
        if (!value.isTextual() || value.asText().isBlank()) {
            throw fault(at + "." + key, "a text is needed", "found " + value);
        }
        return value.asText();
    }

    private static Instant time(String text) {
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            return time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
        } catch (DateTimeParseException notATime) {
            throw fault(
                    "$.eventTime", "'%s' is not a valid time".formatted(text), "write it as 2026-01-31T12:00:00.000Z");
        }
    }

    private static String sorted(Set<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }

    private static InvalidEventException fault(String at, String what, String fix) {
        return new InvalidEventException(at, what, fix);
    }
}
