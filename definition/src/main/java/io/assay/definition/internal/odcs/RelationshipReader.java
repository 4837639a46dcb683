package io.assay.definition.internal.odcs;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.Rule;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.sql.SqlChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code relationships} as foreign keys, in both notations, within a contract and across contracts. */
final class RelationshipReader {
    private final ContractContext reading;
    private final RuleList rules;

    RelationshipReader(ContractContext reading, RuleList rules) {
        this.reading = reading;
        this.rules = rules;
    }

    /** Where a reference points. */
    private record Target(DatasetName dataset, String column) {}

    /** Those of a property: {@code from} is the property itself. */
    void property(FieldReader property, String path, Optional<Action> inherited) {
        for (DocumentNode node : property.items("relationships")) {
            FieldReader.of(node, reading.faults()).ifPresent(fields -> one(fields, List.of(path), path, inherited));
        }
    }

    /** Those of a schema object. */
    void object(FieldReader object, ColumnNames columns) {
        for (DocumentNode node : object.items("relationships")) {
            FieldReader.of(node, reading.faults()).ifPresent(fields -> {
                List<String> from = references(fields, "from").stream()
                        .map(text -> source(text, columns))
                        .toList();
                SqlChecker.unknown(from, columns.pathsWithItems(), "from", fields.place("from"), reading.execution());
                if (from.size() > 1 && from.stream().anyMatch(columns::inArray)) {
                    reading.execution()
                            .add(
                                    fields.place("from"),
                                    "a key of several columns cannot have items of an array",
                                    "name a single column");
                    return;
                }
                one(fields, from, from.size() == 1 ? from.get(0) : columns.dataset(), Optional.empty());
            });
        }
    }

    /** The column a {@code from} names, whether written alone, with its object, or by ids. */
    private String source(String text, ColumnNames columns) {
        if (text.startsWith("schema/")) {
            int cut = text.indexOf("/properties/");
            Optional<SchemaObjects.Entry> entry =
                    cut < 0 ? Optional.empty() : reading.registry().byId(text.substring(7, cut));
            return entry.map(e -> e.properties().getOrDefault("#" + text.substring(cut + 12), text))
                    .orElse(text);
        }
        int dot = text.indexOf('.');
        boolean qualified = dot > 0
                && (columns.aliases().contains(text.substring(0, dot))
                        || columns.dataset().equals(text.substring(0, dot)));
        return qualified ? text.substring(dot + 1) : text;
    }

    private void one(FieldReader fields, List<String> from, String owner, Optional<Action> inherited) {
        List<String> to = references(fields, "to");
        Optional<Action> action =
                CustomProperties.of(fields, reading, "action").action().or(() -> inherited);
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        if (from.size() != to.size()) {
            reading.faults()
                    .add(
                            fields.place("to"),
                            "%d columns refer to %d".formatted(from.size(), to.size()),
                            "name as many in 'to' as in 'from'");
            return;
        }
        List<Target> targets = new ArrayList<>();
        to.forEach(text -> target(text, fields.place("to")).ifPresent(targets::add));
        if (targets.size() < to.size()) {
            return;
        }
        if (targets.stream().map(Target::dataset).distinct().count() > 1) {
            reading.execution()
                    .add(fields.place("to"), "one key points to several datasets", "name columns of one dataset");
            return;
        }
        rules.add(new Rule(
                owner + ".foreignKey",
                from.size() == 1 ? Optional.of(from.get(0)) : Optional.empty(),
                new Check.ForeignKey(
                        from,
                        targets.get(0).dataset(),
                        targets.stream().map(Target::column).toList()),
                action.orElse(Action.QUARANTINE),
                Optional.empty(),
                RuleList.dimension("foreignKey"),
                fields.text("description")));
    }

    private List<String> references(FieldReader fields, String key) {
        if (fields.place(key) instanceof DocumentNode.Items) {
            return fields.texts(key);
        }
        return fields.text(key).map(List::of).orElse(List.of());
    }

    private Optional<Target> target(String text, DocumentNode place) {
        String path = text.substring(text.indexOf('#') + 1).replaceFirst("^/", "");
        boolean byId = path.startsWith("schema/");
        int cut = byId ? path.indexOf("/properties/") : path.indexOf('.');
        if (cut <= 0) {
            reading.execution().add(place, "'%s' names no column".formatted(text), "write object.property");
            return Optional.empty();
        }
        String object = byId ? path.substring(7, cut) : path.substring(0, cut);
        String property = byId ? path.substring(cut + 12) : path.substring(cut + 1);
        Optional<SchemaObjects.Entry> entry =
                byId ? reading.registry().byId(object) : reading.registry().byName(object);
        if (entry.isEmpty() && reading.registry().incomplete()) {
            return Optional.empty();
        }
        if (entry.isEmpty()) {
            if (reading.registry().scope() == SchemaObjects.Scope.PROJECT) {
                reading.faults()
                        .add(place, "there is no dataset '%s'".formatted(object), "add its contract, or fix the name");
                return Optional.empty();
            }
            reading.faults().note(place, "'%s' is not in this file: checked with the project".formatted(object));
            return outside(object, property, place);
        }
        Optional<String> column = Optional.ofNullable(entry.get().properties().get(byId ? "#" + property : property));
        if (column.isEmpty()) {
            SqlChecker.unknown(
                    List.of(property), entry.get().properties().values(), "relationship", place, reading.execution());
            return Optional.empty();
        }
        return Optional.of(new Target(entry.get().name(), column.get()));
    }

    private Optional<Target> outside(String object, String property, DocumentNode place) {
        try {
            return Optional.of(
                    new Target(new DatasetName(SchemaObjects.fold(object)), property.replace("/properties/", ".")));
        } catch (InvalidDefinitionException e) {
            reading.execution().add(place, e);
            return Optional.empty();
        }
    }
}
