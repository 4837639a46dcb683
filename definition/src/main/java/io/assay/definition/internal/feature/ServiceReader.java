package io.assay.definition.internal.feature;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureService.Reference;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.document.SpellingSuggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a feature service. */
public final class ServiceReader {
    private static final List<String> KEYS =
            List.of("service", "features", "full_feature_names", "description", "tags");
    private final Views views;
    private final FaultCollector faults;

    /** The views a service may name. */
    public interface Views {
        /** The view; empty if there is none. */
        Optional<FeatureView> view(String name);

        /** Names to correct spelling by. */
        List<String> names();

        /** Whether {@code name} is a view with faults, which are already reported. */
        boolean faulty(String name);
    }

    public ServiceReader(Views views, FaultCollector faults) {
        this.views = views;
        this.faults = faults;
    }

    /** The service; empty if it has no name. */
    public Optional<FeatureService> read(DocumentNode node) {
        return FieldReader.of(node, faults)
                .map(written -> written.corrected(KEYS))
                .flatMap(fields -> {
                    Optional<String> name = fields.required("service", "name the service");
                    List<Reference> references = references(fields);
                    boolean fullNames = fields.flag("full_feature_names");
                    fields.text("description");
                    fields.pairs("tags");
                    fields.done();
                    List<FeatureView> used = references.stream()
                            .map(reference -> reference.view().value())
                            .distinct()
                            .flatMap(view -> views.view(view).stream())
                            .toList();
                    ServiceColumns columns = new ServiceColumns(used, references, fields.place("features"), faults);
                    if (!fullNames) {
                        columns.checkShort();
                    }
                    columns.checkFull();
                    return name.flatMap(text -> service(text, references, fields));
                });
    }

    private Optional<FeatureService> service(String name, List<Reference> references, FieldReader fields) {
        try {
            return Optional.of(
                    new FeatureService(new ServiceName(name), references, DefinitionJson.of(references, name)));
        } catch (InvalidDefinitionException e) {
            faults.add(fields.place("service"), e);
            return Optional.empty();
        }
    }

    private List<Reference> references(FieldReader fields) {
        List<Reference> references = new ArrayList<>();
        List<DocumentNode> items = fields.items("features");
        if (items.isEmpty()) {
            faults.add(fields.node(), "a service without features", "list views, or view:feature, under features");
        }
        for (DocumentNode item : items) {
            if (!(item instanceof DocumentNode.Scalar scalar) || scalar.isNull()) {
                faults.add(
                        item, "is %s where view or view:feature is expected".formatted(item.noun()), "write one text");
                continue;
            }
            for (Reference reference : expand(scalar)) {
                if (references.contains(reference)) {
                    faults.add(
                            item,
                            "duplicate feature '%s:%s'".formatted(reference.view(), reference.feature()),
                            "list it once");
                } else {
                    references.add(reference);
                }
            }
        }
        return references;
    }

    private List<Reference> expand(DocumentNode.Scalar scalar) {
        int colon = scalar.text().indexOf(':');
        String name = colon < 0 ? scalar.text() : scalar.text().substring(0, colon);
        if (views.faulty(name)) {
            return List.of(); // reported with the view itself
        }
        Optional<FeatureView> view = views.view(name);
        if (view.isEmpty()) {
            faults.add(
                    scalar,
                    "there is no view '%s'".formatted(name),
                    SpellingSuggestion.nearest(name, views.names())
                            .map("did you mean '%s'?"::formatted)
                            .orElse("add it under views/"));
            return List.of();
        }
        ViewName viewName = view.get().name();
        if (colon < 0) {
            return view.get().features().stream()
                    .map(feature -> new Reference(viewName, feature))
                    .toList();
        }
        String feature = scalar.text().substring(colon + 1);
        if (!view.get().features().contains(feature)) {
            faults.add(
                    scalar,
                    "the view '%s' has no feature '%s'".formatted(name, feature),
                    SpellingSuggestion.nearest(feature, view.get().features())
                            .map("did you mean '%s'?"::formatted)
                            .orElseGet(() ->
                                    "use one of " + String.join(", ", view.get().features())));
            return List.of();
        }
        return List.of(new Reference(viewName, feature));
    }
}
