package io.assay.definition.internal.feature;

import io.assay.definition.feature.FeatureService.Reference;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The columns that a service's training sets and answers have: the join keys of its views and its features. Each needs
 * a name of its own, also where the features are requested by their full names.
 */
final class ServiceColumns {
    private static final String SHORT_FIX = "rename one of them, or add full_feature_names: true";

    private final Map<String, String> joinKeys = new LinkedHashMap<>();
    private final List<Reference> features;
    private final DocumentNode place;
    private final FaultCollector faults;

    ServiceColumns(List<FeatureView> views, List<Reference> features, DocumentNode place, FaultCollector faults) {
        for (FeatureView view : views) {
            view.joinKeys()
                    .keySet()
                    .forEach(key -> joinKeys.putIfAbsent(key, view.name().value()));
        }
        this.features = features;
        this.place = place;
        this.faults = faults;
    }

    /** Features under their own names. */
    void checkShort() {
        check(Reference::feature, SHORT_FIX);
    }

    /** Features as {@code view__feature}. */
    void checkFull() {
        check(Reference::fullName, "rename a view or a feature");
    }

    private void check(Function<Reference, String> name, String fix) {
        Map<String, Reference> names = new LinkedHashMap<>();
        for (Reference feature : features) {
            String column = name.apply(feature);
            Reference other = names.putIfAbsent(column, feature);
            String view = joinKeys.get(column);
            if (other != null) {
                faults.add(
                        place,
                        "the feature name '%s' comes from '%s' and from '%s'"
                                .formatted(column, text(other), text(feature)),
                        fix);
            } else if (view != null) {
                faults.add(
                        place,
                        "the feature '%s' is named like the join key '%s' of view '%s'"
                                .formatted(text(feature), column, view),
                        fix);
            }
        }
    }

    private static String text(Reference feature) {
        return feature.view() + ":" + feature.feature();
    }
}
