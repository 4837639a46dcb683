package io.assay.service.online;

import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.ViewName;
import io.assay.online.catalog.Catalog;
import io.assay.online.view.OnlineView;
import io.assay.service.online.OnlineRequest.Naming;
import io.assay.service.online.OnlineRequest.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves wanted features against one catalog, or reports which are missing. */
final class RequestPlanner {
    private final Catalog catalog;
    private final String project;
    private final Map<String, OnlineView> views = new HashMap<>();
    private final Map<String, FeatureService> services = new HashMap<>();

    RequestPlanner(Catalog catalog, String project) {
        this.catalog = catalog;
        this.project = project;
        catalog.views().forEach((name, view) -> views.put(name.value(), view));
        catalog.services().forEach((name, service) -> services.put(name.value(), service));
    }

    Catalog catalog() {
        return catalog;
    }

    private record Reference(String view, String feature, Object place) {}

    RequestPlan plan(Wanted wanted) {
        Map<String, List<Reference>> byView = new LinkedHashMap<>();
        for (Reference reference : references(wanted)) {
            byView.computeIfAbsent(reference.view(), any -> new ArrayList<>()).add(reference);
        }
        List<RequestPlan.Part> parts = new ArrayList<>();
        List<RequestPlan.OutputColumn> columns = new ArrayList<>();
        byView.forEach((name, references) -> {
            OnlineView view = view(name);
            List<Integer> features = new ArrayList<>();
            for (Reference reference : references) {
                int feature = feature(view, reference);
                features.add(feature);
                String column = wanted.naming() == Naming.FULL
                        ? view.definition().name() + "__" + reference.feature()
                        : reference.feature();
                columns.add(new RequestPlan.OutputColumn(
                        parts.size(), feature, features.size() - 1, column, JsonBuffer.encoded(column)));
            }
            parts.add(new RequestPlan.Part(view, view.definition().joinKeys(), aliases(view), features));
        });
        refuseCollisions(parts, columns);
        return new RequestPlan(parts, columns);
    }

    private List<Reference> references(Wanted wanted) {
        if (wanted.service().isPresent()) {
            return ofService(wanted.service().get());
        }
        if (wanted.features().isEmpty()) {
            throw FeastError.unusable(List.of("features"), "No features: give 'features' or a 'feature_service'", "[]");
        }
        List<Reference> references = new ArrayList<>();
        for (String text : wanted.features()) {
            references.add(reference(text, references.size()));
        }
        return references;
    }

    private List<Reference> ofService(String name) {
        @Nullable FeatureService service = services.get(name);
        if (service == null) {
            throw FeastError.unknownService(name, project);
        }
        return service.features().stream()
                .map(feature -> new Reference(feature.view().value(), feature.feature(), "feature_service"))
                .toList();
    }

    private static Reference reference(String text, int index) {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon == text.length() - 1) {
            throw FeastError.unusable(
                    List.of("features", index),
                    "Invalid feature reference '%s'. Expected format: 'view:feature'".formatted(text),
                    text);
        }
        return new Reference(text.substring(0, colon), text.substring(colon + 1), index);
    }

    /** {@code view}, {@code view@latest}, or {@code view@VERSION} where that version is the live one. */
    private OnlineView view(String written) {
        int at = written.indexOf('@');
        String name = at < 0 ? written : written.substring(0, at);
        @Nullable OnlineView view = views.get(name);
        if (view == null) {
            throw FeastError.unknownView(name, project);
        }
        String version = at < 0 ? "latest" : written.substring(at + 1);
        if (!version.equals("latest") && !version.equals(view.definition().version())) {
            throw FeastError.notFound(
                    "FeatureViewNotFoundException",
                    "Feature view %s has no live version '%s'; its version is %s"
                            .formatted(name, version, view.definition().version()));
        }
        return view;
    }

    /** Index of the feature in the view. */
    private static int feature(OnlineView view, Reference reference) {
        int index = view.feature(reference.feature());
        ViewName owner = view.definition().name();
        if (index < 0) {
            throw FeastError.unusable(
                    reference.place() instanceof Integer i ? List.of("features", i) : List.of("feature_service"),
                    "Feature %s not found in view %s; it has %s"
                            .formatted(
                                    reference.feature(),
                                    owner,
                                    String.join(", ", view.definition().features())),
                    reference.view() + ":" + reference.feature());
        }
        return index;
    }

    /** The answer's columns, join keys and features alike, must differ in their names. */
    private static void refuseCollisions(List<RequestPlan.Part> parts, List<RequestPlan.OutputColumn> columns) {
        Set<String> seen = new HashSet<>();
        for (RequestPlan.OutputColumn column : columns) {
            for (RequestPlan.Part part : parts) {
                if (part.keys().containsKey(column.name())) {
                    throw FeastError.unusable(
                            List.of("features"),
                            "Feature '%s' of view %s is named like a join key of view %s; ask with full_feature_names"
                                    .formatted(
                                            column.name(),
                                            parts.get(column.part())
                                                    .view()
                                                    .definition()
                                                    .name(),
                                            part.view().definition().name()),
                            column.name());
                }
            }
            if (!seen.add(column.name())) {
                throw FeastError.unusable(
                        List.of("features"),
                        "Two features are named '%s'; ask for each once, or with full_feature_names"
                                .formatted(column.name()),
                        column.name());
            }
        }
    }

    private static Map<String, String> aliases(OnlineView view) {
        Map<String, String> aliases = new HashMap<>();
        for (Entity entity : view.definition().entities()) {
            if (entity.joinKeys().size() == 1) {
                aliases.put(
                        entity.joinKeys().keySet().iterator().next(),
                        entity.name().value());
            }
        }
        return aliases;
    }
}
