package io.assay.validation.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.assay.definition.contract.ContractColumn;
import io.assay.validation.internal.text.NullValues;
import io.assay.validation.internal.text.RowWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object: fields by their source names, others left out; of a name given twice the last counts. */
final class JsonStruct extends JsonValue {
    private static final long serialVersionUID = 1;
    private final String path;
    private final Map<String, Integer> places = new HashMap<>();
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
    }

    @Override
    public @Nullable Object read(JsonParser json, RowWriter row) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            row.invalid(path, JsonText.of(json));
            return null;
        }
        Object[] values = new Object[fields.length];
        readInto(values, json, row);
        return row.struct(values);
    }

    /** Fills the fields' values from the object that the parser has just entered. */
    void readInto(@Nullable Object[] values, JsonParser json, RowWriter row) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            Integer place = places.get(json.currentName());
            json.nextToken();
            if (place == null) {
                json.skipChildren();
            } else {
                values[place] = fields[place].read(json, row);
            }
        }
    }
}
