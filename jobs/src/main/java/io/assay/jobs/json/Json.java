package io.assay.jobs.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

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

    /** The text of a document; decimals are written plainly, 0.0000000012 and not 1.2E-9. */
    public static String text(JsonNode document) {
        return written(document, MAPPER.writer());
    }

    /** The same in lines, for people. */
    public static String pretty(JsonNode document) {
        return written(document, MAPPER.writerWithDefaultPrettyPrinter());
    }

    private static String written(JsonNode document, ObjectWriter writer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new PlainDecimals(writer.createGenerator(text))) {
            writer.writeValue(json, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written but the text
        }
        return text.toString();
    }

    /** Numbers of an exponent beyond those of a table's decimals keep it: 1E+300 stays as it is. */
    private static final class PlainDecimals extends JsonGeneratorDelegate {
        private static final int MOST_DECIMALS = 38;

        PlainDecimals(JsonGenerator json) {
            super(json);
        }

        @Override
        public void writeNumber(BigDecimal number) throws IOException {
            if (number.scale() > 0 && number.scale() <= MOST_DECIMALS) {
                super.writeNumber(number.toPlainString());
            } else {
                super.writeNumber(number);
            }
        }
    }
}
