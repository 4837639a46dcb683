package io.assay.jobs.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads and writes the JSON documents of commands. A mapper is costly to make, and safe for use by several threads. */
public final class Json {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private static final ObjectReader EXACT = MAPPER.readerFor(JsonNode.class)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    private Json() {}

    /** A new, empty document. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Numbers keep their digits: 1.50 stays 1.50. */
    public static JsonNode exact(String json) throws JsonProcessingException {
        return EXACT.readValue(json);
    }
}
