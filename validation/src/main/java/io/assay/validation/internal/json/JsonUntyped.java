package io.assay.validation.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.assay.definition.contract.ColumnType.Json.Shape;
import io.assay.validation.internal.text.NullValues;
import io.assay.validation.internal.text.RowWriter;
import io.assay.validation.internal.value.ValueParser;
import java.io.IOException;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** A value whose parts the contract does not describe, kept as its JSON text; a scalar as its bare text. */
final class JsonUntyped extends JsonValue {
    private static final long serialVersionUID = 1;
    private final String path;
    private final Shape shape;
    private final ValueParser texts;
    private final NullValues nulls;

    JsonUntyped(String path, Shape shape, ValueParser texts, NullValues nulls) {
        this.path = path;
        this.shape = shape;
        this.texts = texts;
        this.nulls = nulls;
    }

    @Override
    public @Nullable Object read(JsonParser json, RowWriter row) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token.isStructStart()) {
            String text = JsonText.of(json);
            boolean fits = shape == Shape.ANY || (shape == Shape.OBJECT) == (token == JsonToken.START_OBJECT);
            if (!fits) {
                row.invalid(path, text);
            }
            return fits ? UTF8String.fromString(text) : null;
        }
        String text = json.getText();
        if (nulls.contain(text)) {
            return null;
        }
        Object value = texts.parse(text); // JSON in quotes, as a CSV has it
        if (ValueParser.isFault(value)) {
            row.invalid(path, text);
            return null;
        }
        return value;
    }
}
