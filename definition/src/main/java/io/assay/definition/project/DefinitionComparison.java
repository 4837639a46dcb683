package io.assay.definition.project;

import io.assay.definition.contract.ContractChange;
import io.assay.definition.contract.ContractChange.Party;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ViewName;
import io.assay.definition.model.ModelDefinition;
import io.assay.definition.project.VersionComparison.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the views, services and models of two versions of a project. */
final class DefinitionComparison {
    private final Project before;
    private final Project after;
    private final List<Difference> differences = new ArrayList<>();

    DefinitionComparison(Project before, Project after) {
        this.before = before;
        this.after = after;
    }

    List<Difference> differences() {
        before.views().values().forEach(this::view);
        before.services().values().forEach(this::service);
        before.models().values().forEach(this::model);
        return differences;
    }

    private void view(FeatureView old) {
        ViewName name = old.name();
        FeatureView now = after.views().get(name);
        String subject = "view " + name;
        List<String> uses = new DatasetUses(before).ofViews(name::equals);
        if (now == null) {
            broken(subject, name.value(), "the view is gone", "keep it until nobody uses it", uses);
            return;
        }
        for (String feature : old.features()) {
            if (!now.features().contains(feature)) {
                broken(subject, feature, "the feature is gone", "keep it until nobody uses it", serving(name, feature));
            }
        }
        if (!old.joinKeys().equals(now.joinKeys())) {
            broken(subject, name.value(), "its join keys differ", "define a view of another name", uses);
        }
        if (!old.version().equals(now.version())) {
            compatible(
                    subject,
                    name.value(),
                    "its values are computed anew: version %s becomes %s".formatted(old.version(), now.version()));
        }
    }

    private List<String> serving(ViewName view, String feature) {
        List<String> uses = new ArrayList<>();
        for (FeatureService service : before.services().values()) {
            if (service.features().contains(new FeatureService.Reference(view, feature))) {
                uses.add("service " + service.name());
                uses.addAll(models(service));
            }
        }
        return uses;
    }

    private List<String> models(FeatureService service) {
        return before.models().values().stream()
                .filter(model -> model.service().equals(service.name()))
                .map(model -> "model " + model.name())
                .toList();
    }

    private void service(FeatureService old) {
        FeatureService now = after.services().get(old.name());
        String subject = "service " + old.name();
        if (now == null) {
            broken(subject, old.name().value(), "the service is gone", "keep it until nobody asks for it", models(old));
            return;
        }
        for (FeatureService.Reference feature : old.features()) {
            if (!now.features().contains(feature)) {
                broken(
                        subject,
                        feature.view() + ":" + feature.feature(),
                        "it no longer serves the feature",
                        "add a service of another name",
                        models(old));
            }
        }
        now.features().stream()
                .filter(feature -> !old.features().contains(feature))
                .forEach(feature ->
                        compatible(subject, feature.view() + ":" + feature.feature(), "it serves another feature"));
    }

    private void model(ModelDefinition old) {
        ModelDefinition now = after.models().get(old.name());
        String subject = "model " + old.name();
        if (now == null) {
            broken(subject, old.name().value(), "the model is gone", "keep it until nobody uses it", List.of());
        } else if (!old.version().equals(now.version())) {
            compatible(subject, old.name().value(), "its definition differs: train it again");
        }
    }

    private void broken(String subject, String at, String what, String fix, List<String> uses) {
        differences.add(new Difference(
                subject, new ContractChange(at, Optional.empty(), what, Set.of(Party.READERS), fix), uses));
    }

    private void compatible(String subject, String at, String what) {
        differences.add(
                new Difference(subject, new ContractChange(at, Optional.empty(), what, Set.of(), ""), List.of()));
    }
}
