package io.assay.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.assay.definition.message.Secrets;
import io.assay.definition.message.TerminalText;
import io.assay.jobs.json.Json;
import java.util.Map;
import java.util.Set;

/** A command's document as it leaves: secrets in messages are masked, data stays exactly as it is. */
final class MaskedDocument {
    /** Fields that hold messages or addresses, in whichever document; all others may be data. */
    private static final Set<String> MESSAGES = Set.of(
            "error",
            "warnings",
            "reasons",
            "faults",
            "notes",
            "inputs",
            "source_files",
            "options",
            "message",
            "reason");

    private MaskedDocument() {}

    /** Its text, without characters that a terminal would interpret. */
    static String text(JsonNode document) {
        JsonNode copy = document.deepCopy();
        masked(copy, false);
        return TerminalText.json(Json.text(copy));
    }

    private static void masked(JsonNode node, boolean message) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                boolean inside = message || MESSAGES.contains(field.getKey());
                if (inside && field.getValue().isTextual()) {
                    field.setValue(
                            TextNode.valueOf(Secrets.masked(field.getValue().asText())));
                } else {
                    masked(field.getValue(), inside);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (message && array.get(i).isTextual()) {
                    array.set(i, TextNode.valueOf(Secrets.masked(array.get(i).asText())));
                } else if (!array.get(i).isTextual()) {
                    masked(array.get(i), message && !array.get(i).has("value"));
                }
            }
        }
    }
}
