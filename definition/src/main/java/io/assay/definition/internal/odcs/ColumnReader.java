package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnName;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the properties of one schema object, nested ones too, and the rules they state themselves. */
final class ColumnReader {

    /** A property, and what can be read only when all properties are known. */
    record Found(
            ContractColumn column,
            FieldReader fields,
            Optional<Action> action,
            boolean primaryKey,
            int keyPosition,
            boolean partitioned,
            int partitionPosition) {}

    private final ContractContext reading;
    private final RuleList rules;
    private final String dataset;
    private final List<String> aliases;
    /** Paths of the items of arrays. */
    private final Set<String> arrays = new HashSet<>();

    private final Map<String, Contradictions.Stated> stated = new HashMap<>();
    private final List<Consumer<ColumnNames>> later = new ArrayList<>();

    ColumnReader(ContractContext reading, RuleList rules, String dataset, List<String> aliases) {
        this.reading = reading;
        this.rules = rules;
        this.dataset = dataset;
        this.aliases = aliases;
    }

    /** The top-level properties of a schema object. */
    List<Found> read(FieldReader object) {
        return properties(object, "");
    }

    /** Reads the parts that need all columns of the object: the quality rules and relationships of its properties. */
    ColumnNames finish(List<ContractColumn> columns) {
        ColumnNames names = new ColumnNames(dataset, aliases, columns);
        later.forEach(work -> work.accept(names));
        return names;
    }

    /** All that was read, by path, the items of arrays too. */
    Map<String, Contradictions.Stated> stated() {
        return stated;
    }

    private List<Found> properties(FieldReader owner, String path) {
        List<Found> found = new ArrayList<>();
        Map<String, DocumentNode> names = new HashMap<>();
        for (DocumentNode node : owner.items("properties")) {
            Optional<FieldReader> fields = FieldReader.of(node, reading.faults());
            Optional<String> name = fields.flatMap(f -> f.text("name"));
            if (fields.isEmpty() || name.isEmpty()) {
                continue;
            }
            DocumentNode other = names.putIfAbsent(ColumnName.folded(name.get()), node);
            if (other != null) {
                reading.faults()
                        .add(
                                fields.get().place("name"),
                                "duplicate property '%s'; first on line %d".formatted(name.get(), other.line()),
                                "rename one of them; case makes no difference");
            } else {
                checkName(name.get(), path, fields.get());
                found.add(property(fields.get(), name.get(), path));
            }
        }
        return found;
    }

    private void checkName(String name, String path, FieldReader fields) {
        boolean reserved = path.isEmpty() ? ColumnName.isReservedAtTop(name) : ColumnName.isReserved(name);
        if (name.isBlank() || name.contains(".") || name.contains("`") || reserved) {
            reading.execution()
                    .add(
                            fields.place("name"),
                            "'%s' cannot be a column's name".formatted(name),
                            reserved
                                    ? "choose another, and give this one as physicalName; Assay or Iceberg has one of its own by this name"
                                    : "choose one without dots and back quotes, and give the source's as physicalName");
        }
    }

    private Found property(FieldReader fields, String name, String path) {
        String full = path + name;
        boolean key = fields.flag("primaryKey");
        boolean required = fields.flag("required") || key;
        Optional<Action> action = CustomProperties.of(fields, reading, "action").action();
        ColumnType type = described(fields, full, required, action);
        ContractColumn column = new ContractColumn(
                name,
                fields.text("physicalName").orElse(name),
                type,
                required,
                fields.text("description"),
                fields.text("classification"),
                fields.texts("tags"));
        int position = position(fields, "primaryKeyPosition", key);
        boolean partitioned = fields.flag("partitioned");
        int partition = position(fields, "partitionKeyPosition", partitioned);
        later.add(names -> {
            new QualityReader(reading, rules).property(fields, full, action, names);
            new RelationshipReader(reading, rules).property(fields, full, action);
        });
        return new Found(column, fields, action, key, position, partitioned, partition);
    }

    /** The type of a property or of an array's items, and the rules that either states itself. */
    private ColumnType described(FieldReader fields, String full, boolean required, Optional<Action> action) {
        Optional<FieldReader> options = fields.fields("logicalTypeOptions");
        List<ContractColumn> nested = fields.has("properties") ? nested(fields, full) : List.of();
        Optional<ColumnType> element = fields.fields("items").map(items -> element(items, full + ".items"));
        ColumnType type = new TypeReader(reading).read(fields, options, nested, element);
        stated.put(full, new Contradictions.Stated(type, fields));
        rules.add(full, "type", new Check.Parses(full), action);
        if (required) {
            rules.add(full, "required", new Check.Required(full), action);
        }
        if (fields.flag("unique")) {
            unique(fields, full, action);
        }
        options.ifPresent(
                o -> new OptionReader(reading, rules, full, type, action).read(o, fields.text("logicalType")));
        enumeration(fields, full, action);
        return type;
    }

    private void unique(FieldReader fields, String full, Optional<Action> action) {
        if (arrays.stream().anyMatch(array -> full.equals(array) || full.startsWith(array + "."))) {
            reading.faults()
                    .note(
                            fields.place("unique"),
                            "unique inside of an array is not executed: uniqueItems compares the items of one array");
        } else {
            rules.add(full, "unique", new Check.Unique(List.of(full)), action);
        }
    }

    /** The {@code enum} of ODCS 3.2: texts, or mappings with a value. */
    private void enumeration(FieldReader fields, String column, Optional<Action> action) {
        List<String> values = new ArrayList<>();
        for (DocumentNode item : fields.items("enum")) {
            DocumentNode value = item instanceof DocumentNode.Mapping mapping
                    ? mapping.entries().getOrDefault("value", item)
                    : item;
            if (value instanceof DocumentNode.Scalar scalar && !scalar.isNull()) {
                values.add(scalar.text());
            }
        }
        if (!values.isEmpty()) {
            rules.add(column, "enum", new Check.OneOf(column, values), action);
        }
    }

    private List<ContractColumn> nested(FieldReader fields, String path) {
        List<ContractColumn> columns = new ArrayList<>();
        for (Found inner : properties(fields, path + ".")) {
            columns.add(inner.column());
            if (inner.primaryKey() || inner.partitioned()) {
                reading.execution()
                        .add(
                                inner.fields().node(),
                                "a nested property cannot be a %s"
                                        .formatted(inner.primaryKey() ? "primary key" : "partition key"),
                                "put it on a property of the object itself");
            }
        }
        return columns;
    }

    /** Type of an array's items; their rules are about each of them. */
    private ColumnType element(FieldReader items, String path) {
        arrays.add(path);
        Optional<Action> action = CustomProperties.of(items, reading, "action").action();
        ColumnType type = described(items, path, items.flag("required"), action);
        later.add(names -> {
            new QualityReader(reading, rules).property(items, path, action, names);
            new RelationshipReader(reading, rules).property(items, path, action);
        });
        return type;
    }

    private int position(FieldReader fields, String key, boolean used) {
        OptionalInt position = fields.integer(key);
        if (position.isPresent() && position.getAsInt() != -1 && !used) {
            reading.faults().note(fields.place(key), "%s without the key itself is not executed".formatted(key));
        } else if (position.isPresent() && position.getAsInt() != -1 && position.getAsInt() < 1) {
            reading.execution().add(fields.place(key), "%s is %d".formatted(key, position.getAsInt()), "count from 1");
        }
        return position.isPresent() && position.getAsInt() > 0 ? position.getAsInt() : Integer.MAX_VALUE;
    }
}
