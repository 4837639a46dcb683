package io.assay.definition.internal.odcs.standard;

import io.assay.definition.internal.document.SpellingSuggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Why a key is not allowed in an element, and what to do. */
record UnknownKey(String what, String fix) {

    /**
     * Finds the reason.
     *
     * @param element the element's name, {@code kind} the value that chose its variant
     * @param keys what it may have here
     */
    static UnknownKey of(
            String key,
            String element,
            Optional<String> kind,
            List<Element> elements,
            OdcsVersion version,
            Map<String, Key> keys) {
        Optional<OdcsVersion> later = elements.stream()
                .flatMap(one -> one.keys().stream())
                .filter(known -> known.name().equals(key) && known.from().compareTo(version) > 0)
                .map(Key::from)
                .findFirst();
        if (later.isPresent()) {
            return new UnknownKey(
                    "'%s' is of ODCS %s".formatted(key, later.get().number()),
                    "write apiVersion: v%s.0, or remove it"
                            .formatted(later.get().number()));
        }
        if (element.equals("relationship.property") && key.equals("from")) {
            return new UnknownKey("'from' at a property, which is the source itself", "remove it");
        }
        Optional<String> other = Variant.siblings(element)
                .filter(one ->
                        one.keys().stream().anyMatch(known -> known.name().equals(key)))
                .map(one -> one.name().substring(one.name().indexOf('.') + 1))
                .filter(word -> !word.isEmpty())
                .findFirst();
        return other.map(word -> misplaced(key, element, kind, word, keys)).orElseGet(() -> unknown(key, keys));
    }

    private static UnknownKey misplaced(
            String key, String element, Optional<String> kind, String other, Map<String, Key> keys) {
        String own = kind.orElse("");
        if (element.equals("server")) {
            return new UnknownKey(
                    "a server of type %s has no '%s'".formatted(own, key),
                    "make it one of the server's customProperties, or remove it");
        }
        if (element.equals("quality")) {
            return new UnknownKey(
                    own.isEmpty()
                            ? "'%s' in a rule without a type".formatted(key)
                            : "'%s' in a rule of type %s".formatted(key, own),
                    "write type: %s, or remove it".formatted(other));
        }
        if (element.startsWith("options.")) {
            String type = element.substring("options.".length());
            return type.isEmpty()
                    ? new UnknownKey("'%s' without a logicalType".formatted(key), "add logicalType: " + other)
                    : new UnknownKey(
                            "'%s' is not an option of logicalType %s".formatted(key, type),
                            "remove it; known here: " + String.join(", ", new TreeSet<>(keys.keySet())));
        }
        return new UnknownKey(
                "'%s' in a property of logicalType %s".formatted(key, own),
                "write logicalType: %s, or remove it".formatted(other));
    }

    private static UnknownKey unknown(String key, Map<String, Key> keys) {
        String remedy = keys.containsKey("customProperties")
                ? "remove it, or make it one of the customProperties"
                : "remove it; known here: " + String.join(", ", new TreeSet<>(keys.keySet()));
        return new UnknownKey(
                "unknown key '%s'".formatted(key),
                SpellingSuggestion.nearest(key, keys.keySet())
                        .map("did you mean '%s'?"::formatted)
                        .orElse(remedy));
    }
}
