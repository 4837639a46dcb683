package io.assay.definition.internal.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads JSON into nodes, and writes nodes as canonical JSON: keys sorted, no spaces, numbers as they were written. */
public final class CanonicalJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private CanonicalJson() {}

    /** The document's root; a NULL scalar and a fault if it is malformed. */
    public static DocumentNode read(String text, FaultCollector faults) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return node(parser, "");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            faults.add(line, "document", "malformed JSON: " + e.getOriginalMessage(), "fix the JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DocumentNode.Scalar(0, "", "", DocumentNode.Kind.NULL);
    }

    private static DocumentNode node(JsonParser parser, String at) throws IOException {
        int line = parser.currentLocation().getLineNr();
        JsonToken token = parser.currentToken();
        if (token == null) {
            return new DocumentNode.Scalar(line, at, "", DocumentNode.Kind.NULL);
        }
        return switch (token) {
            case START_OBJECT -> mapping(parser, line, at);
            case START_ARRAY -> {
                List<DocumentNode> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(parser, at + "[" + items.size() + "]"));
                }
                yield new DocumentNode.Items(line, at, items);
            }
            case VALUE_NUMBER_INT -> new DocumentNode.Scalar(line, at, parser.getText(), DocumentNode.Kind.INTEGER);
            case VALUE_NUMBER_FLOAT -> new DocumentNode.Scalar(line, at, parser.getText(), DocumentNode.Kind.FRACTION);
            case VALUE_TRUE, VALUE_FALSE ->
                new DocumentNode.Scalar(line, at, parser.getText(), DocumentNode.Kind.BOOLEAN);
            case VALUE_NULL -> new DocumentNode.Scalar(line, at, "", DocumentNode.Kind.NULL);
            default -> new DocumentNode.Scalar(line, at, parser.getText(), DocumentNode.Kind.TEXT);
        };
    }

    private static DocumentNode mapping(JsonParser parser, int line, String at) throws IOException {
        Map<String, DocumentNode> entries = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            lines.put(key, parser.currentLocation().getLineNr());
            parser.nextToken();
            entries.put(key, node(parser, DocumentNode.below(at, key)));
        }
        return new DocumentNode.Mapping(line, at, entries, lines);
    }

    /** Canonical JSON of a node and all below it. */
    public static String write(DocumentNode node) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(node, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(DocumentNode node, JsonGenerator generator) throws IOException {
        if (node instanceof DocumentNode.Mapping mapping) {
            generator.writeStartObject();
            for (Map.Entry<String, DocumentNode> entry : new TreeMap<>(mapping.entries()).entrySet()) {
                generator.writeFieldName(entry.getKey());
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (node instanceof DocumentNode.Items list) {
            generator.writeStartArray();
            for (DocumentNode item : list.items()) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else if (node instanceof DocumentNode.Scalar scalar) {
            write(scalar, generator);
        }
    }

    private static void write(DocumentNode.Scalar scalar, JsonGenerator generator) throws IOException {
        switch (scalar.kind()) {
            case INTEGER, FRACTION -> {
                if (NUMBER.matcher(scalar.text()).matches()) {
                    generator.writeNumber(scalar.text());
                } else {
                    generator.writeString(scalar.text());
                }
            }
            case BOOLEAN -> generator.writeBoolean("true".equalsIgnoreCase(scalar.text()));
            case NULL -> generator.writeNull();
            case TEXT -> generator.writeString(scalar.text());
        }
    }
}
