package io.assay.definition.internal.feature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.assay.definition.DurationText;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.Source;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Canonical JSON of our own definitions, and versions: 8 hex digits of the hash of the parts that change values. */
public final class DefinitionJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private DefinitionJson() {}

    /** Something that writes into an open object. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    public static String of(FeatureView view) {
        return object(json -> {
            json.writeStringField("view", view.name().value());
            optional(json, "description", view.description());
            meaning(json, view);
            if (!view.tags().isEmpty()) {
                texts(json, "tags", new TreeMap<>(view.tags()));
            }
        });
    }

    /** Descriptions and tags do not change the version. */
    static String version(FeatureView view) {
        return hash(object(json -> {
            json.writeStringField("view", view.name().value());
            meaning(json, view);
        }));
    }

    public static String of(Entity entity) {
        return object(json -> entity(json, entity.name().value(), entity.joinKeys()));
    }

    static String of(List<FeatureService.Reference> references, String name) {
        return object(json -> {
            json.writeStringField("service", name);
            json.writeArrayFieldStart("features");
            for (FeatureService.Reference reference : references) {
                json.writeString(reference.view() + ":" + reference.feature());
            }
            json.writeEndArray();
        });
    }

    /** A flat object of texts; keys whose value is empty are left out. */
    static String of(Map<String, String> fields, Map<String, String> parameters) {
        return object(json -> {
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            if (!parameters.isEmpty()) {
                texts(json, "parameters", new TreeMap<>(parameters));
            }
        });
    }

    /** What a run keeps of {@code assay.yaml}. */
    public static String ofProject(String project, String catalog, String store) {
        return object(json -> {
            json.writeNumberField("assay", 1);
            json.writeStringField("project", project);
            texts(json, "catalog", Map.of("type", catalog));
            texts(json, "online", Map.of("store", store));
        });
    }

    /** The first 8 hex digits of SHA-256. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void meaning(JsonGenerator json, FeatureView view) throws IOException {
        json.writeObjectFieldStart("entities");
        for (Entity entity : view.entities()) {
            entity(json, entity.name().value(), entity.joinKeys());
        }
        json.writeEndObject();
        source(json, view.source());
        view.match(new Features()).write(json);
    }

    /** The features of each kind of view. */
    private static final class Features implements FeatureView.Cases<Body> {
        @Override
        public Body window(WindowView view) {
            return json -> windows(json, view);
        }

        @Override
        public Body latest(LatestView view) {
            return json -> rows(json, view);
        }
    }

    private static void entity(JsonGenerator json, String name, Map<String, FeatureType> joinKeys) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeObjectFieldStart("join_keys");
        for (Map.Entry<String, FeatureType> key : joinKeys.entrySet()) {
            json.writeStringField(key.getKey(), key.getValue().word());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void source(JsonGenerator json, Source source) throws IOException {
        json.writeObjectFieldStart("source");
        json.writeStringField("dataset", source.dataset().value());
        json.writeStringField("event_time", source.eventTime());
        optional(json, "available", source.available());
        optional(json, "where", source.where());
        texts(json, "keys", source.keys());
        json.writeEndObject();
    }

    private static void windows(JsonGenerator json, WindowView view) throws IOException {
        json.writeStringField("grain", DurationText.text(view.grain()));
        json.writeArrayFieldStart("window");
        for (WindowFeature feature : view.window()) {
            json.writeStartObject();
            json.writeStringField("name", feature.name());
            json.writeStringField("aggregate", feature.aggregate().word());
            optional(json, "of", feature.of());
            optional(json, "where", feature.where());
            json.writeStringField("over", DurationText.text(feature.over()));
            json.writeStringField("hop", DurationText.text(feature.hop()));
            optional(json, "type", feature.type().map(FeatureType::word));
            optional(json, "default", feature.fallback());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void rows(JsonGenerator json, LatestView view) throws IOException {
        optional(json, "ttl", view.ttl().map(DurationText::text));
        json.writeArrayFieldStart("latest");
        for (LatestFeature feature : view.latest()) {
            json.writeStartObject();
            json.writeStringField("name", feature.name());
            json.writeStringField("of", feature.of());
            optional(json, "type", feature.type().map(FeatureType::word));
            optional(json, "default", feature.fallback());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
