package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.Rule;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.odcs.ValueLimits.End;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds rules of a dataset that no value, or no batch, can fulfil together, and names them. Rules that only warn, or
 * only apply where a condition is true, hold nothing back and are left out. A pair that is not found may contradict
 * nevertheless: only what is certain is reported.
 */
final class Contradictions {
    private static final String NO_VALUE = "no value passes";
    private static final String NO_BATCH = "no batch with rows passes";

    /** A property, or the items of an array, where rules are stated. */
    record Stated(ColumnType type, FieldReader fields) {
        /** Of an option the option itself, else the property. */
        private DocumentNode place(Rule rule) {
            String kind = rule.name().substring(rule.name().lastIndexOf('.') + 1);
            return fields.fields("logicalTypeOptions")
                    .filter(options -> options.has(kind))
                    .map(options -> options.place(kind))
                    .orElse(fields.node());
        }
    }

    private final ContractContext reading;
    private final Map<String, Stated> stated;
    private final DocumentNode dataset;
    private final List<String> nullValues;

    /** @param stated by the paths of columns */
    Contradictions(ContractContext reading, Map<String, Stated> stated, DocumentNode dataset, List<String> nullValues) {
        this.reading = reading;
        this.stated = stated;
        this.dataset = dataset;
        this.nullValues = nullValues;
    }

    void report(List<Rule> all) {
        List<Rule> rules = all.stream()
                .filter(rule -> rule.action() != Action.WARN && rule.where().isEmpty())
                .toList();
        Map<String, List<Rule>> columns = new LinkedHashMap<>();
        for (Rule rule : rules) {
            rule.column()
                    .filter(column ->
                            stated.containsKey(column) && !rule.check().isDatasetCheck())
                    .ifPresent(column -> columns.computeIfAbsent(column, c -> new ArrayList<>())
                            .add(rule));
        }
        columns.forEach((column, own) -> values(column, own, rules));
        counts(rules);
    }

    private void values(String column, List<Rule> rules, List<Rule> all) {
        ColumnType type = typeOf(column);
        ValueLimits limits = new ValueLimits(type);
        for (Rule one : rules) {
            for (Rule other : rules) {
                Optional<End> least = limits.least(one.check());
                Optional<End> most = limits.most(other.check());
                if (!one.equals(other)
                        && least.isPresent()
                        && most.isPresent()
                        && limits.apart(least.get(), most.get())) {
                    add(reading.faults(), column, NO_VALUE, one, other);
                }
            }
        }
        sizes(column, type, rules);
        multiples(column, limits, rules);
        rules.stream().filter(rule -> rule.check() instanceof Check.OneOf).forEach(rule -> listed(column, rule, rules));
        properties(column, rules, all);
    }

    private ColumnType typeOf(String column) {
        return Objects.requireNonNull(stated.get(column)).type();
    }

