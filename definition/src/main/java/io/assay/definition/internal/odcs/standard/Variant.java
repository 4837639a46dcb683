package io.assay.definition.internal.odcs.standard;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.DocumentNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which further keys the value of one key adds: those of a server by its type, of a property by its logicalType. */
final class Variant {
    /** What says that a rule is of this type, where it does not say so itself. */
    private static final List<String> OF_SQL = List.of("query");

    private static final List<String> OF_CUSTOM = List.of("implementation", "engine");

    private Variant() {}

    /** The elements whose keys a mapping can have: its own and what it adds. */
    static List<Element> elements(String name, Map<String, DocumentNode> entries, OdcsVersion version) {
        List<Element> elements = new ArrayList<>();
        elements.add(base(name));
        added(name, entries, version).forEach(elements::add);
        return elements;
    }

    /** The element's own keys; a property has those of an item. */
    static Element base(String name) {
        return Standard.element(name.equals("property") ? "item" : name);
    }

    private static Stream<Element> added(String name, Map<String, DocumentNode> entries, OdcsVersion version) {
        return switch (name) {
            case "server" -> text(entries, "type").flatMap(type -> Standard.find("server." + type)).stream();
            case "property", "item" ->
                Stream.concat(
                        Standard.find("property." + text(entries, "logicalType").orElse("")).stream(),
                        name.equals("item")
                                        && version == OdcsVersion.V3_0
                                        && text(entries, "logicalType").isPresent()
                                ? Stream.of(Standard.element("children"))
                                : Stream.empty());
            case "quality" -> quality(entries, version);
            default -> Stream.empty();
        };
    }

    private static Stream<Element> quality(Map<String, DocumentNode> entries, OdcsVersion version) {
        String type = text(entries, "type").orElse(version == OdcsVersion.V3_0 ? "library" : "");
        boolean metric = version != OdcsVersion.V3_0
                && entries.get("metric") instanceof Scalar scalar
                && scalar.kind() == DocumentNode.Kind.TEXT;
        Stream<Element> own = Standard.find("quality." + type).stream();
        return metric && !type.equals("library")
                ? Stream.concat(own, Stream.of(Standard.element("quality.library")))
                : own;
    }

    /** The type that a rule without a type seems to be of; empty if it only describes. */
    static Optional<String> meant(Map<String, DocumentNode> rule) {
        if (OF_SQL.stream().anyMatch(rule::containsKey)) {
            return Optional.of("sql");
        }
        if (OF_CUSTOM.stream().anyMatch(rule::containsKey)) {
            return Optional.of("custom");
        }
        boolean library = Standard.element("quality.library").keys().stream()
                .map(Key::name)
                .anyMatch(rule::containsKey);
        return library ? Optional.of("library") : Optional.empty();
    }

    /** Every key that the element has in some variant and version. */
    static Set<String> everyKey(String name) {
        Set<String> keys = new LinkedHashSet<>();
        base(name).keys().forEach(key -> keys.add(key.name()));
        siblings(name).flatMap(element -> element.keys().stream()).forEach(key -> keys.add(key.name()));
        return keys;
    }

    /** The variants of an element, or of the one that it is a variant of. */
    static Stream<Element> siblings(String name) {
        int dot = name.indexOf('.');
        return Standard.variants(name.equals("item") ? "property" : dot < 0 ? name : name.substring(0, dot));
    }

    static Optional<String> text(Map<String, DocumentNode> entries, String key) {
        return entries.get(key) instanceof Scalar scalar && !scalar.isNull()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }
}
