package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Comparison;
import io.assay.definition.contract.Comparison.Operator;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The comparison of a rule: exactly one of the eight operators. */
final class Operators {
    private static final Map<String, Operator> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("mustBe", Operator.BE);
        WORDS.put("mustNotBe", Operator.NOT_BE);
        WORDS.put("mustBeGreaterThan", Operator.GREATER_THAN);
        WORDS.put("mustBeGreaterOrEqualTo", Operator.GREATER_OR_EQUAL);
        WORDS.put("mustBeLessThan", Operator.LESS_THAN);
        WORDS.put("mustBeLessOrEqualTo", Operator.LESS_OR_EQUAL);
        WORDS.put("mustBeBetween", Operator.BETWEEN);
        WORDS.put("mustNotBeBetween", Operator.NOT_BETWEEN);
    }

    private Operators() {}

    /** Whether there is one, or more. */
    static boolean given(FieldReader fields) {
        return WORDS.keySet().stream().anyMatch(fields::has);
    }

    static void allow(FieldReader fields) {
        fields.allow(WORDS.keySet());
    }

    /** Reads it; {@code fallback} is used where the version allows leaving it out. */
    static Optional<Comparison> read(FieldReader fields, Optional<Comparison> fallback, FaultCollector faults) {
        List<String> given = WORDS.keySet().stream().filter(fields::has).toList();
        if (given.isEmpty() && fallback.isPresent()) {
            return fallback;
        }
        if (given.size() != 1) {
            faults.add(
                    fields.node(),
                    given.isEmpty() ? "no operator" : "several operators: " + String.join(", ", given),
                    "give exactly one, such as mustBe: 0");
            return Optional.empty();
        }
        String word = given.get(0);
        Operator operator = Objects.requireNonNull(WORDS.get(word));
        if (operator == Operator.BETWEEN || operator == Operator.NOT_BETWEEN) {
            return between(fields, word, operator, faults);
        }
        return fields.value(word)
                .flatMap(node -> operand(node, faults))
                .map(number -> new Comparison(operator, List.of(number)));
    }

    private static Optional<Comparison> between(
            FieldReader fields, String word, Operator operator, FaultCollector faults) {
        List<BigDecimal> ends = new ArrayList<>();
        fields.items(word).forEach(node -> FieldReader.number(node, faults).ifPresent(ends::add));
        if (ends.size() != 2 || ends.get(0).compareTo(ends.get(1)) > 0) {
            faults.add(fields.place(word), "%s needs two numbers, the smaller first".formatted(word), "write [1, 5]");
            return Optional.empty();
        }
        return Optional.of(new Comparison(operator, ends));
    }

    /**
     * A text that a query's result is compared with.
     *
     * @param equal whether it must be it, or must not
     */
    record Text(String text, boolean equal) {}

    /** Of {@code mustBe} or {@code mustNotBe} with a text; empty if it is anything else. */
    static Optional<Text> text(FieldReader fields) {
        List<String> given = WORDS.keySet().stream().filter(fields::has).toList();
        boolean one = given.equals(List.of("mustBe")) || given.equals(List.of("mustNotBe"));
        if (!one
                || !(fields.place(given.get(0)) instanceof DocumentNode.Scalar scalar)
                || scalar.kind() != DocumentNode.Kind.TEXT) {
            return Optional.empty();
        }
        allow(fields);
        return Optional.of(new Text(scalar.text(), given.get(0).equals("mustBe")));
    }

    /** A boolean counts as 1 or 0, as SQL results do. */
    private static Optional<BigDecimal> operand(DocumentNode node, FaultCollector faults) {
        if (node instanceof DocumentNode.Scalar scalar && scalar.kind() == DocumentNode.Kind.BOOLEAN) {
            return Optional.of(scalar.text().equalsIgnoreCase("true") ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        if (node instanceof DocumentNode.Scalar scalar && scalar.kind() == DocumentNode.Kind.TEXT) {
            faults.add(
                    node,
                    "is the text '%s': only a query's result is compared with a text".formatted(scalar.text()),
                    "compare a number or a boolean");
            return Optional.empty();
        }
        return FieldReader.number(node, faults);
    }

    /** Whether every single row must comply, so that those that do not can be found. */
    static boolean none(Comparison comparison) {
        return comparison.operator() == Operator.BE
                && comparison.operands().get(0).signum() == 0;
    }
}
