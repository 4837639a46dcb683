package io.assay.validation.internal.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** The names that a JSON file's first record uses; none if there is no record, or it is broken. */
final class JsonNames {
    private JsonNames() {}

    static Set<String> ofFirstRecord(String file, Configuration hadoop) throws IOException {
        Set<String> names = new HashSet<>();
        try (JsonRecords records = new JsonRecords(TextFiles.open(file, "UTF-8", hadoop))) {
            if (!records.next()) {
                return names;
            }
            try (JsonParser json = JsonText.FACTORY.createParser(records.bytes(), records.offset(), records.length())) {
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        names.add(json.currentName());
                        json.nextToken();
                        json.skipChildren();
                    }
                }
            }
        } catch (JsonProcessingException e) {
            return Set.of();
        } catch (EOFException e) { // an empty file with the ending of a compressed one
            return names;
        }
        return names;
    }
}