    private void sizes(String column, ColumnType type, List<Rule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            Optional<CountLimits.Size> size = CountLimits.of(rules.get(i).check(), type);
            for (Rule other : rules.subList(i + 1, rules.size())) {
                if (size.isPresent()
                        && CountLimits.of(other.check(), type)
                                .filter(size.get()::excludes)
                                .isPresent()) {
                    add(reading.faults(), column, NO_VALUE, rules.get(i), other);
                }
            }
        }
    }

    private void multiples(String column, ValueLimits limits, List<Rule> rules) {
        List<Rule> bounds = rules.stream()
                .filter(rule -> rule.check() instanceof Check.Bounds)
                .toList();
        for (Rule multiple : rules) {
            if (!(multiple.check() instanceof Check.MultipleOf check)) {
                continue;
            }
            for (Rule low : bounds) {
                for (Rule high : bounds) {
                    Optional<End> least = limits.least(low.check());
                    Optional<End> most = limits.most(high.check());
                    if (least.isPresent()
                            && most.isPresent()
                            && !limits.apart(least.get(), most.get())
                            && limits.noMultiple(check.factor(), least.get(), most.get())) {
                        add(reading.faults(), column, NO_VALUE, multiple, low, high);
                    }
                }
            }
        }
    }

    /** A list of values, each of which breaks another rule. */
    private void listed(String column, Rule list, List<Rule> rules) {
        ColumnType type = typeOf(column);
        ValueLimits limits = new ValueLimits(type);
        List<String> values = ((Check.OneOf) list.check()).values();
        if (values.isEmpty()) {
            return; // every value breaks it, on purpose
        }
        List<String> left = values.stream().filter(v -> !nullValues.contains(v)).toList();
        if (left.isEmpty()) {
            add(reading.execution(), column, "all of them are nullValues: no value passes", list);
            return;
        }
        List<String> none =
                left.stream().filter(value -> ListedText.isNone(type, value)).toList();
        if (!none.isEmpty() && none.size() < left.size()) {
            reading.faults()
                    .note(
                            Objects.requireNonNull(stated.get(column)).place(list),
                            "%s: no %s is '%s', so no row has it"
                                    .formatted(CheckText.of(list), type.stored(), String.join("', '", none)));
        }
        List<Rule> against = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.equals(list)
                    || (rule.check() instanceof Check.OneOf && rules.indexOf(rule) < rules.indexOf(list))) {
                continue; // of two lists the first is compared with the second
            }
            if (left.stream().allMatch(value -> limits.broken(value, rule.check()))) {
                add(reading.execution(), column, NO_VALUE, list, rule);
                return;
            }
            if (left.stream().anyMatch(value -> limits.broken(value, rule.check()))) {
                against.add(rule);
            }
        }
        if (left.stream().allMatch(value -> against.stream().anyMatch(rule -> limits.broken(value, rule.check())))) {
            against.add(0, list);
            add(reading.execution(), column, NO_VALUE, against.toArray(Rule[]::new));
        }
    }

    /** More required properties than an object may have. */
    private void properties(String column, List<Rule> rules, List<Rule> all) {
        if (!(typeOf(column) instanceof ColumnType.Struct struct)) {
            return;
        }
        List<Rule> required = all.stream()
                .filter(rule -> rule.check() instanceof Check.Required check
                        && struct.fields().stream()
                                .anyMatch(field -> check.column().equals(column + "." + field.name())))
                .toList();
        for (Rule rule : rules) {
            if (rule.check() instanceof Check.Properties most
                    && most.maximum().orElse(Integer.MAX_VALUE) < required.size()) {
                List<Rule> both = new ArrayList<>(required);
                both.add(0, rule);
                add(reading.execution(), column, NO_VALUE, both.toArray(Rule[]::new));
            }
        }
    }

    /** Counts of rows that cannot be as expected: alone, together, or because a row rule leaves none to count. */
    private void counts(List<Rule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            Optional<Counted> counted = Counted.of(rule.check());
            if (counted.isEmpty()) {
                continue;
            }
            Counted one = counted.get();
            String column = rule.column().orElse("");
            if (!CountLimits.possible(List.of(one.expected()), one.percent(), one.least())) {
                add(reading.execution(), column, NO_BATCH, rule);
                continue;
            }
            for (Rule other : rules.subList(i + 1, rules.size())) {
                Counted.of(other.check())
                        .filter(second -> second.comparable(one)
                                && CountLimits.possible(List.of(second.expected()), one.percent(), one.least())
                                && !CountLimits.possible(
                                        List.of(one.expected(), second.expected()), one.percent(), one.least()))
                        .ifPresent(second -> add(reading.execution(), column, NO_BATCH, rule, other));
            }
            if (rule.check() instanceof Check.Measure measure
                    && !measure.expected().holds(BigDecimal.ZERO)) {
                rules.stream()
                        .filter(row -> same(row.check(), measure.check()))
                        .forEach(row -> add(
                                reading.execution(),
                                column,
                                "a batch passes the second only with rows that break the first",
                                row,
                                rule));
            }
        }
    }

    /** Whether two checks are about the same rows. */
    private static boolean same(Check one, Check other) {
        return nulls(one).equals(nulls(other));
    }

    private static Check nulls(Check check) {
        return check instanceof Check.NotMissing missing && missing.missing().isEmpty() && missing.nullIsMissing()
                ? new Check.Required(missing.column())
                : check;
    }

    private void add(FaultCollector faults, String column, String because, Rule... rules) {
        List<Rule> named = List.of(rules).stream().distinct().toList();
        String names = named.stream().map(CheckText::of).collect(Collectors.joining(" and "));
        Stated at = stated.get(column);
        faults.add(
                at == null ? dataset : at.place(named.get(0)),
                named.size() == 1 ? "%s: %s".formatted(names, because) : "%s contradict: %s".formatted(names, because),
                named.size() == 1 ? "fix it" : "fix or remove one of them");
    }
}
