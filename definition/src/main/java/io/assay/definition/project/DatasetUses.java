package io.assay.definition.project;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.ViewName;
import io.assay.definition.feature.WindowView;
import io.assay.definition.internal.sql.SqlChecker;
import io.assay.definition.model.ModelDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which views, services and models of a project use a dataset. */
final class DatasetUses {
    private final Project project;

    DatasetUses(Project project) {
        this.project = project;
    }

    /** Those that use the column, or any part of the dataset if none is given. */
    List<String> of(DatasetName dataset, Optional<String> column) {
        Set<ViewName> views = new LinkedHashSet<>();
        for (FeatureView view : project.views().values()) {
            boolean uses = view.source().dataset().equals(dataset)
                    && column.filter(name -> !columns(view).contains(name.toLowerCase(Locale.ROOT)))
                            .isEmpty();
            if (uses) {
                views.add(view.name());
            }
        }
        List<String> uses = new ArrayList<>();
        views.forEach(view -> uses.add("view " + view));
        uses.addAll(ofViews(reference -> views.contains(reference)));
        for (ModelDefinition model : project.models().values()) {
            String use = "model " + model.name();
            if (!uses.contains(use) && reads(model, dataset, column)) {
                uses.add(use);
            }
        }
        return uses;
    }

    /** The services that serve features of these views, and the models that use the services. */
    List<String> ofViews(Predicate<ViewName> views) {
        List<String> uses = new ArrayList<>();
        project.services().values().stream()
                .filter(service -> service.features().stream().anyMatch(feature -> views.test(feature.view())))
                .forEach(service -> {
                    uses.add("service " + service.name());
                    project.models().values().stream()
                            .filter(model -> model.service().equals(service.name()))
                            .forEach(model -> uses.add("model " + model.name()));
                });
        return uses;
    }

    private static boolean reads(ModelDefinition model, DatasetName dataset, Optional<String> column) {
        Set<String> words = SqlChecker.words(model.labels());
        return words.contains(dataset.value())
                && column.filter(name -> !words.contains(name.toLowerCase(Locale.ROOT)) && !words.contains("*"))
                        .isEmpty();
    }

    /** The words of all expressions of a view in lower case, its columns among them. */
    private static Set<String> columns(FeatureView view) {
        List<String> expressions = new ArrayList<>();
        expressions.add(view.source().eventTime());
        view.source().available().ifPresent(expressions::add);
        view.source().where().ifPresent(expressions::add);
        expressions.addAll(view.source().keys().values());
        view.joinKeys().keySet().stream()
                .filter(key -> !view.source().keys().containsKey(key))
                .forEach(expressions::add);
        view.match(new FeatureView.Cases<Boolean>() {
            @Override
            public Boolean window(WindowView window) {
                window.window().forEach(feature -> {
                    feature.of().ifPresent(expressions::add);
                    feature.where().ifPresent(expressions::add);
                });
                return true;
            }

            @Override
            public Boolean latest(LatestView latest) {
                return latest.latest().stream()
                        .map(feature -> expressions.add(feature.of()))
                        .reduce(true, Boolean::logicalAnd);
            }
        });
        Set<String> words = new LinkedHashSet<>();
        expressions.forEach(sql -> words.addAll(SqlChecker.words(sql)));
        return words;
    }
}
