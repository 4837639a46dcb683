package io.assay.definition.internal.odcs.standard;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.DocumentNode.Kind;
import io.assay.definition.internal.document.DocumentNode.Mapping;
import io.assay.definition.internal.document.DocumentNode.Scalar;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.SpellingSuggestion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a document against the structure of the standard. What it gives back is the same document without what is
 * wrong and with misspelled keys and words corrected, so that nothing else is reported because of one fault.
 */
final class StandardCheck {
    private static final List<String> OPERATORS = List.of(
            "mustBe",
            "mustNotBe",
            "mustBeGreaterThan",
            "mustBeGreaterOrEqualTo",
            "mustBeLessThan",
            "mustBeLessOrEqualTo",
            "mustBeBetween",
            "mustNotBeBetween");
    private final OdcsVersion version;
    private final FaultCollector faults;
    private final FormCheck forms;

    StandardCheck(OdcsVersion version, FaultCollector faults) {
        this.version = version;
        this.faults = faults;
        this.forms = new FormCheck(version, faults, this::element);
    }

    /** Empty if it cannot be read. */
    Optional<DocumentNode> element(String name, DocumentNode node) {
        if (!(node instanceof Mapping mapping)) {
            faults.add(
                    node, "is %s where a mapping is expected".formatted(node.noun()), "write it as key: value lines");
            return Optional.empty();
        }
        boolean open = Variant.base(name).open(version);
        Map<String, DocumentNode> entries = new LinkedHashMap<>(mapping.entries());
        Map<String, Integer> lines = new LinkedHashMap<>(mapping.lines());
        if (!open) {
            corrected(name, mapping, entries, lines);
        }
        Map<String, Key> base = Standard.keys(List.of(Variant.base(name)), version);
        Set<String> given = new LinkedHashSet<>(entries.keySet());
        boolean unclear = values(name, entries, base);
        if (name.equals("quality") && version != OdcsVersion.V3_0) {
            unclear |= untyped(mapping, given, entries);
        }
        if (unclear && (name.equals("property") || name.equals("item"))) {
            entries.keySet().remove("logicalTypeOptions");
        }
        List<Element> elements = Variant.elements(name, entries, version);
        Map<String, Key> keys = Standard.keys(elements, version);
        Map<String, Key> added = new LinkedHashMap<>(keys);
        base.forEach(added::remove);
        values(name, entries, added);
        leftOver(name, mapping, entries, unclear, open, elements, keys);
        if (unclear && name.equals("quality")) {
            return Optional.empty();
        }
        boolean usable = complete(name, mapping, given, entries, keys);
        usable &= operators(mapping, given, entries, elements) && shape(name, entries);
        if (unclear && Variant.base(name).name().equals("item") && !entries.containsKey("properties")) {
            entries.put("logicalType", new Scalar(mapping.line(), mapping.at(), "string", Kind.TEXT));
        }
        if (entries.equals(mapping.entries())) {
            return usable ? Optional.of(mapping) : Optional.empty();
        }
        lines.keySet().retainAll(entries.keySet());
        return usable ? Optional.of(new Mapping(mapping.line(), mapping.at(), entries, lines)) : Optional.empty();
    }

    /** Renames each misspelled key to the one that is meant. */
    private void corrected(
            String name, Mapping mapping, Map<String, DocumentNode> entries, Map<String, Integer> lines) {
        Set<String> here =
                Standard.keys(Variant.elements(name, entries, version), version).keySet();
        if (here.containsAll(mapping.entries().keySet())) {
            return;
        }
        Set<String> known = Variant.everyKey(name);
        for (String key : mapping.entries().keySet()) {
            if (known.contains(key)) {
                continue;
            }
            Set<String> free = new LinkedHashSet<>(Standard.keys(Variant.elements(name, entries, version), version)
                    .keySet());
            free.removeAll(mapping.entries().keySet());
            Optional<String> meant = SpellingSuggestion.nearest(key, free);
            if (meant.isPresent()) {
                faults.add(
                        mapping.lines().getOrDefault(key, mapping.line()),
                        DocumentNode.below(mapping.at(), key),
                        "unknown key '%s'".formatted(key),
                        "did you mean '%s'?".formatted(meant.get()));
                DocumentNode value = entries.remove(key);
                if (value != null) {
                    entries.put(meant.get(), value);
                    lines.put(meant.get(), mapping.lines().getOrDefault(key, mapping.line()));
                }
            }
        }
    }

    /** Checks the values of these keys; whether the one that chooses the variant cannot be read. */
    private boolean values(String name, Map<String, DocumentNode> entries, Map<String, Key> keys) {
        boolean unclear = false;
        for (Key key : keys.values()) {
            DocumentNode value = entries.get(key.name());
            if (value == null) {
                continue;
            }
            Optional<DocumentNode> read = forms.check(key.form(), value, Words.noun(name, key.name()));
            if (read.isPresent()) {
                entries.put(key.name(), read.get());
            } else {
                entries.remove(key.name());
                unclear |= key.name().equals("type") || key.name().equals("logicalType");
            }
        }
        return unclear;
    }

