package io.assay.jobs.features;

import io.assay.definition.feature.FeatureType;
import io.assay.features.join.LabelKeys;
import io.assay.features.join.ViewLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Label rows with a join key that is not of its entity's type.
 *
 * @param types of the keys, by name
 * @param columns one count a key
 */
public record MalformedKeys(Map<String, FeatureType> types, Map<String, Column> columns) {
    private static final String PREFIX = "__malformed_";

    public static MalformedKeys of(List<ViewLog> logs, StructType labels) {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        logs.forEach(log -> types.putAll(log.view().joinKeys()));
        return new MalformedKeys(types, LabelKeys.malformed(logs, labels));
    }

    /** To be observed on the label rows. */
    public List<Column> counts() {
        return columns.entrySet().stream()
                .map(entry -> entry.getValue().as(PREFIX + entry.getKey()))
                .toList();
    }

    /** How many rows there are, out of all that was observed; without the keys that are as they should be. */
    public Map<String, Long> of(Map<String, Long> observed) {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String key : columns.keySet()) {
            long count = observed.getOrDefault(PREFIX + key, 0L);
            if (count > 0) {
                rows.put(key, count);
            }
        }
        return rows;
    }

    /** The same, counted now over {@code rows}: one action. */
    public Map<String, Long> in(Dataset<Row> rows) {
        List<Column> counts = counts();
        Column[] others = counts.subList(1, counts.size()).toArray(Column[]::new);
        Row counted = rows.agg(counts.get(0), others).head();
        Map<String, Long> observed = new LinkedHashMap<>();
        for (String name : counted.schema().fieldNames()) {
            observed.put(name, counted.getLong(counted.fieldIndex(name)));
        }
        return of(observed);
    }

    /** The line of a summary about {@code rows} with such a key. */
    public String line(String key, long rows) {
        FeatureType type = types.get(key);
        return "%,d rows have a key %s that is not %s: their features are null"
                .formatted(rows, key, type == null ? "" : type.word());
    }
}
