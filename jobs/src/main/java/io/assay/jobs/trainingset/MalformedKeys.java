package io.assay.jobs.trainingset;

import io.assay.definition.feature.FeatureType;
import io.assay.features.join.LabelKeys;
import io.assay.features.join.ViewLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * Label rows with a join key that is not of its entity's type.
 *
 * @param types of the keys, by name
 * @param columns one count a key
 */
record MalformedKeys(Map<String, FeatureType> types, Map<String, Column> columns) {
    private static final String PREFIX = "__malformed_";

    static MalformedKeys of(List<ViewLog> logs, StructType labels) {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        logs.forEach(log -> types.putAll(log.view().joinKeys()));
        return new MalformedKeys(types, LabelKeys.malformed(logs, labels));
    }

    /** To be observed on the label rows. */
    List<Column> counts() {
        return columns.entrySet().stream()
                .map(entry -> entry.getValue().as(PREFIX + entry.getKey()))
                .toList();
    }

    /** How many rows there are, out of all that was observed; without the keys that are as they should be. */
    Map<String, Long> of(Map<String, Long> observed) {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String key : columns.keySet()) {
            long count = observed.getOrDefault(PREFIX + key, 0L);
            if (count > 0) {
                rows.put(key, count);
            }
        }
        return rows;
    }

    String type(String key) {
        FeatureType type = types.get(key);
        return type == null ? "" : type.word();
    }
}
