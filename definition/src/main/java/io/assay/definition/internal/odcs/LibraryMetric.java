package io.assay.definition.internal.odcs;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Comparison;
import io.assay.definition.contract.EcmaPattern;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.odcs.QualityReader.Place;
import io.assay.definition.internal.odcs.standard.OdcsVersion;
import io.assay.definition.internal.sql.SqlChecker;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The standard's five metrics, and the names 3.0 had for them. */
final class LibraryMetric {
    private static final List<String> METRICS =
            List.of("nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount");
    private static final Map<String, String> OF_3_0 = Map.ofEntries(
            Map.entry("duplicatecount", "duplicateValues"),
            Map.entry("duplicates", "duplicateValues"),
            Map.entry("unique", "duplicateValues"),
            Map.entry("uniquecheck", "duplicateValues"),
            Map.entry("validvalues", "invalidValues"),
            Map.entry("invalidcount", "invalidValues"),
            Map.entry("nullcheck", "nullValues"),
            Map.entry("nullcount", "nullValues"),
            Map.entry("missingcount", "missingValues"),
            Map.entry("countcheck", "rowCount"));
    private final ContractContext reading;

    LibraryMetric(ContractContext reading) {
        this.reading = reading;
    }

    /** The checks by the kind their names end in; empty if it is a fault or not executed. */
    Map<String, Check> read(Place place) {
        FieldReader fields = place.fields();
        Optional<String> metric = fields.text("metric").or(() -> older(fields));
        if (metric.isEmpty()) {
            if (!fields.has("rule")) {
                reading.execution()
                        .add(
                                fields.node(),
                                "a library rule without 'metric'",
                                "use one of " + String.join(", ", METRICS));
            }
            return Map.of();
        }
        if (!METRICS.contains(metric.get())) {
            reading.execution()
                    .add(
                            fields.place("metric"),
                            "'%s' is not a metric".formatted(metric.get()),
                            "use one of " + String.join(", ", METRICS));
            return Map.of();
        }
        Optional<Comparison> none = Optional.of(new Comparison(Comparison.Operator.BE, List.of(BigDecimal.ZERO)));
        boolean valid = fields.has("validValues");
        Optional<Comparison> expected = Operators.read(fields, valid ? none : Optional.empty(), reading.execution());
        Check.Unit unit = unit(fields);
        Map<String, Check> checks = new LinkedHashMap<>();
        if (metric.get().equals("rowCount")) {
            rowCount(place, expected, checks);
        } else {
            Map<String, Check> rowChecks = rows(metric.get(), place);
            rowChecks.forEach((kind, check) ->
                    expected.ifPresent(comparison -> checks.put(kind, measure(place, check, comparison, unit))));
        }
        return checks;
    }

    private Check measure(Place place, Check check, Comparison expected, Check.Unit unit) {
        Optional<Check.Scope> scope = place.scope();
        return Operators.none(expected) && scope.isEmpty()
                ? check
                : new Check.Measure(check, expected, unit, scope.orElse(Check.Scope.BATCH));
    }

    private Optional<String> older(FieldReader fields) {
        Optional<String> rule = fields.text("rule");
        if (rule.isEmpty()) {
            return rule;
        }
        if (reading.standard() != OdcsVersion.V3_0) {
            reading.faults().note(fields.place("rule"), "'rule' is deprecated since 3.1: write 'metric'");
        }
        Optional<String> metric = METRICS.contains(rule.get())
                ? rule
                : Optional.ofNullable(OF_3_0.get(rule.get().toLowerCase(Locale.ROOT)));
        if (metric.isEmpty()) {
            reading.faults().note(fields.place("rule"), "the library rule '%s' is not executed".formatted(rule.get()));
        }
        return metric;
    }

    private Check.Unit unit(FieldReader fields) {
        String unit = fields.text("unit").orElse("rows");
        if (unit.equals("percent") || unit.equals("%")) {
            return Check.Unit.PERCENT;
        }
        if (!unit.equals("rows")) {
            reading.faults().note(fields.place("unit"), "the unit '%s' is not known: rows are counted".formatted(unit));
        }
        return Check.Unit.ROWS;
    }

