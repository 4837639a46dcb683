package io.assay.warehouse.definition;

import io.assay.definition.contract.DataContract;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.EntityName;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.model.ModelDefinition;
import io.assay.definition.project.DefinitionReader;
import io.assay.definition.project.Project;
import io.assay.definition.project.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One definition as a run used it.
 *
 * @param json canonical; {@link DefinitionReader} reads it back
 * @param types of a view's features, in the order of the definition; empty for all else
 * @param live whether readers are to use this version from then on; false retires the definition
 */
public record DefinitionRecord(
        DefinitionKind kind, String name, String version, String json, Map<String, FeatureType> types, boolean live) {
    public DefinitionRecord {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    public static DefinitionRecord of(DataContract contract) {
        return new DefinitionRecord(
                DefinitionKind.CONTRACT, contract.id(), contract.version(), contract.json(), Map.of(), true);
    }

    public static DefinitionRecord of(Entity entity) {
        return hashed(DefinitionKind.ENTITY, entity.name().value(), DefinitionReader.json(entity));
    }

    public static DefinitionRecord of(FeatureService service) {
        return hashed(DefinitionKind.SERVICE, service.name().value(), service.json());
    }

    public static DefinitionRecord of(ModelDefinition model) {
        return new DefinitionRecord(
                DefinitionKind.MODEL, model.name().value(), model.version(), model.json(), Map.of(), true);
    }

    public static DefinitionRecord of(Settings settings) {
        return hashed(DefinitionKind.PROJECT, settings.project(), DefinitionReader.json(settings));
    }

    /** A view whose log is complete, so that readers are to use it. */
    public static DefinitionRecord liveView(FeatureView view, Map<String, FeatureType> types) {
        return new DefinitionRecord(DefinitionKind.VIEW, view.name().value(), view.version(), view.json(), types, true);
    }

    /** The record that ends the use of this definition: the newest of a kind and name decides. */
    public DefinitionRecord retired() {
        return new DefinitionRecord(kind, name, version, json, types, false);
    }

    /** Whether the project still has it; only views, services and entities ever leave one. */
    public boolean isIn(Project project) {
        return switch (kind) {
            case VIEW -> project.views().containsKey(new ViewName(name));
            case SERVICE -> project.services().containsKey(new ServiceName(name));
            case ENTITY -> project.entities().containsKey(new EntityName(name));
            case CONTRACT, MODEL, PROJECT -> true;
        };
    }

    private static DefinitionRecord hashed(DefinitionKind kind, String name, String json) {
        return new DefinitionRecord(kind, name, hash(json), json, Map.of(), true);
    }

    private static String hash(String json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
