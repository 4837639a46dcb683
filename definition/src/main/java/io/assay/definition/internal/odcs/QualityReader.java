package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Rule;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.sql.SqlChecker;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code quality}: library metrics and SQL become rules; texts and rules of other engines become notes. */
final class QualityReader {
    private static final Set<String> LENIENT = Set.of("info", "warning", "warn");
    private static final Map<String, String> SYNONYMS = Map.of(
            "ac", "accuracy",
            "cp", "completeness",
            "cf", "conformity",
            "cs", "consistency",
            "cv", "coverage",
            "tm", "timeliness",
            "uq", "uniqueness");
    private final ContractContext reading;
    private final RuleList rules;

    QualityReader(ContractContext reading, RuleList rules) {
        this.reading = reading;
        this.rules = rules;
    }

    /** One rule being read: its fields, and the element it belongs to. */
    record Place(FieldReader fields, Optional<String> column, ColumnNames columns, CustomProperties custom) {
        Optional<Check.Scope> scope() {
            return custom.word("scope", Check.Scope.class);
        }
    }

    /** The rules of a property; {@code action} is the property's own. */
    void property(FieldReader property, String path, Optional<Action> action, ColumnNames columns) {
        for (DocumentNode node : property.items("quality")) {
            FieldReader.of(node, reading.faults())
                    .ifPresent(fields -> rule(fields, Optional.of(path), action, columns));
        }
    }

    /** The rules of a schema object. */
    void object(FieldReader object, ColumnNames columns) {
        for (DocumentNode node : object.items("quality")) {
            FieldReader.of(node, reading.faults())
                    .ifPresent(fields -> rule(fields, Optional.empty(), Optional.empty(), columns));
        }
    }

    private void rule(FieldReader fields, Optional<String> column, Optional<Action> inherited, ColumnNames columns) {
        CustomProperties custom = CustomProperties.of(fields, reading, "action", "where", "scope");
        Place place = new Place(fields, column, columns, custom);
        String type = fields.text("type").orElse(fields.has("query") ? "sql" : "library");
        switch (type) {
            case "library" ->
                new LibraryMetric(reading).read(place).forEach((kind, check) -> add(place, kind, check, inherited));
            case "sql" -> new SqlRule(reading).read(place).ifPresent(check -> add(place, "sql", check, inherited));
            case "text" -> reading.faults().note(fields.node(), "a text rule is for people: not executed");
            default -> custom(fields, place, inherited);
        }
        if (fields.has("schedule") || fields.has("scheduler")) {
            reading.faults()
                    .note(fields.place("schedule"), "a rule's schedule is not executed: every batch is validated");
        }
    }

    private void custom(FieldReader fields, Place place, Optional<Action> inherited) {
        String engine = fields.text("engine").orElse("?");
        if (CustomRule.knows(engine)) {
            new CustomRule(reading).read(engine, place).ifPresent(rule -> add(place, rule, inherited));
        } else {
            reading.faults().note(fields.node(), "a custom rule of engine '%s' is not executed".formatted(engine));
        }
    }

    private void add(Place place, String kind, Check check, Optional<Action> inherited) {
        add(place, new CustomRule.Read(kind, check, Optional.empty(), Optional.empty()), inherited);
    }

    private void add(Place place, CustomRule.Read rule, Optional<Action> inherited) {
        Check check = rule.check();
        FieldReader fields = place.fields();
        boolean lenient = fields.text("severity")
                .filter(severity -> LENIENT.contains(severity.toLowerCase(Locale.ROOT)))
                .isPresent();
        Optional<Action> own = place.custom().action().or(rule::action);
        Action action = own.orElse(
                lenient ? Action.WARN : check.isDatasetCheck() ? Action.FAIL : inherited.orElse(Action.QUARANTINE));
        if (check.isDatasetCheck() && (action == Action.QUARANTINE || action == Action.DROP)) {
            reading.faults()
                    .add(
                            fields.node(),
                            "the action '%s' applies to single rows, and this is a dataset rule"
                                    .formatted(action.word()),
                            "use warn or fail, or mustBe: 0");
        }
        Optional<String> where = place.custom().scalar("where").map(DocumentNode.Scalar::text);
        place.custom().value("where").ifPresent(node -> {
            if (check instanceof Check.SqlMeasure || check instanceof Check.SqlText) {
                reading.faults().add(node, "'where' beside a query", "put the condition into the query");
            } else {
                where.ifPresent(
                        sql -> SqlChecker.expression(sql, place.columns().top(), "where", node, reading.execution()));
            }
        });
        String owner = place.column().orElse(place.columns().dataset());
        rules.add(new Rule(
                fields.text("id").orElse(owner + "." + rule.kind()),
                faultyColumn(place, check),
                check,
                action,
                where.map(sql -> rule.where()
                                .map(inner -> "(%s) AND (%s)".formatted(sql, inner))
                                .orElse(sql))
                        .or(rule::where),
                fields.text("dimension").map(word -> SYNONYMS.getOrDefault(word, word)),
                fields.text("description").or(() -> fields.text("name"))));
    }

    private static Optional<String> faultyColumn(Place place, Check check) {
        if (check instanceof Check.Unique unique && unique.columns().size() == 1) {
            return Optional.of(unique.columns().get(0));
        }
        return place.column();
    }
}
