package io.assay.jobs.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.cli.TextTable;
import io.assay.jobs.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What a query gave: names of columns, and each row's values in their order. Timestamps are ISO-8601 in UTC.
 *
 * @param rows as many values in each as there are columns; JSON null is null
 */
record QueryResult(List<String> columns, List<List<JsonNode>> rows) {
    private static final int SHOWN = 1000;

    QueryResult {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** From rows as JSON objects, keys in the order of the columns and named {@code c0, c1 ...}. */
    static QueryResult of(List<String> columns, StructType types, List<String> lines) {
        List<List<JsonNode>> rows = new ArrayList<>();
        for (String line : lines) {
            try {
                JsonNode object = Json.exact(line);
                List<JsonNode> cells = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    cells.add(TypedNumbers.of(object.path("c" + i), types.fields()[i].dataType()));
                }
                rows.add(cells);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Spark wrote JSON that cannot be read: " + line, e);
            }
        }
        return new QueryResult(columns, rows);
    }

    /** {@code [{column: value}]}; the second column of a name is {@code name_2}. */
    ArrayNode json() {
        List<String> keys = keys();
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (List<JsonNode> row : rows) {
            ObjectNode object = list.addObject();
            for (int i = 0; i < columns.size(); i++) {
                object.set(keys.get(i), row.get(i).isMissingNode() ? NullNode.instance : row.get(i));
            }
        }
        return list;
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (String column : columns) {
            String key = column;
            for (int number = 2; keys.contains(key) || (!key.equals(column) && columns.contains(key)); number++) {
                key = column + "_" + number;
            }
            keys.add(key);
        }
        return keys;
    }

    /** RFC 4180 with a header; null is empty, lists and structs are JSON text. */
    String csv() {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", columns.stream().map(QueryResult::quoted).toList()));
        for (List<JsonNode> row : rows) {
            lines.add(String.join(
                    ",", row.stream().map(cell -> quoted(text(cell, ""))).toList()));
        }
        return String.join("\n", lines);
    }

    /** A table for people: at most a thousand rows of it. */
    String text() {
        TextTable table = TextTable.of(columns);
        rows.stream()
                .limit(SHOWN)
                .forEach(row ->
                        table.row(row.stream().map(cell -> text(cell, "NULL")).toArray()));
        String more =
                rows.size() > SHOWN ? "\n... %,d more; --csv and --json give all".formatted(rows.size() - SHOWN) : "";
        return "%s%s\n(%,d %s)".formatted(table.text(), more, rows.size(), rows.size() == 1 ? "row" : "rows");
    }

    private static String text(JsonNode cell, String none) {
        if (cell.isNull() || cell.isMissingNode()) {
            return none;
        }
        return cell.isContainerNode() || cell.isNumber() ? Json.text(cell) : cell.asText();
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
