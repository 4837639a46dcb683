package io.assay.jobs.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One definition as a run used it.
 *
 * @param json canonical; {@link DefinitionReader} reads it back
 * @param features of a view, a JSON object of feature and type word; else null
 * @param live whether readers are to use this version from now on; false retires the definition
 */
public record DefinitionRow(
        Kind kind,
        String name,
        String version,
        String json,
        @Nullable String features,
        boolean live) {

    /** What is defined. */
    public enum Kind {
        CONTRACT,
        ENTITY,
        VIEW,
        SERVICE,
        MODEL,
        PROJECT
    }

    public static DefinitionRow of(DataContract contract) {
        return new DefinitionRow(Kind.CONTRACT, contract.id(), contract.version(), contract.json(), null, true);
    }

    public static DefinitionRow of(Entity entity) {
        return hashed(Kind.ENTITY, entity.name().toString(), DefinitionReader.json(entity));
    }

    public static DefinitionRow of(FeatureService service) {
        return hashed(Kind.SERVICE, service.name().toString(), service.json());
    }

    public static DefinitionRow of(ModelDefinition model) {
        return new DefinitionRow(Kind.MODEL, model.name().toString(), model.version(), model.json(), null, true);
    }

    public static DefinitionRow of(Settings settings) {
        return hashed(Kind.PROJECT, settings.project(), DefinitionReader.json(settings));
    }

    /** A view that is whole and takes over. */
    public static DefinitionRow liveView(FeatureView view, Map<String, FeatureType> types) {
        ObjectNode features = new ObjectMapper().createObjectNode();
        types.forEach((feature, type) -> features.put(feature, type.word()));
        return new DefinitionRow(
                Kind.VIEW, view.name().toString(), view.version(), view.json(), features.toString(), true);
    }

    /** The row that ends the use of this definition: the newest row of a kind and name decides. */
    DefinitionRow retired() {
        return new DefinitionRow(kind, name, version, json, features, false);
    }

    /** The kind as the table has it. */
    public String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** One line for people about a row that retires a definition. */
    public String retirement() {
        return "%s %s is retired: the project no longer has it; its tables stay".formatted(word(), name);
    }

    /** Whether the project still has it; only views, services and entities ever leave one. */
    boolean isIn(Project project) {
        return switch (kind) {
            case VIEW -> project.views().containsKey(new ViewName(name));
            case SERVICE -> project.services().containsKey(new ServiceName(name));
            case ENTITY -> project.entities().containsKey(new EntityName(name));
            case CONTRACT, MODEL, PROJECT -> true;
        };
    }

    private static DefinitionRow hashed(Kind kind, String name, String json) {
        return new DefinitionRow(kind, name, version(json), json, null, true);
    }

    private static String version(String json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
