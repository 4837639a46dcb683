package io.assay.features.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.feature.FeatureType;
import io.assay.features.log.Conversions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The join keys that label rows hold, by the rule of {@link io.assay.aggregation.value.KeyValue}. */
public final class LabelKeys {
    private LabelKeys() {}

    /**
     * What to count over label rows: for each join key how many have one that is not of its entity's type, so that its
     * features are null. Columns are named as the keys.
     */
    public static Map<String, Column> malformed(List<ViewLog> logs, StructType labels) {
        Map<String, FeatureType> keys = new LinkedHashMap<>();
        logs.forEach(log -> keys.putAll(log.view().joinKeys()));
        Map<String, Column> counts = new LinkedHashMap<>();
        keys.forEach((key, type) -> {
            Column given = col(quoted(field(labels, key).name()));
            Column read = part(given, labels, key, type);
            counts.put(key, count(when(given.isNotNull().and(read.isNull()), lit(1))));
        });
        return counts;
    }

    static Column part(Column given, StructType labels, String key, FeatureType type) {
        return Conversions.key(given, field(labels, key).dataType(), type);
    }

    /** Names match without regard to case, as Spark's do. */
    static StructField field(StructType labels, String key) {
        for (StructField field : labels.fields()) {
            if (field.name().toLowerCase(Locale.ROOT).equals(key)) {
                return field;
            }
        }
        throw new IllegalArgumentException("labels without %s were not rejected".formatted(key));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
