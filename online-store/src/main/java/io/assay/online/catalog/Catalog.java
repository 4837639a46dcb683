package io.assay.online.catalog;

import io.assay.definition.feature.Entity;
import io.assay.definition.feature.EntityName;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.online.view.OnlineView;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is live at the moment: views to read from, services and entities by name. Immutable: a change makes a new
 * catalog, so what was resolved against one may be kept as long as {@code OnlineStore.catalog()} answers the same
 * instance.
 *
 * @param contracts canonical JSON of the live data contracts, by id
 */
public record Catalog(
        Map<ViewName, OnlineView> views,
        Map<ServiceName, FeatureService> services,
        Map<EntityName, Entity> entities,
        Map<String, String> contracts) {
    public Catalog {
        views = Collections.unmodifiableMap(new LinkedHashMap<>(views));
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        entities = Collections.unmodifiableMap(new LinkedHashMap<>(entities));
        contracts = Collections.unmodifiableMap(new LinkedHashMap<>(contracts));
    }

    /** Nothing yet. */
    public static Catalog empty() {
        return new Catalog(Map.of(), Map.of(), Map.of(), Map.of());
    }
}
