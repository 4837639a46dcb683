package io.assay.service.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.service.log.RunEntry.Contract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The document a run left in the log. */
final class RunDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    private RunDocument(JsonNode document) {
        this.document = document;
    }

    /** What cannot be read is an empty document: a run without details is better than none. */
    static RunDocument of(@Nullable String text) {
        try {
            return new RunDocument(text == null ? JSON.createObjectNode() : JSON.readTree(text));
        } catch (JsonProcessingException malformed) {
            return new RunDocument(JSON.createObjectNode());
        }
    }

    Optional<Contract> contract() {
        JsonNode contract = document.path("contract");
        return contract.hasNonNull("id")
                ? Optional.of(new Contract(
                        contract.path("id").asText(), contract.path("version").asText()))
                : Optional.empty();
    }

    Optional<String> text(String key) {
        return document.hasNonNull(key) ? Optional.of(document.path(key).asText()) : Optional.empty();
    }

    Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        document.path("rows").properties().forEach(count -> {
            if (count.getValue().isIntegralNumber()) {
                rows.put(count.getKey(), count.getValue().asLong());
            }
        });
        return rows;
    }

    List<Map<String, Object>> rules() {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (JsonNode rule : document.path("rules")) {
            if (rule.isObject()) {
                rules.add(JSON.convertValue(rule, new TypeReference<Map<String, Object>>() {}));
            }
        }
        return rules;
    }

    /** Names of the rules that did not pass. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (JsonNode rule : document.path("rules")) {
            if (!rule.path("status").asText("pass").equals("pass")) {
                broken.add(rule.path("rule").asText());
            }
        }
        return broken;
    }

    List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        document.path("inputs")
                .forEach(input -> inputs.add(
                        input.isTextual() ? input.asText() : input.path("path").asText()));
        return inputs;
    }
}
