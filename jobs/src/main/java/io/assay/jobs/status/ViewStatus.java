package io.assay.jobs.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.feature.FeatureView;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.warehouse.definition.DefinitionKind;
import io.assay.warehouse.feature.FeatureLogTransaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of one view.
 *
 * @param defined version of the definition in the project's folder
 * @param live version that readers see
 * @param cursor sequence of the newest batch that is in the live version; 0 before the first
 * @param behind batches of the dataset that are published and not computed
 */
record ViewStatus(String view, String defined, Optional<String> live, long cursor, long behind) {

    /** All views, in this order. */
    static List<ViewStatus> all(
            WarehouseLookup warehouse, Collection<FeatureView> views, List<DatasetStatus> datasets) {
        Map<String, String> live = warehouse.definitions().versions(DefinitionKind.VIEW);
        return views.stream()
                .map(view -> of(
                        warehouse,
                        view,
                        Optional.ofNullable(live.get(view.name().value())),
                        datasets))
                .toList();
    }

    private static ViewStatus of(
            WarehouseLookup warehouse, FeatureView view, Optional<String> live, List<DatasetStatus> datasets) {
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
        return new ViewStatus(view.name().value(), view.version(), live, cursor, Math.max(0, published - cursor));
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("view", view).put("defined", defined).put("live", live.orElse(null));
        return json.put("cursor", cursor).put("behind", behind);
    }

    Object[] cells() {
        return new Object[] {view, live.orElse("-"), defined, cursor, behind};
    }
}
