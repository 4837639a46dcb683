package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.SpanUnit;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.Rule;
import io.assay.definition.contract.ServiceLevel;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads {@code slaProperties}: those that the times of a column show become dataset rules that warn, others are notes.
 */
final class ServiceLevelReader {
    private static final Map<String, ServiceLevel> LEVELS = Map.of(
            "freshness", ServiceLevel.FRESHNESS,
            "fr", ServiceLevel.FRESHNESS,
            "latency", ServiceLevel.LATENCY,
            "ly", ServiceLevel.LATENCY,
            "frequency", ServiceLevel.FREQUENCY,
            "fy", ServiceLevel.FREQUENCY,
            "retention", ServiceLevel.RETENTION,
            "re", ServiceLevel.RETENTION);
    private static final Map<String, SpanUnit> UNITS = Map.ofEntries(
            Map.entry("s", SpanUnit.SECONDS),
            Map.entry("sec", SpanUnit.SECONDS),
            Map.entry("second", SpanUnit.SECONDS),
            Map.entry("min", SpanUnit.MINUTES),
            Map.entry("minute", SpanUnit.MINUTES),
            Map.entry("h", SpanUnit.HOURS),
            Map.entry("hr", SpanUnit.HOURS),
            Map.entry("hour", SpanUnit.HOURS),
            Map.entry("d", SpanUnit.DAYS),
            Map.entry("day", SpanUnit.DAYS),
            Map.entry("mo", SpanUnit.MONTHS),
            Map.entry("month", SpanUnit.MONTHS),
            Map.entry("y", SpanUnit.YEARS),
            Map.entry("yr", SpanUnit.YEARS),
            Map.entry("year", SpanUnit.YEARS));
    private final ContractContext reading;
    private final Optional<String> fallback;
    private final Map<String, Action> actions = new HashMap<>();
    private final Map<String, DocumentNode> unknown = new TreeMap<>();
    private Action everywhere = Action.WARN;

    /** @param contract the document, which may name an element for all levels */
    ServiceLevelReader(FieldReader contract, ContractContext reading) {
        this.reading = reading;
        this.fallback = contract.text("slaDefaultElement");
        CustomProperties.of(contract, reading, "serviceLevels")
                .value("serviceLevels")
                .ifPresent(this::actions);
    }

    /** The datasets with the rules of their service levels. */
    List<DatasetContract> addTo(List<DatasetContract> datasets, FieldReader contract) {
        List<DatasetContract> with = new ArrayList<>(datasets);
        for (DocumentNode node : contract.items("slaProperties")) {
            FieldReader.of(node, reading.faults()).ifPresent(fields -> level(fields, with));
            if (node instanceof DocumentNode.Mapping mapping
                    && mapping.entries().get("id") instanceof DocumentNode.Scalar id) {
                unknown.remove(id.text());
            }
        }
        unknown.forEach((name, node) -> reading.faults()
                .add(
                        node,
                        "'%s' is neither a service level nor the id of one".formatted(name),
                        "name freshness, latency, frequency, retention, or an id of slaProperties"));
        return with;
    }

    private void level(FieldReader fields, List<DatasetContract> datasets) {
        Optional<String> property = fields.text("property");
        Optional<ServiceLevel> level =
                property.flatMap(word -> Optional.ofNullable(LEVELS.get(word.toLowerCase(Locale.ROOT))));
        Optional<String> elements = fields.text("element").or(() -> fallback);
        Optional<Check.Age> span = level.flatMap(l -> span(fields, l));
        if (span.isEmpty() || elements.isEmpty()) {
            String why = level.isEmpty()
                    ? "only freshness, latency, frequency and retention are"
                    : span.isEmpty() ? "value and unit are no span of time" : "it names no element";
            reading.faults().note(fields.node(), "the service level is not executed: " + why);
            return;
        }
        for (String element : elements.get().split(",", -1)) {
            element(element.strip(), span.get(), fields, datasets);
        }
    }

