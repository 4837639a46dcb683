package io.assay.lineage.graph;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.assay.lineage.graph.DatasetData.Field;
import io.assay.lineage.graph.DatasetData.Name;
import io.assay.lineage.internal.json.EventJson;
import io.assay.lineage.received.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A dataset as the events so far describe it: of each facet the newest. */
final class DatasetNode {
    private final NodeId id;
    private final Map<String, Dated> facets = new TreeMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private record Dated(Instant at, JsonNode facet) {}

    DatasetNode(NodeId id) {
        this.id = id;
    }

    void add(ReceivedEvent.EventDataset seen, ReceivedEvent event) {
        first = first.isBefore(event.at()) ? first : event.at();
        last = last.isAfter(event.at()) ? last : event.at();
        seen.facets()
                .fields()
                .forEachRemaining(facet -> facets.merge(
                        facet.getKey(),
                        new Dated(event.at(), facet.getValue()),
                        (had, came) -> had.at().isAfter(came.at()) ? had : came));
    }

    DatasetData data() {
        return new DatasetData(
                new Name(id.namespace(), id.name()),
                "DB_TABLE",
                id.name(),
                id.name(),
                first,
                last,
                id.namespace(),
                id.namespace(),
                fields(),
                List.of(),
                last,
                text(facet("documentation").path("description")),
                plain());
    }

    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : facet("schema").path("fields")) {
            fields.add(new Field(
                    field.path("name").asText(), text(field.path("type")), List.of(), text(field.path("description"))));
        }
        return fields;
    }

    private JsonNode facet(String key) {
        Dated dated = facets.get(key);
        return dated == null ? EventJson.MAPPER.createObjectNode() : dated.facet();
    }

    private Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        facets.forEach((key, dated) -> plain.put(key, plain(dated.facet())));
        return plain;
    }

    static Map<String, Object> plain(JsonNode node) {
        return EventJson.MAPPER.convertValue(node, new TypeReference<Map<String, Object>>() {});
    }

    static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
