package io.assay.jobs.compute;

import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ViewName;
import io.assay.definition.project.Project;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.UsageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The views that a computation was called for. */
final class ChosenViews {
    private ChosenViews() {}

    /** Those of these names, each once; all of the project if there are none. */
    static Collection<FeatureView> of(Project project, List<String> names) {
        Map<ViewName, FeatureView> known = project.views();
        if (names.isEmpty()) {
            if (known.isEmpty()) {
                throw new DataException(
                        "views/",
                        "the project has no views",
                        "define one in views/NAME.yaml; 'assay check --publish' stops the serving of removed ones");
            }
            return known.values();
        }
        List<FeatureView> views = new ArrayList<>();
        for (String name : names.stream().distinct().toList()) {
            views.add(known.entrySet().stream()
                    .filter(entry -> entry.getKey().value().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UsageException(
                            "compute",
                            "there is no view '%s'".formatted(name),
                            "use one of "
                                    + known.keySet().stream()
                                            .map(ViewName::value)
                                            .collect(Collectors.joining(", "))))
                    .getValue());
        }
        return views;
    }
}
