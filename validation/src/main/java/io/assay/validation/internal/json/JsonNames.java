package io.assay.validation.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names that one object uses; none if it is broken. */
final class JsonNames {
    private JsonNames() {}

    static Set<String> of(JsonRecords record) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        if (record.why() != null) {
            return names;
        }
        try (JsonParser json = JsonText.FACTORY.createParser(record.bytes(), record.offset(), record.length())) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    names.add(json.currentName());
                    json.nextToken();
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            return Set.of();
        }
        return names;
    }
}
