package io.assay.validation.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.assay.definition.contract.ContractColumn;
import io.assay.validation.internal.columns.ColumnMatch;
import io.assay.validation.internal.text.NullValues;
import io.assay.validation.internal.text.RowWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An object: fields by their source names without regard to case, others left out; a name given twice is an error. */
final class JsonStruct extends JsonValue {
    private static final long serialVersionUID = 1;
    private final String path;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Integer> byFoldedName = new HashMap<>();
    private final JsonValue[] fields;

    JsonStruct(String path, List<ContractColumn> columns, String prefix, NullValues nulls) {
        this(
                path,
                columns.stream().map(ContractColumn::source).toList(),
                columns.stream()
                        .map(c -> JsonValue.of(c.type(), prefix + c.name(), nulls))
                        .toList());
    }

    JsonStruct(String path, List<String> names, List<JsonValue> fields) {
        this.path = path;
        this.fields = fields.toArray(JsonValue[]::new);
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
        }
        Map<String, Long> sharing =
                names.stream().collect(Collectors.groupingBy(ColumnMatch::folded, Collectors.counting()));
        for (int i = 0; i < names.size(); i++) {
            String folded = ColumnMatch.folded(names.get(i));
            if (sharing.getOrDefault(folded, 0L) == 1) { // names that differ by case alone are matched exactly
                byFoldedName.put(folded, i);
            }
        }
    }

    @Override
    public @Nullable Object read(JsonParser json, RowWriter row) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            String text = JsonText.of(json);
            return json.currentToken() == JsonToken.VALUE_STRING ? quoted(text, path, row) : invalid(text, path, row);
        }
        Object[] values = new Object[fields.length];
        readInto(values, json, row);
        return row.struct(values);
    }

    /** Fills the fields' values from the object that the parser has just entered. */
    void readInto(@Nullable Object[] values, JsonParser json, RowWriter row) throws IOException {
        @Nullable String[] given = new String[fields.length];
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            Integer place = place(name);
            json.nextToken();
            if (place == null) {
                row.leftOut(path, name);
                json.skipChildren();
            } else if (given[place] != null) {
                throw new RepeatedFieldException(given[place], name);
            } else {
                given[place] = name;
                values[place] = fields[place].read(json, row);
            }
        }
    }

    private @Nullable Integer place(String name) {
        Integer place = places.get(name);
        return place == null ? byFoldedName.get(ColumnMatch.folded(name)) : place;
    }

    /** Two fields of one object are the same column. */
    static final class RepeatedFieldException extends JsonProcessingException {
        private static final long serialVersionUID = 1;

        RepeatedFieldException(String one, String other) {
            super(
                    one.equals(other)
                            ? "the field '%s' occurs twice".formatted(one)
                            : "the fields '%s' and '%s' are one column".formatted(one, other));
        }
    }
}
