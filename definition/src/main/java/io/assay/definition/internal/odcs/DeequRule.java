package io.assay.definition.internal.odcs;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.Comparison;
import io.assay.definition.contract.DeequConstraint;
import io.assay.definition.contract.EcmaPattern;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.document.SpellingSuggestion;
import io.assay.definition.internal.odcs.QualityReader.Place;
import io.assay.definition.internal.sql.SqlChecker;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A constraint of Deequ by its name. Those about single rows become row rules with the same answer, unless an operator
 * asks for a share of rows; Deequ measures all others.
 */
final class DeequRule {
    private static final Comparison ALL = new Comparison(Comparison.Operator.BE, List.of(BigDecimal.ONE));
    private final ContractContext reading;

    DeequRule(ContractContext reading) {
        this.reading = reading;
    }

    /**
     * Reads it.
     *
     * @param inner the mapping that has its arguments, if there is one
     */
    Optional<Check> read(String name, DocumentNode at, Place place, Optional<FieldReader> inner) {
        Optional<DeequConstraint> constraint = DeequConstraint.of(name);
        if (constraint.isEmpty()) {
            inner.ifPresent(fields -> fields.allow(fields.node().entries().keySet()));
            reading.execution()
                    .add(
                            at,
                            "'%s' is not a constraint of Deequ that is known here".formatted(name),
                            SpellingSuggestion.nearest(name, DeequConstraint.methods())
                                    .map("did you mean '%s'?"::formatted)
                                    .orElse("use one of " + String.join(", ", DeequConstraint.methods())));
            return Optional.empty();
        }
        FieldReader holder = inner.filter(Operators::given).orElse(place.fields());
        boolean compared = Operators.given(holder);
        boolean share = constraint.get().result() == DeequConstraint.Result.ONE;
        Optional<Comparison> expected =
                Operators.read(holder, share ? Optional.of(ALL) : Optional.empty(), reading.execution());
        Optional<List<String>> columns = columns(constraint.get(), at, place, inner);
        Optional<Map<String, List<String>>> arguments = arguments(constraint.get(), at, place, inner);
        if (expected.isEmpty() || columns.isEmpty() || arguments.isEmpty()) {
            return Optional.empty();
        }
        Optional<Check> row = compared ? Optional.empty() : row(constraint.get(), columns.get(), arguments.get());
        return row.or(() ->
                Optional.of(new Check.Constraint(constraint.get(), columns.get(), arguments.get(), expected.get())));
    }

    private Optional<List<String>> columns(
            DeequConstraint constraint, DocumentNode at, Place place, Optional<FieldReader> inner) {
        List<String> listed = inner.map(fields -> fields.texts("columns")).orElse(List.of());
        Optional<String> one = inner.flatMap(fields -> fields.text("column"));
        List<String> columns = !listed.isEmpty()
                ? listed
                : one.or(() -> constraint.mostColumns() == 0 ? Optional.empty() : place.column()).stream()
                        .toList();
        if (columns.size() < constraint.leastColumns() || columns.size() > constraint.mostColumns()) {
            reading.execution()
                    .add(
                            at,
                            "%s has %d columns".formatted(constraint.method(), columns.size()),
                            constraint.mostColumns() == 0
                                    ? "name none"
                                    : constraint.mostColumns() == 1
                                            ? "give column: NAME"
                                            : "give columns: [NAME, NAME]");
            return Optional.empty();
        }
        SqlChecker.unknown(columns, place.columns().paths(), constraint.method(), at, reading.execution());
        for (String column : columns) {
            Optional<ColumnType> type = place.columns().typeAt(column);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            if (!fits(type.get(), constraint.columnValues())) {
                reading.execution()
                        .add(
                                at,
                                "%s of '%s', which is %s"
                                        .formatted(
                                                constraint.method(),
                                                column,
                                                type.get().stored()),
                                constraint.columnValues() == DeequConstraint.Values.NUMBERS
                                        ? "name a column of numbers"
                                        : "name a column of strings");
                return Optional.empty();
            }
        }
        return Optional.of(columns);
    }

