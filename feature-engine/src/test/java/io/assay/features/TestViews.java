package io.assay.features;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.EntityName;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.Source;
import io.assay.definition.feature.ViewName;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Small views for tests: the key is {@code id}, the event time {@code at}, the value {@code x}. */
public final class TestViews {
    private TestViews() {}

    public static Entity entity(String name, String... keys) {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        for (String key : keys) {
            String[] parts = key.split(":", 2);
            types.put(parts[0], FeatureType.parse(parts[1]));
        }
        return new Entity(new EntityName(name), types);
    }

    public static Source source(String eventTime, @Nullable String available) {
        return new Source(
                new DatasetName("events"), eventTime, Optional.ofNullable(available), Optional.empty(), Map.of());
    }

    public static WindowFeature window(String name, Aggregate aggregate, @Nullable String of, Duration over) {
        return window(name, aggregate, of, over, WindowFeature.defaultHop(over));
    }

    public static WindowFeature window(
            String name, Aggregate aggregate, @Nullable String of, Duration over, Duration hop) {
        return new WindowFeature(
                name,
                aggregate,
                Optional.ofNullable(of),
                Optional.empty(),
                over,
                hop,
                Optional.empty(),
                Optional.empty());
    }

    public static WindowView windowView(String name, Entity entity, Source source, WindowFeature... features) {
        return new WindowView(
                new ViewName(name),
                Optional.empty(),
                List.of(entity),
                source,
                Duration.ofSeconds(1),
                List.of(features),
                Map.of(),
                "00000000",
                "{}");
    }

    public static LatestFeature latest(String name, String of) {
        return new LatestFeature(name, of, Optional.empty(), Optional.empty());
    }

    public static LatestView latestView(
            String name, Entity entity, Source source, @Nullable Duration ttl, LatestFeature... features) {
        return new LatestView(
                new ViewName(name),
                Optional.empty(),
                List.of(entity),
                source,
                Optional.ofNullable(ttl),
                List.of(features),
                Map.of(),
                "00000000",
                "{}");
    }
}
