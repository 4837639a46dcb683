package io.assay.jobs.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.cli.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A quarantined row as people read it: a line a field, those that break a rule marked with {@code !}. */
final class QuarantinedRowText {
    private static final List<String> HEAD = List.of("", "field", "value", "breaks");
    /** Of a longer value the beginning is printed. */
    private static final int PRINTED = 200;

    private QuarantinedRowText() {}

    /** In: a row as {@code quarantine show --json} has it. */
    static String of(JsonNode row) {
        Map<String, List<String>> byField = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (JsonNode reason : row.path("reasons")) {
            String text = reason.hasNonNull("value")
                    ? "%s (%s)"
                            .formatted(
                                    reason.path("rule").asText(),
                                    cut(reason.path("value").asText()))
                    : reason.path("rule").asText();
            String field = field(row, reason.path("column").asText(""));
            if (field.isEmpty()) {
                others.add(text);
            } else {
                byField.computeIfAbsent(field, name -> new ArrayList<>()).add(text);
            }
        }
        String head = "%s %s:%s"
                .formatted(
                        row.path("id").asText(),
                        row.path("source").asText(),
                        row.path("position").asText());
        String line = others.isEmpty() ? head : head + "  " + String.join(", ", others);
        return row.hasNonNull("row")
                ? line + "\n" + table(row.path("row"), byField)
                : line + "\n    " + RawRecord.text(row);
    }

    private static String table(JsonNode row, Map<String, List<String>> byField) {
        TextTable table = TextTable.of(HEAD);
        row.fields()
                .forEachRemaining(field -> table.row(
                        byField.containsKey(field.getKey()) ? "!" : "",
                        field.getKey(),
                        field.getValue().isTextual()
                                ? cut(field.getValue().asText())
                                : cut(field.getValue().toString()),
                        String.join(", ", byField.getOrDefault(field.getKey(), List.of()))));
        byField.forEach((field, reasons) -> {
            if (!row.has(field)) {
                table.row("!", field, "(missing)", String.join(", ", reasons));
            }
        });
        return table.text().indent(4).stripTrailing();
    }

    /**
     * The row's own name of the field that a column is in; the column's if the row has none; empty without a column.
     */
    private static String field(JsonNode row, String column) {
        String top = column.split("[.\\[]", 2)[0];
        for (var names = row.path("row").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.equalsIgnoreCase(top)) {
                return name;
            }
        }
        return top;
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\R", " ");
        return line.length() > PRINTED ? line.substring(0, PRINTED) + "…" : line;
    }
}
