package io.assay.jobs.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.message.TerminalText;
import io.assay.jobs.cli.TextTable;
import io.assay.jobs.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run's document as people read it: a line a field, named by its path; a table of each list of objects. Long cells
 * are cut; the JSON document is complete.
 */
final class RunText {
    private static final int WIDEST = 60;

    private final List<String> lines = new ArrayList<>();

    private RunText() {}

    static String of(LoggedRun run, ObjectNode document) {
        RunText text = new RunText();
        text.lines.add(TerminalText.line("run %s: %s %s, %s, %s, %s s"
                .formatted(
                        run.run(),
                        run.command(),
                        run.subject(),
                        run.status(),
                        run.at(),
                        run.json().path("seconds").asText())));
        text.add("", document);
        return String.join("\n", text.lines);
    }

    private void add(String path, JsonNode node) {
        if (node.isObject() && isFlat(node) && !path.isEmpty()) {
            List<String> fields = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                fields.add(field.getKey() + " " + cell(field.getValue()));
            }
            line(path, String.join(", ", fields));
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                add(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
            }
        } else if (node.isArray()) {
            list(path, node);
        } else {
            line(path, cell(node));
        }
    }

    /** Leaves out what is empty. */
    private void line(String path, String value) {
        if (!value.isEmpty()) {
            lines.add(TerminalText.line(path + ": " + value));
        }
    }

    private void list(String path, JsonNode list) {
        Set<String> head = new LinkedHashSet<>();
        for (JsonNode item : list) {
            item.fieldNames().forEachRemaining(head::add);
        }
        if (head.isEmpty()) {
            for (JsonNode item : list) {
                line(path, cell(item));
            }
            return;
        }
        TextTable table = TextTable.of(List.copyOf(head));
        head.forEach(name -> table.narrow(name, WIDEST));
        for (JsonNode item : list) {
            table.row(head.stream().map(name -> cell(item.path(name))).toArray());
        }
        lines.add(TerminalText.line(path + ":"));
        lines.add(table.text().indent(2).stripTrailing());
    }

    private static boolean isFlat(JsonNode node) {
        for (JsonNode value : node) {
            if (value.isContainerNode()) {
                return false;
            }
        }
        return true;
    }

    private static String cell(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isTextual() ? value.asText() : Json.text(value);
    }
}
