package io.assay.features.join;

import static org.apache.spark.sql.functions.lit;

import io.assay.aggregation.value.FeatureValue;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.features.log.SparkTypes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A view with the log that holds its rows.
 *
 * @param types of the features, as they were resolved when the log was computed
 */
public record ViewLog(FeatureView view, Map<String, FeatureType> types, Dataset<Row> rows) {
    public ViewLog {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    FeatureType type(String feature) {
        FeatureType type = types.get(feature);
        if (type == null) {
            throw new InvalidDefinitionException(
                    "view " + view.name(),
                    "there is no feature '%s'".formatted(feature),
                    "use one of " + String.join(", ", view.features()));
        }
        return type;
    }

    /** What the definition gives in place of null. */
    Optional<Column> fallback(String feature) {
        return view.match(new FeatureView.Cases<Optional<String>>() {
                    @Override
                    public Optional<String> window(WindowView view) {
                        return view.window().stream()
                                .filter(f -> f.name().equals(feature))
                                .findFirst()
                                .flatMap(WindowFeature::fallback);
                    }

                    @Override
                    public Optional<String> latest(LatestView view) {
                        return view.latest().stream()
                                .filter(f -> f.name().equals(feature))
                                .findFirst()
                                .flatMap(LatestFeature::fallback);
                    }
                })
                .map(text -> literal(FeatureValue.parse(text, type(feature)), type(feature)));
    }

    private static Column literal(Object value, FeatureType type) {
        return SparkTypes.typed(lit(value), type).cast(SparkTypes.sparkType(type));
    }
}
