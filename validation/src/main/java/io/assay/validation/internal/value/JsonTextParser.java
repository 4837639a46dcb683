package io.assay.validation.internal.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.apache.spark.unsafe.types.UTF8String;

/** The JSON text of an object or an array, kept as it is written. */
final class JsonTextParser implements ValueParser {
    private static final long serialVersionUID = 1;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private final JsonToken begin;

    /** Of texts that begin so. */
    JsonTextParser(JsonToken begin) {
        this.begin = begin;
    }

    @Override
    public Object parse(byte[] bytes, int offset, int length) {
        try (JsonParser json = FACTORY.createParser(bytes, offset, length)) {
            if (json.nextToken() != begin) {
                return Unparsed.FAULT;
            }
            json.skipChildren();
            return json.nextToken() == null ? UTF8String.fromBytes(bytes, offset, length) : Unparsed.FAULT;
        } catch (IOException e) {
            return Unparsed.FAULT;
        }
    }
}
