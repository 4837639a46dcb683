package io.assay.jobs.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ViewName;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.online.catalog.LiveDefinitions;
import io.assay.warehouse.definition.DefinitionKind;
import io.assay.warehouse.feature.FeatureLogTransaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of one view.
 *
 * @param defined version of the definition in the project's folder; empty if it is gone from there, and not retired yet
 * @param live version that readers see
 * @param cursor sequence of the newest batch that is in the live version; 0 before the first
 * @param behind batches of the dataset that are published and not computed by the version in the project; all of them
 *     where that is not the live one
 */
record ViewStatus(String view, Optional<String> defined, Optional<String> live, long cursor, long behind) {

    /** These views, in this order; after them those that readers see and that are not among them. */
    static List<ViewStatus> all(
            WarehouseLookup warehouse, Collection<FeatureView> views, List<DatasetStatus> datasets) {
        LiveDefinitions definitions = warehouse.definitions();
        Map<String, String> live = definitions.versions(DefinitionKind.VIEW);
        Set<ViewName> defined = views.stream().map(FeatureView::name).collect(Collectors.toSet());
        Stream<ViewStatus> ofProject = views.stream().map(view -> {
            Optional<String> version = Optional.ofNullable(live.get(view.name().value()));
            return of(warehouse, view, Optional.of(view.version()), version, datasets);
        });
        Stream<ViewStatus> gone = definitions.views().values().stream()
                .map(LiveDefinitions.LiveView::view)
                .filter(view -> !defined.contains(view.name()))
                .map(view -> of(warehouse, view, Optional.empty(), Optional.of(view.version()), datasets));
        return Stream.concat(ofProject, gone).toList();
    }

    private static ViewStatus of(
            WarehouseLookup warehouse,
            FeatureView view,
            Optional<String> defined,
            Optional<String> live,
            List<DatasetStatus> datasets) {
        String name = view.name().value();
        long cursor = live.flatMap(version -> warehouse
                        .featureLog(name, version)
                        .map(log -> log.transaction(FeatureLogTransaction.application(name, version))
                                .orElse(0)))
                .orElse(0L);
        long published = datasets.stream()
                .filter(status -> status.dataset().equals(view.source().dataset()))
                .mapToLong(DatasetStatus::sequence)
                .findFirst()
                .orElse(0);
        long computed = defined.isEmpty() || defined.equals(live) ? cursor : 0;
        return new ViewStatus(name, defined, live, cursor, Math.max(0, published - computed));
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("view", view).put("defined", defined.orElse(null)).put("live", live.orElse(null));
        return json.put("cursor", cursor).put("behind", behind);
    }

    Object[] cells() {
        return new Object[] {view, live.orElse("-"), defined.orElse("not any more"), cursor, behind};
    }
}
