package io.assay.service.online;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.assay.service.online.OnlineRequest.Naming;
import io.assay.service.online.OnlineRequest.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a request's body in one pass, and reports what is wrong as FastAPI would. */
final class RequestParser {
    private static final int DEEPEST = 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final JsonParser json;
    private @Nullable Map<String, List<@Nullable Object>> entities;
    private @Nullable String service;
    private List<String> features = List.of();
    private Naming naming = Naming.SHORT;

    private RequestParser(JsonParser json) {
        this.json = json;
    }

    static OnlineRequest parse(byte[] body) {
        if (body.length == 0) {
            throw FeastError.invalid("missing", List.of(), "Field required", "null");
        }
        try (JsonParser json = JSON.createParser(body)) {
            return new RequestParser(json).read();
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            int place = at == null ? 0 : (int) Math.max(0, at.getByteOffset());
            throw FeastError.invalid(
                    "json_invalid", List.of(place), "JSON decode error: " + malformed.getOriginalMessage(), "{}");
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading bytes in memory", impossible);
        }
    }

    private OnlineRequest read() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw wrong(
                    "model_attributes_type",
                    List.of(),
                    "Input should be a valid dictionary or object to extract fields from");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "entities" -> entities = columns();
                case "feature_service" -> service = textOrNull("feature_service");
                case "features" -> features = references();
                case "full_feature_names" -> naming = flag("full_feature_names") ? Naming.FULL : Naming.SHORT;
                case "include_feature_view_version_metadata" -> flag("include_feature_view_version_metadata");
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw wrong(
                    "json_invalid",
                    List.of((int) json.currentTokenLocation().getByteOffset()),
                    "JSON decode error: text after the document");
        }
        if (entities == null) {
            throw FeastError.invalid("missing", List.of("entities"), "Field required", "{}");
        }
        return new OnlineRequest(entities, new Wanted(Optional.ofNullable(service), features, naming));
    }

    private Map<String, List<@Nullable Object>> columns() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("dict_type", List.of("entities"), "Input should be a valid dictionary");
        }
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>(8);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            columns.put(name, values(name));
        }
        return columns;
    }

    private List<@Nullable Object> values(String column) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("list_type", List.of("entities", column), "Input should be a valid list");
        }
        List<@Nullable Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(column, values.size()));
        }
        return values;
    }

    private @Nullable Object value(String column, int index) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? json.getBigIntegerValue()
                        : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDecimalValue(); // a double would be another key beyond 2^53
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default ->
                throw wrong(
                        "scalar_type",
                        List.of("entities", column, index),
                        "Input should be a number, a string, a boolean or null");
        };
    }

    private List<String> references() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("list_type", List.of("features"), "Input should be a valid list");
        }
        List<String> references = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw wrong("string_type", List.of("features", references.size()), "Input should be a valid string");
            }
            references.add(json.getText());
        }
        return references;
    }

    private @Nullable String textOrNull(String key) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> null;
            default -> throw wrong("string_type", List.of(key), "Input should be a valid string");
        };
    }

    private boolean flag(String key) throws IOException {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw wrong("bool_type", List.of(key), "Input should be a valid boolean");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** The input is quoted if it is one value; of lists and objects only the kind. */
    private FeastError wrong(String type, List<Object> place, String message) throws IOException {
        JsonToken token = json.currentToken();
        String input = token == null
                ? "null"
                : switch (token) {
                    case START_OBJECT -> "{}";
                    case START_ARRAY -> "[]";
                    case VALUE_STRING ->
                        new JsonBuffer(32).string(json.getText()).toString();
                    default -> json.getText();
                };
        return FeastError.invalid(type, place, message, input);
    }
}
