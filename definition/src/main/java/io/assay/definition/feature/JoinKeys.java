package io.assay.definition.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The join keys of several entities as one key. */
final class JoinKeys {
    private JoinKeys() {}

    static Map<String, FeatureType> of(List<Entity> entities) {
        Map<String, FeatureType> keys = new LinkedHashMap<>();
        entities.forEach(entity -> keys.putAll(entity.joinKeys()));
        return keys;
    }
}
