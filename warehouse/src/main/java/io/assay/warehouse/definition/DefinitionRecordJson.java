package io.assay.warehouse.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.FeatureType;
import io.assay.warehouse.json.StoredJson;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the two JSON columns of the table of definitions: {@code json} and {@code features}. The format's
 * version is in {@code json}; it is not part of the definition, so the definition's own version does not depend on it.
 */
public final class DefinitionRecordJson {
    /** The version that is written now; a definition without one is of version 1. */
    public static final int FORMAT_VERSION = 2;

    private static final String VERSION = "format_version";
    /** The last field. The text before it is kept to the letter: hashes and comparisons are of the text. */
    private static final Pattern VERSIONED =
            Pattern.compile("(.*?),?\"" + VERSION + "\":([0-9]{1,9})\\}", Pattern.DOTALL);

    private DefinitionRecordJson() {}

    /** The column {@code json}. */
    public static String json(DefinitionRecord definition) {
        String json = definition.json();
        object(json);
        String body = json.substring(0, json.lastIndexOf('}')).stripTrailing();
        return String.format(Locale.ROOT, "%s%s\"%s\":%d}", body, body.equals("{") ? "" : ",", VERSION, FORMAT_VERSION);
    }

    /** The column {@code features}; null for all but views. */
    public static @Nullable String features(DefinitionRecord definition) {
        if (definition.kind() != DefinitionKind.VIEW) {
            return null;
        }
        ObjectNode features = StoredJson.MAPPER.createObjectNode();
        definition.types().forEach((feature, type) -> features.put(feature, type.word()));
        return features.toString();
    }

    /**
     * One row of the table.
     *
     * @throws InvalidDefinitionException if a column cannot be read, or was written by a later version of Assay
     */
    public static DefinitionRecord read(
            DefinitionKind kind, String name, String version, String json, @Nullable String features, boolean live) {
        object(json);
        Matcher versioned = VERSIONED.matcher(json);
        boolean hasVersion = versioned.matches();
        int format = hasVersion ? Integer.parseInt(versioned.group(2)) : 1;
        if (format > FORMAT_VERSION) {
            throw new InvalidDefinitionException(
                    "%s %s".formatted(kind.word(), name),
                    "its format is version %d, and this version of Assay reads up to %d"
                            .formatted(format, FORMAT_VERSION),
                    "use the version of Assay that wrote it, or a later one");
        }
        String definition = hasVersion ? versioned.group(1) + "}" : json;
        return new DefinitionRecord(kind, name, version, definition, types(features), live);
    }

    private static Map<String, FeatureType> types(@Nullable String features) {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        if (features != null) {
            object(features)
                    .properties()
                    .forEach(type -> types.put(
                            type.getKey(), FeatureType.parse(type.getValue().asText())));
        }
        return types;
    }

    private static ObjectNode object(String json) {
        try {
            if (StoredJson.MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new InvalidDefinitionException(
                    "assay/definitions", "malformed JSON: " + e.getOriginalMessage(), "compute or ingest again");
        }
        throw new InvalidDefinitionException(
                "assay/definitions", "'%s' is not a JSON object".formatted(json), "compute or ingest again");
    }
}