    private void rowCount(Place place, Optional<Comparison> expected, Map<String, Check> checks) {
        if (place.column().isPresent()) {
            reading.execution()
                    .add(
                            place.fields().node(),
                            "rowCount is not allowed at a property",
                            "move it to the schema object's quality");
        }
        if (place.fields().text("unit").filter("percent"::equals).isPresent()) {
            reading.execution().add(place.fields().place("unit"), "rowCount in percent", "count rows: unit: rows");
        }
        expected.ifPresent(comparison -> checks.put(
                "rowCount", new Check.RowCount(comparison, place.scope().orElse(Check.Scope.BATCH))));
    }

    private Map<String, Check> rows(String metric, Place place) {
        FieldReader fields = place.fields();
        Optional<FieldReader> arguments = fields.fields("arguments");
        Map<String, Check> checks = new LinkedHashMap<>();
        if (metric.equals("duplicateValues")) {
            duplicates(place, arguments).ifPresent(check -> checks.put(metric, check));
        } else if (place.column().isEmpty()) {
            reading.execution()
                    .add(
                            fields.node(),
                            "%s is not allowed at the schema object".formatted(metric),
                            "move it to a property's quality");
            return checks;
        } else {
            String column = place.column().get();
            switch (metric) {
                case "nullValues" -> checks.put(metric, new Check.Required(column));
                case "missingValues" -> checks.put(metric, missing(column, arguments));
                default -> invalid(column, fields, arguments, checks);
            }
        }
        arguments.ifPresent(this::unknown);
        return checks;
    }

    private void unknown(FieldReader arguments) {
        for (String key : arguments.unasked()) {
            reading.faults().note(arguments.place(key), "the argument '%s' is not executed".formatted(key));
        }
    }

    private Optional<Check> duplicates(Place place, Optional<FieldReader> arguments) {
        List<String> columns = arguments.map(a -> a.texts("properties")).orElse(List.of());
        if (columns.isEmpty() && place.column().isEmpty()) {
            reading.execution()
                    .add(
                            place.fields().node(),
                            "duplicateValues at the schema object names no properties",
                            "add arguments: {properties: [...]}");
            return Optional.empty();
        }
        if (columns.isEmpty()) {
            return Optional.of(new Check.Unique(List.of(place.column().orElseThrow())));
        }
        SqlChecker.unknown(
                columns,
                place.columns().paths(),
                "duplicateValues",
                place.fields().place("arguments"),
                reading.execution());
        return Optional.of(new Check.Unique(columns));
    }

    private Check missing(String column, Optional<FieldReader> arguments) {
        List<DocumentNode> listed = arguments.map(a -> a.items("missingValues")).orElse(List.of());
        List<String> texts = listed.stream()
                .filter(node -> node instanceof DocumentNode.Scalar && !node.isNull())
                .map(node -> ((DocumentNode.Scalar) node).text())
                .toList();
        return new Check.NotMissing(
                column, texts, listed.isEmpty() || listed.stream().anyMatch(DocumentNode::isNull));
    }

    private void invalid(
            String column, FieldReader fields, Optional<FieldReader> arguments, Map<String, Check> checks) {
        FieldReader holder = fields.has("validValues") ? fields : arguments.orElse(fields);
        List<DocumentNode> valid = holder.items("validValues");
        Optional<String> pattern = arguments.flatMap(a -> a.text("pattern"));
        if (!valid.isEmpty()) {
            checks.put(
                    "invalidValues",
                    new Check.OneOf(
                            column,
                            valid.stream()
                                    .filter(node -> node instanceof DocumentNode.Scalar && !node.isNull())
                                    .map(node -> ((DocumentNode.Scalar) node).text())
                                    .toList()));
        }
        pattern.ifPresent(text -> {
            try {
                EcmaPattern.of(text);
                checks.put(valid.isEmpty() ? "invalidValues" : "pattern", new Check.Matches(column, text));
            } catch (InvalidDefinitionException e) {
                reading.execution().add(arguments.orElse(fields).place("pattern"), e);
            }
        });
        if (valid.isEmpty() && pattern.isEmpty()) {
            reading.execution()
                    .add(
                            fields.node(),
                            "invalidValues without validValues or pattern",
                            "add arguments: {validValues: [...]} or {pattern: ...}");
        }
    }
}
