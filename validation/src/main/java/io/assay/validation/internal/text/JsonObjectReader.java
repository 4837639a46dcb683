package io.assay.validation.internal.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object into the row's columns; what is not an object makes the row malformed. */
final class JsonObjectReader {
    private final RowBuffer buffer;
    private final JsonStruct object;
    private final @Nullable Object[] values;

    JsonObjectReader(RowPlan plan, RowBuffer buffer) {
        this.buffer = buffer;
        this.object = plan.object();
        this.values = new Object[plan.columns()];
    }

    void read(byte[] bytes, int offset, int length) {
        String why = why(bytes, offset, length);
        byte[] kept = why == null && !buffer.wantsRow ? bytes : Arrays.copyOfRange(bytes, offset, offset + length);
        if (why != null) {
            buffer.malformed(kept, why);
        } else if (buffer.wantsRow) {
            buffer.json(UTF8String.fromBytes(kept));
        }
    }

    private @Nullable String why(byte[] bytes, int offset, int length) {
        Arrays.fill(values, null);
        try (JsonParser json = JsonText.FACTORY.createParser(bytes, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "not a JSON object";
            }
            object.readInto(values, json, buffer.faults);
            if (json.nextToken() != null) {
                return "text after the JSON object";
            }
        } catch (JsonProcessingException e) {
            return "broken JSON: " + e.getOriginalMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is none in memory
        }
        for (int i = 0; i < values.length; i++) {
            if (buffer.place[i] >= 0) {
                buffer.values[buffer.place[i]] = values[i];
            }
        }
        return null;
    }
}
