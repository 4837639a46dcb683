package io.assay.definition.internal.feature;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.EntityName;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads entities: {@code carrier: {join_keys: {carrier: string}}}. */
public final class EntityReader {
    private static final Set<FeatureType.Scalar> NO_KEYS = Set.of(
            FeatureType.Scalar.FLOAT, FeatureType.Scalar.DOUBLE, FeatureType.Scalar.DECIMAL, FeatureType.Scalar.BYTES);

    private EntityReader() {}

    /** One entity; {@code node} is the value under its name. */
    public static Optional<Entity> read(String name, DocumentNode node, FaultCollector faults) {
        Optional<FieldReader> fields = FieldReader.of(node, faults);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Map<String, FeatureType> keys = new LinkedHashMap<>();
        Optional<FieldReader> joinKeys = fields.get().fields("join_keys");
        joinKeys.ifPresent(inner -> inner.node()
                .entries()
                .forEach((key, type) -> type(key, type, faults).ifPresent(read -> keys.put(key, read))));
        if (joinKeys.isEmpty() || joinKeys.get().node().entries().isEmpty()) {
            faults.add(node, "'%s' has no join_keys".formatted(name), "add join_keys: {%s: string}".formatted(name));
        }
        fields.get().text("description");
        fields.get().pairs("tags");
        fields.get().done();
        try {
            return Optional.of(new Entity(new EntityName(name), keys));
        } catch (InvalidDefinitionException e) {
            faults.add(node, e);
            return Optional.empty();
        }
    }

    private static Optional<FeatureType> type(String key, DocumentNode node, FaultCollector faults) {
        ReservedNames.checkKey(key, node, faults);
        if (!(node instanceof DocumentNode.Scalar scalar)) {
            faults.add(
                    node, "the type of '%s' is %s".formatted(key, node.noun()), "write a type, such as string or long");
            return Optional.empty();
        }
        try {
            FeatureType type = FeatureType.parse(scalar.text());
            if (type.shape() == FeatureType.Shape.LIST || NO_KEYS.contains(type.scalar())) {
                faults.add(
                        node,
                        "a join key cannot be %s".formatted(type.word()),
                        "use " + String.join(", ", List.of("string", "long", "int", "boolean", "timestamp")));
            }
            return Optional.of(type);
        } catch (InvalidDefinitionException e) {
            faults.add(node, e);
            return Optional.empty();
        }
    }
}
