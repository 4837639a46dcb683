package io.assay.validation.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.assay.validation.internal.text.Encoding;
import io.assay.validation.internal.text.RowWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object into the row's columns; what is not an object makes the row malformed. */
public final class JsonObjectReader {
    private final RowWriter row;
    private final Encoding encoding;
    private final JsonStruct object;
    private final @Nullable Object[] values;

    public JsonObjectReader(RowPlan plan, RowWriter row, Encoding encoding) {
        this.row = row;
        this.encoding = encoding;
        this.object = plan.object();
        this.values = new Object[plan.names.size()];
    }

    /** Whether it was an object, and the row is not malformed. */
    public boolean read(byte[] bytes, int offset, int length) {
        String why = why(bytes, offset, length);
        if (why != null) {
            row.malformed(encoding.original(Arrays.copyOfRange(bytes, offset, offset + length)), why);
            return false;
        }
        if (row.wantsRow()) {
            row.row(Arrays.copyOfRange(bytes, offset, offset + length));
        }
        return true;
    }

    private @Nullable String why(byte[] bytes, int offset, int length) {
        String damage = JsonText.damage(bytes, offset, length, encoding);
        if (damage != null) {
            return damage;
        }
        Arrays.fill(values, null);
        try (JsonParser json = JsonText.FACTORY.createParser(bytes, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "not a JSON object";
            }
            object.readInto(values, json, row);
            if (json.nextToken() != null) {
                return "text after the JSON object";
            }
        } catch (JsonStruct.RepeatedFieldException e) {
            return e.getOriginalMessage();
        } catch (JsonProcessingException e) {
            return "broken JSON: " + e.getOriginalMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is none in memory
        }
        for (int i = 0; i < values.length; i++) {
            row.value(i, values[i]);
        }
        return null;
    }
}
