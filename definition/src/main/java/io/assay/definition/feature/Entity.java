package io.assay.definition.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What features describe, and the keys that identify one instance, in order. */
public record Entity(EntityName name, Map<String, FeatureType> joinKeys) {
    public Entity {
        joinKeys = Collections.unmodifiableMap(new LinkedHashMap<>(joinKeys));
    }
}
