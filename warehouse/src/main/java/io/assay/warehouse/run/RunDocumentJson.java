package io.assay.warehouse.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.warehouse.json.StoredJson;
import io.assay.warehouse.run.RunDocument.ContractReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@link RunDocument}: the only place that defines its JSON. */
public final class RunDocumentJson {
    private static final String FORMAT_VERSION = "format_version";
    private static final String DATASET = "dataset";
    private static final String STATUS = "status";
    private static final String CONTRACT = "contract";
    private static final String ROWS = "rows";
    private static final String RULES = "rules";
    private static final String SNAPSHOT = "snapshot";
    private static final String INPUTS = "inputs";
    private static final String LINEAGE_RUN = "lineage_run";

    private RunDocumentJson() {}

    /** Reads a stored document; one that is not a JSON object is empty: a run without details is better than none. */
    public static RunDocument read(@Nullable String text) {
        return of(stored(text));
    }

    /** A stored document with its fields as they were written; empty if it is not a JSON object. */
    public static ObjectNode stored(@Nullable String text) {
        try {
            return text != null && StoredJson.MAPPER.readTree(text) instanceof ObjectNode object ? object : object();
        } catch (JsonProcessingException malformed) {
            return object();
        }
    }

    /** A command's own JSON document as a run document. */
    public static RunDocument of(ObjectNode document) {
        ObjectNode rest = document.deepCopy();
        int version =
                rest.path(FORMAT_VERSION).isInt() ? rest.remove(FORMAT_VERSION).asInt() : 1;
        return new RunDocument(
                version,
                text(rest, DATASET),
                text(rest, STATUS),
                contract(rest),
                rows(rest),
                rules(rest),
                text(rest, SNAPSHOT),
                inputs(rest),
                text(rest, LINEAGE_RUN),
                rest);
    }

    /** The document as it is stored, in the current format. */
    public static ObjectNode write(RunDocument document) {
        ObjectNode json = document.details();
        document.dataset().ifPresent(dataset -> json.put(DATASET, dataset));
        document.status().ifPresent(status -> json.put(STATUS, status));
        document.contract()
                .ifPresent(contract ->
                        json.putObject(CONTRACT).put("id", contract.id()).put("version", contract.version()));
        if (!document.rows().isEmpty()) {
            ObjectNode rows = json.putObject(ROWS);
            document.rows().forEach(rows::put);
        }
        if (!document.rules().isEmpty()) {
            ArrayNode rules = json.putArray(RULES);
            document.rules().forEach(rule -> rules.add(StoredJson.MAPPER.<JsonNode>valueToTree(rule.fields())));
        }
        document.snapshot().ifPresent(snapshot -> json.put(SNAPSHOT, snapshot));
        if (!document.inputs().isEmpty()) {
            ArrayNode inputs = json.putArray(INPUTS);
            document.inputs().forEach(inputs::add);
        }
        document.lineageRun().ifPresent(run -> json.put(LINEAGE_RUN, run));
        return json.put(FORMAT_VERSION, Math.max(document.formatVersion(), RunDocument.FORMAT_VERSION));
    }

    static ObjectNode object() {
        return StoredJson.MAPPER.createObjectNode();
    }

    private static Optional<String> text(ObjectNode rest, String field) {
        return rest.path(field).isTextual() ? Optional.of(rest.remove(field).asText()) : Optional.empty();
    }

    private static Optional<ContractReference> contract(ObjectNode rest) {
        JsonNode contract = rest.path(CONTRACT);
        if (contract.size() != 2
                || !contract.path("id").isTextual()
                || !contract.path("version").isTextual()) {
            return Optional.empty();
        }
        rest.remove(CONTRACT);
        return Optional.of(new ContractReference(
                contract.path("id").asText(), contract.path("version").asText()));
    }

    private static Map<String, Long> rows(ObjectNode rest) {
        Map<String, Long> rows = new LinkedHashMap<>();
        if (rest.path(ROWS) instanceof ObjectNode counts && all(counts, JsonNode::isIntegralNumber)) {
            counts.properties()
                    .forEach(count -> rows.put(count.getKey(), count.getValue().asLong()));
            removeUnlessEmpty(rest, ROWS);
        }
        return rows;
    }

    private static List<RuleOutcome> rules(ObjectNode rest) {
        List<RuleOutcome> rules = new ArrayList<>();
        if (rest.path(RULES) instanceof ArrayNode list && all(list, RunDocumentJson::isRule)) {
            for (JsonNode rule : list) {
                rules.add(new RuleOutcome(
                        rule.path("rule").asText(),
                        rule.path(STATUS).asText(),
                        StoredJson.MAPPER.convertValue(rule, new TypeReference<Map<String, @Nullable Object>>() {})));
            }
            removeUnlessEmpty(rest, RULES);
        }
        return rules;
    }

    private static boolean isRule(JsonNode rule) {
        return rule.path("rule").isTextual() && rule.path(STATUS).isTextual();
    }

    private static List<String> inputs(ObjectNode rest) {
        List<String> inputs = new ArrayList<>();
        if (rest.path(INPUTS) instanceof ArrayNode list && all(list, JsonNode::isTextual)) {
            list.forEach(input -> inputs.add(input.asText()));
            removeUnlessEmpty(rest, INPUTS);
        }
        return inputs;
    }

    private static boolean all(JsonNode values, Predicate<JsonNode> fits) {
        return StreamSupport.stream(values.spliterator(), false).allMatch(fits);
    }

    /** An empty list is kept: it differs from an absent one. */
    private static void removeUnlessEmpty(ObjectNode rest, String field) {
        if (!rest.path(field).isEmpty()) {
            rest.remove(field);
        }
    }
}