    private static boolean fits(ColumnType type, DeequConstraint.Values values) {
        return switch (values) {
            case ANY -> true;
            case NUMBERS ->
                type instanceof ColumnType.IntegerType
                        || type instanceof ColumnType.FloatingPointType
                        || type instanceof ColumnType.Decimal;
            case TEXTS -> type.isText();
        };
    }

    private Optional<Map<String, List<String>>> arguments(
            DeequConstraint constraint, DocumentNode at, Place place, Optional<FieldReader> inner) {
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        for (String name : constraint.arguments()) {
            List<String> values = inner.map(fields -> fields.value(name).stream()
                            .flatMap(node -> node instanceof DocumentNode.Items
                                    ? fields.texts(name).stream()
                                    : fields.text(name).stream())
                            .toList())
                    .orElse(List.of());
            if (values.isEmpty()) {
                reading.execution()
                        .add(
                                at,
                                "%s without '%s'".formatted(constraint.method(), name),
                                "write implementation: {constraint: %s, %s: ...}".formatted(constraint.method(), name));
                return Optional.empty();
            }
            if (!valid(
                    name, values.get(0), inner.map(fields -> fields.place(name)).orElse(at), place)) {
                return Optional.empty();
            }
            arguments.put(name, values);
        }
        return Optional.of(arguments);
    }

    private boolean valid(String name, String value, DocumentNode at, Place place) {
        switch (name) {
            case "quantile" -> {
                if (!value.matches("0(\\.[0-9]+)?|1(\\.0+)?|\\.[0-9]+")) {
                    reading.execution().add(at, "quantile is '%s'".formatted(value), "use a number from 0 to 1");
                    return false;
                }
            }
            case "pattern" -> {
                try {
                    EcmaPattern.of(value);
                } catch (InvalidDefinitionException e) {
                    reading.execution().add(at, e);
                    return false;
                }
            }
            case "condition" -> SqlChecker.expression(value, place.columns().top(), name, at, reading.execution());
            default -> {}
        }
        return true;
    }

    /** What Deequ asks of each row, with its own way with NULL. */
    private static Optional<Check> row(
            DeequConstraint constraint, List<String> columns, Map<String, List<String>> arguments) {
        List<String> names = columns.stream().map(DeequRule::quoted).toList();
        return switch (constraint) {
            case IS_COMPLETE -> Optional.of(new Check.Required(columns.get(0)));
            case IS_CONTAINED_IN ->
                Optional.of(new Check.OneOf(columns.get(0), arguments.getOrDefault("values", List.of())));
            case IS_NON_NEGATIVE -> violation("coalesce(%s, 0) >= 0".formatted(names.get(0)));
            case IS_POSITIVE -> violation("coalesce(%s, 1) > 0".formatted(names.get(0)));
            case IS_LESS_THAN -> violation("coalesce(%s < %s, false)".formatted(names.get(0), names.get(1)));
            case IS_LESS_THAN_OR_EQUAL_TO ->
                violation("coalesce(%s <= %s, false)".formatted(names.get(0), names.get(1)));
            case IS_GREATER_THAN -> violation("coalesce(%s > %s, false)".formatted(names.get(0), names.get(1)));
            case IS_GREATER_THAN_OR_EQUAL_TO ->
                violation("coalesce(%s >= %s, false)".formatted(names.get(0), names.get(1)));
            case SATISFIES ->
                violation("coalesce(%s, false)"
                        .formatted(
                                arguments.getOrDefault("condition", List.of("")).get(0)));
            default -> Optional.empty();
        };
    }

    private static Optional<Check> violation(String condition) {
        return Optional.of(new Check.Condition("NOT (%s)".formatted(condition)));
    }

    private static String quoted(String path) {
        return "`" + path.replace(".", "`.`") + "`";
    }
}