    private void element(String element, Check.Age span, FieldReader fields, List<DatasetContract> datasets) {
        int dot = element.indexOf('.');
        String object = dot < 0 ? "" : element.substring(0, dot);
        String column = element.substring(dot + 1);
        for (int i = 0; i < datasets.size(); i++) {
            DatasetContract dataset = datasets.get(i);
            boolean named = object.isEmpty()
                    ? datasets.size() == 1
                    : object.equals(dataset.original())
                            || object.equals(dataset.name().value());
            Optional<ColumnType> type = new ColumnNames("", List.of(), dataset.columns()).typeAt(column);
            if (named && type.filter(ColumnType::isTime).isPresent()) {
                RuleList rules = new RuleList();
                dataset.rules().forEach(rules::add);
                rules.add(new Rule(
                        fields.text("id")
                                .orElse(column + "." + span.level().name().toLowerCase(Locale.ROOT)),
                        Optional.of(column),
                        new Check.Age(span.level(), column, span.limit(), span.unit()),
                        action(fields, span.level()),
                        Optional.empty(),
                        Optional.of("timeliness"),
                        fields.text("description")));
                datasets.set(i, dataset.withRules(rules.all()));
                return;
            }
        }
        reading.faults()
                .note(
                        fields.place("element"),
                        "the service level is not executed: '%s' is not a date or timestamp of this contract"
                                .formatted(element));
    }

    /** Its own, where the version of the standard allows one, else the one that the contract sets. */
    private Action action(FieldReader fields, ServiceLevel level) {
        return CustomProperties.of(fields, reading, "action")
                .action()
                .filter(action -> ruleAction(action, fields.place("customProperties")))
                .orElseGet(() -> fields.text("id")
                        .map(actions::get)
                        .orElseGet(() -> actions.getOrDefault(level.name().toLowerCase(Locale.ROOT), everywhere)));
    }

    /** {@code serviceLevels} of the contract: an action, or actions by the levels' ids and names. */
    private void actions(DocumentNode value) {
        if (value instanceof DocumentNode.Mapping mapping) {
            mapping.entries().forEach((name, word) -> {
                word(word).ifPresent(action -> actions.put(name, action));
                if (Arrays.stream(ServiceLevel.values())
                        .noneMatch(
                                level -> level.name().toLowerCase(Locale.ROOT).equals(name))) {
                    unknown.put(name, word);
                }
            });
        } else {
            word(value).ifPresent(action -> everywhere = action);
        }
    }

    private Optional<Action> word(DocumentNode node) {
        Optional<Action> action = node instanceof DocumentNode.Scalar scalar
                ? Arrays.stream(Action.values())
                        .filter(known -> known.word().equals(scalar.text()))
                        .findFirst()
                : Optional.empty();
        if (action.isEmpty()) {
            reading.faults()
                    .add(
                            node,
                            node instanceof DocumentNode.Scalar scalar
                                    ? "'%s' is not an action".formatted(scalar.text())
                                    : "an action cannot be %s".formatted(node.noun()),
                            "use warn or fail");
        }
        return action.filter(known -> ruleAction(known, node));
    }

    /** Service levels are about all rows. */
    private boolean ruleAction(Action action, DocumentNode place) {
        boolean fits = action == Action.WARN || action == Action.FAIL;
        if (!fits) {
            reading.faults().add(place, "a service level cannot %s rows".formatted(action.word()), "use warn or fail");
        }
        return fits;
    }

    /** A number and a unit ({@code m} is a minute, of a retention a month), or an ISO-8601 duration. */
    private static Optional<Check.Age> span(FieldReader fields, ServiceLevel level) {
        Optional<String> value = fields.text("value");
        String unit = fields.text("unit").orElse("").toLowerCase(Locale.ROOT);
        Optional<SpanUnit> known = unit.equals("m")
                ? Optional.of(level == ServiceLevel.RETENTION ? SpanUnit.MONTHS : SpanUnit.MINUTES)
                : Optional.ofNullable(UNITS.get(unit))
                        .or(() -> Optional.ofNullable(UNITS.get(unit.replaceFirst("s$", ""))));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get().startsWith("P")) {
            return iso(value.get()).map(limit -> new Check.Age(level, "", limit, SpanUnit.DAYS));
        }
        try {
            BigDecimal limit = new BigDecimal(value.get());
            return known.filter(u -> limit.signum() >= 0).map(u -> new Check.Age(level, "", limit, u));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> iso(String text) {
        try {
            int time = text.indexOf('T');
            Period period = time == 1 ? Period.ZERO : Period.parse(time < 0 ? text : text.substring(0, time));
            Duration duration = time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time));
            long days = period.getYears() * 365L + period.getMonths() * 30L + period.getDays();
            return Optional.of(BigDecimal.valueOf(duration.toSeconds())
                    .divide(BigDecimal.valueOf(SpanUnit.DAYS.seconds()), MathContext.DECIMAL32)
                    .add(BigDecimal.valueOf(days)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
