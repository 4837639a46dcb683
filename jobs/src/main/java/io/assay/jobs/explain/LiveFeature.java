package io.assay.jobs.explain;

import io.assay.aggregation.value.FeatureValue;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureService.Reference;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.project.DefinitionReader;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.UsageException;
import io.assay.online.catalog.LiveDefinitions;
import io.assay.warehouse.definition.DefinitionKind;
import io.assay.warehouse.definition.DefinitionRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One feature of a service as readers see it now: as runs recorded it, not as the project's files define it.
 *
 * @param types of all features of the view
 */
record LiveFeature(FeatureView view, String feature, Map<String, FeatureType> types) {

    /** {@code defined}: the services of the project's files, for the message about one that is not live. */
    static LiveFeature find(
            LiveDefinitions definitions, Collection<ServiceName> defined, String service, String feature) {
        DefinitionRecord row =
                definitions.find(DefinitionKind.SERVICE, service).orElseThrow(() -> missing(defined, service));
        FeatureService live = DefinitionReader.service(row.json());
        Reference reference = reference(live, feature);
        DefinitionRecord view = definitions
                .find(DefinitionKind.VIEW, reference.view().value())
                .orElseThrow(() -> notComputed("view " + reference.view()));
        return new LiveFeature(DefinitionReader.view(view.json()), reference.feature(), view.types());
    }

    private static RuntimeException missing(Collection<ServiceName> defined, String service) {
        List<String> names = defined.stream().map(ServiceName::value).toList();
        return names.contains(service)
                ? notComputed("service " + service)
                : new UsageException(
                        "explain",
                        "there is no service '%s'".formatted(service),
                        names.isEmpty()
                                ? "write one under services/, then run 'assay compute'"
                                : "use one of " + String.join(", ", names));
    }

    private static DataException notComputed(String what) {
        return new DataException(what, "its features have not been computed yet", "run 'assay compute' first");
    }

    private static Reference reference(FeatureService service, String feature) {
        List<Reference> fits = service.features().stream()
                .filter(it -> it.feature().equals(feature)
                        || it.fullName().equals(feature)
                        || (it.view() + ":" + it.feature()).equals(feature))
                .toList();
        if (fits.size() != 1) {
            throw new UsageException(
                    "explain",
                    fits.isEmpty()
                            ? "service %s has no feature '%s'".formatted(service.name(), feature)
                            : "service %s has %d features named '%s'".formatted(service.name(), fits.size(), feature),
                    "use one of "
                            + String.join(
                                    ", ",
                                    service.features().stream()
                                            .map(Reference::fullName)
                                            .toList()));
        }
        return fits.get(0);
    }

    /** The key's values in the view's order and types; a fault names what is missing or superfluous. */
    Map<String, Object> key(Map<String, String> texts) {
        Map<String, FeatureType> wanted = view.joinKeys();
        if (!texts.keySet().equals(wanted.keySet())) {
            throw new UsageException(
                    "explain",
                    "view %s has the join keys %s, not %s"
                            .formatted(
                                    view.name(), String.join(", ", wanted.keySet()), String.join(", ", texts.keySet())),
                    "give each of them once, as KEY=VALUE");
        }
        Map<String, Object> key = new LinkedHashMap<>();
        wanted.forEach((name, type) -> key.put(name, parsed(name, texts.getOrDefault(name, ""), type)));
        return key;
    }

    private static Object parsed(String name, String text, FeatureType type) {
        try {
            return FeatureValue.parse(text, type);
        } catch (InvalidDefinitionException e) {
            throw new UsageException(
                    name + "=" + text,
                    "it is not a valid %s".formatted(type.word()),
                    "give a value of the key's type",
                    e);
        }
    }
}
