package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Action;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.document.SpellingSuggestion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The custom properties of one element, by name: the standard's extension point, which holds Assay's additions to a
 * contract.
 */
final class CustomProperties {
    private static final Set<String> OURS = Set.of(
            "writeMode",
            "orderBy",
            "deletedWhen",
            "replaceBy",
            "uniqueWithin",
            "maxQuarantined",
            "partitioning",
            "pin",
            "novelty",
            "nullValues",
            "serviceLevels",
            "action",
            "where",
            "scope");
    private final Map<String, DocumentNode> values = new LinkedHashMap<>();
    private final FaultCollector faults;

    private CustomProperties(FaultCollector faults) {
        this.faults = faults;
    }

    /** Those of an element; Assay's properties at the wrong place are faults, misspelled ones notes. */
    static CustomProperties of(FieldReader element, ContractContext reading, String... ours) {
        CustomProperties properties = new CustomProperties(reading.faults());
        Set<String> here = Set.of(ours);
        for (DocumentNode item : element.items("customProperties")) {
            FieldReader.of(item, reading.faults()).ifPresent(fields -> {
                Optional<DocumentNode> value = fields.value("value");
                fields.text("property").ifPresent(key -> properties.put(key, fields, value, here));
            });
        }
        return properties;
    }

    private void put(String key, FieldReader fields, Optional<DocumentNode> value, Set<String> here) {
        if (!OURS.contains(key)) {
            SpellingSuggestion.nearest(key, OURS)
                    .ifPresent(near -> faults.note(
                            fields.node(),
                            "custom property '%s' is not executed; did you mean '%s'?".formatted(key, near)));
            return;
        }
        if (!here.contains(key)) {
            faults.add(
                    fields.node(),
                    "custom property '%s' has no meaning here".formatted(key),
                    here.isEmpty()
                            ? "remove it"
                            : "known here: "
                                    + String.join(", ", here.stream().sorted().toList()));
        } else if (value.isEmpty()) {
            faults.add(
                    fields.node(), "custom property '%s' has no value".formatted(key), "give it a value, or remove it");
        } else if (values.putIfAbsent(key, value.get()) != null) {
            faults.add(fields.node(), "duplicate custom property '%s'".formatted(key), "keep one of them");
        }
    }

    Optional<DocumentNode> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<DocumentNode.Scalar> scalar(String name) {
        Optional<DocumentNode> value = value(name);
        if (value.isPresent() && !(value.get() instanceof DocumentNode.Scalar)) {
            faults.add(value.get(), "'%s' is %s".formatted(name, value.get().noun()), "write a single value");
        }
        return value.filter(DocumentNode.Scalar.class::isInstance).map(DocumentNode.Scalar.class::cast);
    }

    /** The constant for a word in lower case; a fault lists the known words. */
    <E extends Enum<E>> Optional<E> word(String name, Class<E> kind) {
        return scalar(name).flatMap(scalar -> {
            for (E constant : kind.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(scalar.text())) {
                    return Optional.of(constant);
                }
            }
            List<String> words = Arrays.stream(kind.getEnumConstants())
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList();
            faults.add(scalar, "%s is '%s'".formatted(name, scalar.text()), "use " + String.join(", ", words));
            return Optional.empty();
        });
    }

    Optional<Action> action() {
        return word("action", Action.class);
    }
}
