package io.assay.validation.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.assay.validation.internal.text.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of one type of items. */
final class JsonArray extends JsonValue {
    private static final long serialVersionUID = 1;
    private final String path;
    private final JsonValue item;

    JsonArray(String path, JsonValue item) {
        this.path = path;
        this.item = item;
    }

    @Override
    public @Nullable Object read(JsonParser json, RowWriter row) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            String text = JsonText.of(json);
            return json.currentToken() == JsonToken.VALUE_STRING ? quoted(text, path, row) : invalid(text, path, row);
        }
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            row.enterItem(items.size());
            items.add(item.read(json, row));
            row.leaveItem();
        }
        return row.array(items.toArray());
    }
}
