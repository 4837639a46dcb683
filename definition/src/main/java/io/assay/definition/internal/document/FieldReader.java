package io.assay.definition.internal.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A mapping being read: each key is read once, {@link #done()} reports keys that nobody read. A value of the wrong kind
 * is a fault and reads as absent; so does an empty one, without a fault. Not threadsafe.
 */
public final class FieldReader {
    /** Enough for every double; a larger exponent would print as gigabytes of digits. */
    private static final int MAX_DIGITS = 400;

    private final DocumentNode.Mapping mapping;
    private final FaultCollector faults;
    private final Set<String> known = new LinkedHashSet<>();

    private FieldReader(DocumentNode.Mapping mapping, FaultCollector faults) {
        this.mapping = mapping;
        this.faults = faults;
    }

    /** The fields of a node that should be a mapping; a fault if it is not. */
    public static Optional<FieldReader> of(DocumentNode node, FaultCollector faults) {
        if (node instanceof DocumentNode.Mapping mapping) {
            return Optional.of(new FieldReader(mapping, faults));
        }
        faults.add(node, "is %s where a mapping is expected".formatted(node.noun()), "write it as key: value lines");
        return Optional.empty();
    }

    /** The same mapping with misspelled keys corrected; each of them is reported. */
    public FieldReader corrected(Collection<String> keys) {
        Map<String, DocumentNode> entries = new LinkedHashMap<>(mapping.entries());
        Map<String, Integer> lines = new LinkedHashMap<>(mapping.lines());
        for (String key : mapping.entries().keySet()) {
            List<String> free =
                    keys.stream().filter(name -> !entries.containsKey(name)).toList();
            Optional<String> meant = keys.contains(key) ? Optional.empty() : SpellingSuggestion.nearest(key, free);
            @Nullable DocumentNode value = mapping.entries().get(key);
            if (meant.isPresent() && value != null) {
                known.addAll(free);
                unknown(key, "");
                entries.remove(key);
                entries.put(meant.get(), value);
                lines.put(meant.get(), line(key));
            }
        }
        return new FieldReader(new DocumentNode.Mapping(mapping.line(), mapping.at(), entries, lines), faults);
    }

    public DocumentNode.Mapping node() {
        return mapping;
    }

    public boolean has(String key) {
        DocumentNode value = mapping.entries().get(key);
        return value != null && !value.isNull();
    }

    /** The value as it is; empty if it is absent or null. */
    public Optional<DocumentNode> value(String key) {
        known.add(key);
        return Optional.ofNullable(mapping.entries().get(key)).filter(node -> !node.isNull());
    }

    /** Where to point for {@code key}: its value, or the mapping if it is absent. */
    public DocumentNode place(String key) {
        @Nullable DocumentNode value = mapping.entries().get(key);
        return value == null ? mapping : value;
    }

    public Optional<String> text(String key) {
        return value(key).flatMap(node -> scalar(node, "a text")).map(DocumentNode.Scalar::text);
    }

    /** A text that must be there and not be blank; {@code fix} completes the message. */
    public Optional<String> required(String key, String fix) {
        if (!has(key)) {
            known.add(key);
            faults.add(line(key), mapping.at(), "'%s' is missing".formatted(key), fix);
            return Optional.empty();
        }
        Optional<String> text = text(key);
        if (text.isPresent() && text.get().isBlank()) {
            faults.add(place(key), "'%s' is empty".formatted(key), fix);
            return Optional.empty();
        }
        return text;
    }

    public boolean flag(String key) {
        Optional<DocumentNode> value = value(key);
        if (value.isPresent()
                && value.get() instanceof DocumentNode.Scalar scalar
                && scalar.kind() == DocumentNode.Kind.BOOLEAN) {
            return "true".equalsIgnoreCase(scalar.text());
        }
        value.ifPresent(node -> faults.add(node, "is %s".formatted(node.noun()), "write true or false"));
        return false;
    }

    public Optional<BigDecimal> number(String key) {
        return value(key).flatMap(node -> number(node, faults));
    }

    /** A node as a number; a fault if it is not. */
    public static Optional<BigDecimal> number(DocumentNode node, FaultCollector faults) {
        if (node instanceof DocumentNode.Scalar scalar
                && (scalar.kind() == DocumentNode.Kind.INTEGER || scalar.kind() == DocumentNode.Kind.FRACTION)) {
            try {
                BigDecimal number = new BigDecimal(scalar.text());
                if (Math.abs((long) number.scale()) + number.precision() > MAX_DIGITS) {
                    throw new NumberFormatException(scalar.text());
                }
                return Optional.of(number);
            } catch (NumberFormatException e) {
                faults.add(
                        node,
                        "'%s' is not a decimal number".formatted(scalar.text()),
                        "write digits, such as 12 or 0.5");
                return Optional.empty();
            }
        }
        faults.add(node, "is %s where a number is expected".formatted(node.noun()), "write a number without quotes");
        return Optional.empty();
    }

    public OptionalInt integer(String key) {
        Optional<BigDecimal> number = number(key);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(number.get().intValueExact());
        } catch (ArithmeticException e) {
            boolean integer = number.get().stripTrailingZeros().scale() <= 0;
            faults.add(
                    place(key),
                    "is %s".formatted(number.get().toPlainString()),
                    integer
                            ? "use one from %d to %d".formatted(Integer.MIN_VALUE, Integer.MAX_VALUE)
                            : "write an integer");
            return OptionalInt.empty();
        }
    }

    public List<DocumentNode> items(String key) {
        Optional<DocumentNode> value = value(key);
        if (value.isPresent() && value.get() instanceof DocumentNode.Items list) {
            return list.items();
        }
        value.ifPresent(node -> faults.add(
                node, "is %s where a list is expected".formatted(node.noun()), "write one '- ' line an item"));
        return List.of();
    }

    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (DocumentNode item : items(key)) {
            scalar(item, "a text").ifPresent(scalar -> texts.add(scalar.text()));
        }
        return texts;
    }

    /** The mapping under {@code key}; a fault if it is something else. */
    public Optional<FieldReader> fields(String key) {
        return value(key).flatMap(node -> FieldReader.of(node, faults));
    }

    /** A mapping of texts under {@code key}, in order. */
    public Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        fields(key)
                .ifPresent(inner -> inner.mapping
                        .entries()
                        .forEach((name, node) ->
                                scalar(node, "a text").ifPresent(scalar -> pairs.put(name, scalar.text()))));
        return pairs;
    }

    /** Keys that are allowed here and not read. */
    public FieldReader allow(Iterable<String> keys) {
        keys.forEach(known::add);
        return this;
    }

    /** Reports every key that was not read. */
    public void done() {
        unasked().forEach(key -> unknown(key, "remove it; known here: " + String.join(", ", new TreeSet<>(known))));
    }

    /** Keys that were not read, in the document's order. */
    public List<String> unasked() {
        return mapping.entries().keySet().stream()
                .filter(key -> !known.contains(key))
                .toList();
    }

    /** Reports that {@code key} is not allowed here; {@code remedy} is used where no known key is similar. */
    public void unknown(String key, String remedy) {
        String fix = SpellingSuggestion.nearest(key, known)
                .map("did you mean '%s'?"::formatted)
                .orElse(remedy);
        faults.add(line(key), DocumentNode.below(mapping.at(), key), "unknown key '%s'".formatted(key), fix);
    }

    private int line(String key) {
        return mapping.lines().getOrDefault(key, mapping.line());
    }

    private Optional<DocumentNode.Scalar> scalar(DocumentNode node, String noun) {
        if (node instanceof DocumentNode.Scalar scalar && scalar.kind() != DocumentNode.Kind.NULL) {
            return Optional.of(scalar);
        }
        faults.add(node, "is %s where %s is expected".formatted(node.noun(), noun), "write a single value");
        return Optional.empty();
    }
}