    /**
     * A rule that says neither its type nor a metric, but has what only one type has: one fault, not one for each key.
     * Whether it cannot be read all the same.
     */
    private boolean untyped(Mapping rule, Set<String> given, Map<String, DocumentNode> entries) {
        Optional<String> meant =
                given.contains("type") || given.contains("metric") ? Optional.empty() : Variant.meant(entries);
        if (meant.isEmpty()) {
            return false;
        }
        boolean library = meant.get().equals("library");
        faults.add(
                rule,
                library ? "a library rule without 'metric'" : "a rule of type %s without 'type'".formatted(meant.get()),
                library
                        ? "add metric: nullValues, missingValues, invalidValues, duplicateValues or rowCount"
                        : "add type: " + meant.get());
        entries.put("type", new Scalar(rule.line(), rule.at(), meant.get(), Kind.TEXT));
        return library;
    }

    private void leftOver(
            String name,
            Mapping mapping,
            Map<String, DocumentNode> entries,
            boolean unclear,
            boolean open,
            List<Element> elements,
            Map<String, Key> keys) {
        if (keys.keySet().containsAll(entries.keySet())) {
            return;
        }
        Set<String> all = Variant.everyKey(name);
        Optional<String> kind = Variant.text(
                        entries, name.equals("property") || name.equals("item") ? "logicalType" : "type")
                .or(() -> entries.containsKey("metric") ? Optional.of("library") : Optional.empty());
        for (String key : List.copyOf(entries.keySet())) {
            if (keys.containsKey(key)) {
                continue;
            }
            int line = mapping.lines().getOrDefault(key, mapping.line());
            if (open) {
                faults.note(
                        mapping.entries().getOrDefault(key, mapping),
                        "'%s' is not a key of ODCS %s".formatted(key, version.number()));
            } else if (!unclear || !all.contains(key)) {
                UnknownKey unknown = UnknownKey.of(key, name, kind, elements, version, keys);
                faults.add(line, DocumentNode.below(mapping.at(), key), unknown.what(), unknown.fix());
                entries.remove(key);
            }
        }
    }

    /** Whether it has what it needs; without its name a column or dataset cannot be read, without others it can. */
    private boolean complete(
            String name, Mapping mapping, Set<String> given, Map<String, DocumentNode> entries, Map<String, Key> keys) {
        boolean complete = true;
        for (Key key : keys.values()) {
            if (key.required() && !entries.containsKey(key.name())) {
                if (!given.contains(key.name())) {
                    faults.add(mapping, "'%s' is missing".formatted(key.name()), key.fix());
                }
                complete = false;
            } else if (key.required()
                    && key.form() instanceof Form.Text
                    && entries.get(key.name()) instanceof Scalar scalar
                    && scalar.text().isBlank()) {
                faults.add(scalar, "'%s' is empty".formatted(key.name()), key.fix());
                complete = false;
            }
        }
        if (name.equals("property") && !entries.containsKey("name")) {
            if (!given.contains("name")) {
                faults.add(mapping, "'name' is missing", "give the property a name");
            }
            return false;
        }
        boolean named = name.equals("property") || name.equals("item") || name.equals("contract");
        return complete || named;
    }

    private boolean operators(
            Mapping mapping, Set<String> given, Map<String, DocumentNode> entries, List<Element> elements) {
        boolean compares = elements.stream()
                .anyMatch(element -> element.name().equals("quality.library")
                        || element.name().equals("quality.sql"));
        if (version == OdcsVersion.V3_0 || !compares) {
            return true;
        }
        List<String> operators = OPERATORS.stream().filter(given::contains).toList();
        if (operators.size() != 1) {
            faults.add(
                    mapping,
                    operators.isEmpty() ? "no operator" : "several operators: " + String.join(", ", operators),
                    "give exactly one, such as mustBe: 0");
            return false;
        }
        return entries.containsKey(operators.get(0));
    }

    private boolean shape(String name, Map<String, DocumentNode> entries) {
        DocumentNode from = entries.get("from");
        DocumentNode to = entries.get("to");
        if (name.equals("relationship.object")
                && from != null
                && to != null
                && from instanceof DocumentNode.Items != to instanceof DocumentNode.Items) {
            faults.add(to, "'from' is %s, 'to' is %s".formatted(count(from), count(to)), "write both the same way");
            return false;
        }
        return true;
    }

    private static String count(DocumentNode node) {
        return node instanceof DocumentNode.Items ? "a list" : "one column";
    }
}
