package io.assay.jobs.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is changed of quarantined rows before they are validated again.
 *
 * @param values SQL expressions by the names of columns
 * @param where SQL condition: only rows for which it is true are replayed
 */
record Patch(Map<String, String> values, Optional<String> where) {
    Patch {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Of the command's options. */
    static Patch of(List<String> assignments, Optional<String> where) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1 || assignment.substring(equals + 1).isBlank()) {
                throw new UsageException(
                        "--set",
                        "'%s' is not COLUMN=EXPRESSION".formatted(assignment),
                        "write --set \"amount=abs(amount)\"");
            }
            String column = assignment.substring(0, equals).strip();
            if (values.put(column, assignment.substring(equals + 1).strip()) != null) {
                throw new UsageException("--set", "'%s' is set twice".formatted(column), "give it one expression");
            }
        }
        return new Patch(values, where);
    }

    /** Changes nothing, of all rows. */
    static Patch none() {
        return new Patch(Map.of(), Optional.empty());
    }

    /** The same changes, without a condition: the rows are chosen already. */
    Patch ofAllRows() {
        return new Patch(values, Optional.empty());
    }

    /** Of what {@link #json} wrote. */
    static Patch read(String json) {
        try {
            JsonNode read = Json.MAPPER.readTree(json);
            Map<String, String> values = new LinkedHashMap<>();
            read.path("set")
                    .fields()
                    .forEachRemaining(
                            value -> values.put(value.getKey(), value.getValue().asText()));
            return new Patch(values, Optional.ofNullable(read.path("where").textValue()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a patch of the quarantine's events is not JSON: " + json, e);
        }
    }

    boolean isEmpty() {
        return values.isEmpty() && where.isEmpty();
    }

    /** As it is kept with the rows' events; empty if it changes nothing. */
    Optional<String> json() {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode json = Json.object();
        ObjectNode set = json.putObject("set");
        values.forEach(set::put);
        where.ifPresent(condition -> json.put("where", condition));
        return Optional.of(json.toString());
    }
}
