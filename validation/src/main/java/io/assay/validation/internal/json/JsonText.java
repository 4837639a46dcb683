package io.assay.validation.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.assay.validation.internal.text.Encoding;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON as text: the one factory (NaN and infinities are values), and values written back. */
public final class JsonText {
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonText() {}

    /**
     * What a parser would not report: bytes that are not of the file's encoding, a zero byte, and half a surrogate pair
     * written as an escape; null if there is nothing.
     */
    static @Nullable String damage(byte[] bytes, int offset, int length, Encoding encoding) {
        int all = 0;
        boolean zero = false;
        boolean escape = false;
        for (int i = offset; i < offset + length; i++) {
            byte c = bytes[i];
            all |= c;
            zero |= c == 0;
            escape |= c == '\\';
        }
        if (all < 0 && !encoding.decodes(bytes, offset, length)) {
            return encoding.fault();
        }
        if (zero) {
            return "a zero byte, which JSON does not have";
        }
        return escape ? SurrogateEscapes.fault(bytes, offset, length) : null;
    }

    /** Whether the text has half a surrogate pair, written as an escape. */
    public static boolean halfCharacter(String json) {
        if (json.indexOf('\\') < 0) {
            return false;
        }
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return SurrogateEscapes.fault(bytes, 0, bytes.length) != null;
    }

    /** The value at the parser's current token, compact, a scalar's bare text; leaves the parser at its last token. */
    static String of(JsonParser json) throws IOException {
        if (json.currentToken().isScalarValue()) {
            return json.getText();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            int open = 0;
            do { // numbers as they are written
                JsonToken token = json.currentToken();
                generator.copyCurrentEventExact(json);
                open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (open > 0 && json.nextToken() != null);
        }
        return text.toString();
    }

    /** A parser of the value in a text: a CSV, and what is kept of its rows, has objects and arrays so. */
    static JsonParser quoted(String text) throws IOException {
        JsonParser json = FACTORY.createParser(text);
        json.nextToken();
        return json;
    }

    /** Whether the text is one value and nothing else. */
    static boolean isWhole(String text) throws IOException {
        try (JsonParser json = quoted(text)) {
            json.skipChildren();
            return json.nextToken() == null;
        }
    }

    /** One object of texts, in order; a null value is JSON's null. */
    public static String object(String[] names, String[] values, int count) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.writeStartObject();
            for (int i = 0; i < count; i++) {
                generator.writeStringField(names[i], values[i]);
            }
            generator.writeEndObject();
        }
        return text.toString();
    }
}
