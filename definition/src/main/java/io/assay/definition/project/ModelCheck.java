package io.assay.definition.project;

import io.assay.definition.contract.Column;
import io.assay.definition.contract.Dataset;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.internal.document.Faults;
import io.assay.definition.internal.document.Node;
import io.assay.definition.internal.document.Spelling;
import io.assay.definition.internal.sql.Labels;
import io.assay.definition.internal.sql.SqlCheck;
import io.assay.definition.model.ModelDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds a model against its service and the datasets its labels come from. */
final class ModelCheck {
    private final Map<DatasetName, Dataset> datasets;
    private final Map<ViewName, FeatureView> views;
    private final Map<ServiceName, FeatureService> services;
    private final Faults faults;

    ModelCheck(
            Map<DatasetName, Dataset> datasets,
            Map<ViewName, FeatureView> views,
            Map<ServiceName, FeatureService> services,
            Faults faults) {
        this.datasets = datasets;
        this.views = views;
        this.services = services;
        this.faults = faults;
    }

    void check(ModelDefinition model, Node document) {
        Optional<FeatureService> service = Optional.ofNullable(services.get(model.service()));
        if (service.isEmpty()) {
            faults.add(
                    Place.of(document, "service"),
                    "there is no service '%s'".formatted(model.service()),
                    Spelling.nearest(
                                    model.service().value(),
                                    services.keySet().stream()
                                            .map(ServiceName::value)
                                            .toList())
                            .map("did you mean '%s'?"::formatted)
                            .orElse("add it under services/"));
        }
        Node place = Place.of(document, "labels");
        Optional<Labels> labels = Labels.read(model.labels(), place, faults);
        labels.ifPresent(query -> {
            tables(query, place);
            query.columns().ifPresent(columns -> columns(columns, model, service, document));
        });
    }

    private void tables(Labels query, Node place) {
        for (String table : query.tables()) {
            Optional<Dataset> dataset = datasets.values().stream()
                    .filter(known -> table.equals("datasets." + known.name()))
                    .findFirst();
            if (dataset.isEmpty()) {
                faults.add(
                        place,
                        "labels read '%s', which is no dataset of the project".formatted(table),
                        "read datasets.NAME");
                continue;
            }
            List<String> columns =
                    dataset.get().columns().stream().map(Column::name).toList();
            query.source(table).ifPresent(used -> SqlCheck.unknown(used, columns, "labels", place, faults));
        }
    }

    private void columns(List<String> columns, ModelDefinition model, Optional<FeatureService> service, Node document) {
        Node place = Place.of(document, "labels");
        require(columns, model.label(), "the label", Place.of(document, "label"));
        require(columns, "event_timestamp", "the time of each label,", place);
        Set<String> keys = new LinkedHashSet<>();
        Set<String> features = new LinkedHashSet<>();
        service.ifPresent(known -> known.features().forEach(reference -> {
            features.add(reference.feature());
            Optional.ofNullable(views.get(reference.view()))
                    .ifPresent(view -> keys.addAll(view.joinKeys().keySet()));
        }));
        keys.forEach(key -> require(columns, key, "the join key", place));
        columns.stream()
                .filter(features::contains)
                .forEach(column -> faults.add(
                        place,
                        "the label column '%s' is named like a feature of '%s'".formatted(column, model.service()),
                        "name it otherwise: AS label_%s".formatted(column)));
    }

    private void require(List<String> columns, String name, String noun, Node place) {
        if (columns.stream().noneMatch(name::equalsIgnoreCase)) {
            faults.add(
                    place,
                    "labels have no column for %s '%s'".formatted(noun, name),
                    "select it, AS %s".formatted(name));
        }
    }
}
