package io.assay.definition.project;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.SpellingSuggestion;
import io.assay.definition.internal.sql.LabelSelect;
import io.assay.definition.internal.sql.SqlChecker;
import io.assay.definition.model.ModelDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a model against its service and the datasets of its labels. */
final class ModelCheck {
    private final Map<DatasetName, DatasetContract> datasets;
    private final Map<ViewName, FeatureView> views;
    private final Map<ServiceName, FeatureService> services;
    private final FaultCollector faults;

    ModelCheck(
            Map<DatasetName, DatasetContract> datasets,
            Map<ViewName, FeatureView> views,
            Map<ServiceName, FeatureService> services,
            FaultCollector faults) {
        this.datasets = datasets;
        this.views = views;
        this.services = services;
        this.faults = faults;
    }

    void check(ModelDefinition model, DocumentNode document) {
        Optional<FeatureService> service = Optional.ofNullable(services.get(model.service()));
        if (service.isEmpty()) {
            faults.add(
                    FaultLocation.of(document, "service"),
                    "there is no service '%s'".formatted(model.service()),
                    SpellingSuggestion.nearest(
                                    model.service().value(),
                                    services.keySet().stream()
                                            .map(ServiceName::value)
                                            .toList())
                            .map("did you mean '%s'?"::formatted)
                            .orElse("add it under services/"));
        }
        DocumentNode place = FaultLocation.of(document, "labels");
        SqlChecker.guarded("labels", place, faults, () -> {
            Optional<LabelSelect> labels = LabelSelect.read(model.labels(), place, faults);
            labels.ifPresent(query -> {
                tables(query, place);
                query.columns().ifPresent(columns -> columns(columns, model, service, document));
            });
            return labels;
        });
    }

    private void tables(LabelSelect query, DocumentNode place) {
        for (String table : query.tables()) {
            Optional<DatasetContract> dataset = datasets.values().stream()
                    .filter(known -> table.equals("datasets." + known.name()))
                    .findFirst();
            if (dataset.isEmpty()) {
                faults.add(
                        place,
                        "labels read '%s', which is not a dataset of the project".formatted(table),
                        "read datasets.NAME");
                continue;
            }
            List<String> columns =
                    dataset.get().columns().stream().map(ContractColumn::name).toList();
            query.source(table).ifPresent(used -> SqlChecker.unknown(used, columns, "labels", place, faults));
        }
    }

    private void columns(
            List<String> columns, ModelDefinition model, Optional<FeatureService> service, DocumentNode document) {
        DocumentNode place = FaultLocation.of(document, "labels");
        require(columns, model.label(), "the label", FaultLocation.of(document, "label"));
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
                        "rename it: AS label_%s".formatted(column)));
    }

    private void require(List<String> columns, String name, String noun, DocumentNode place) {
        if (columns.stream().noneMatch(name::equalsIgnoreCase)) {
            faults.add(
                    place,
                    "labels have no column for %s '%s'".formatted(noun, name),
                    "select it, AS %s".formatted(name));
        }
    }
}
