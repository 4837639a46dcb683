package io.assay.validation.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.text.NullValues;
import io.assay.validation.internal.text.RowWriter;
import io.assay.validation.internal.value.ValueParser;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON value of one type. Scalars are taken by their text, so a number may be in quotes; what is not of the
 * type is null, and reported under the column's path (of an array's items, {@code <array>.items}).
 */
public abstract class JsonValue implements Serializable {
    private static final long serialVersionUID = 1;

    /** The reader of a column's values; {@code path} is the name that invalid texts are reported under. */
    static JsonValue of(ColumnType type, String path, NullValues nulls) {
        if (type instanceof ColumnType.Struct struct) {
            return new JsonStruct(path, struct.fields(), path + ".", nulls);
        }
        if (type instanceof ColumnType.Array array) {
            return new JsonArray(path, of(array.element(), path + ".items", nulls));
        }
        if (type instanceof ColumnType.Json json) {
            return new JsonUntyped(path, json.shape(), ValueParser.of(type), nulls);
        }
        return new Scalar(path, ValueParser.of(type), nulls);
    }

    /** The value at the parser's current token; leaves the parser at the value's last token. */
    public abstract @Nullable Object read(JsonParser json, RowWriter row) throws IOException;

    /** The object or array whose JSON text is this text. */
    final @Nullable Object quoted(String text, String path, RowWriter row) throws IOException {
        if (JsonText.halfCharacter(text)) {
            return invalid(text, path, row);
        }
        try (JsonParser inner = JsonText.quoted(text)) {
            JsonToken first = inner.currentToken();
            if (first == null || !first.isStructStart() || !JsonText.isWhole(text)) {
                return invalid(text, path, row);
            }
            return read(inner, row);
        } catch (JsonProcessingException e) {
            return invalid(text, path, row);
        }
    }

    static @Nullable Object invalid(String text, String path, RowWriter row) {
        row.invalid(path, text);
        return null;
    }

    /** A text, number or literal. */
    private static final class Scalar extends JsonValue {
        private static final long serialVersionUID = 1;
        private final String path;
        private final ValueParser parser;
        private final NullValues nulls;

        Scalar(String path, ValueParser parser, NullValues nulls) {
            this.path = path;
            this.parser = parser;
            this.nulls = nulls;
        }

        @Override
        public @Nullable Object read(JsonParser json, RowWriter row) throws IOException {
            JsonToken token = json.currentToken();
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            if (token.isStructStart()) {
                row.invalid(path, JsonText.of(json));
                return null;
            }
            String text = json.getText();
            if (nulls.contain(text)) {
                return null;
            }
            Object value = parser.parse(text);
            if (value == ValueParser.Unparsed.FAULT) {
                row.invalid(path, text);
                return null;
            }
            return value;
        }
    }
}
