package io.assay.definition.project;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.Rule;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that the two columns of a foreign key can be equal: both have one type. Integers of any width and decimals are
 * compared exactly, so they count as one. Notes datasets whose keys point to each other.
 */
final class ForeignKeyCheck {
    private final Map<DatasetName, DatasetContract> datasets;
    private final Set<DatasetName> unsure;
    private final FaultCollector faults;

    /** Against these datasets; a key to any other, or to one of the {@code unsure}, is not checked here. */
    ForeignKeyCheck(Map<DatasetName, DatasetContract> datasets, Set<DatasetName> unsure, FaultCollector faults) {
        this.datasets = datasets;
        this.unsure = unsure;
        this.faults = faults;
    }

    void check(DataContract contract, DocumentNode document) {
        for (DatasetContract dataset : contract.datasets()) {
            if (unsure.contains(dataset.name())) {
                continue;
            }
            DocumentNode object = FaultLocation.item(document, "schema", dataset.original());
            for (Rule rule : dataset.rules()) {
                Check check = rule.check() instanceof Check.Measure measure ? measure.check() : rule.check();
                if (check instanceof Check.ForeignKey key) {
                    check(dataset, key, object);
                    if (holdsBack(rule)) {
                        noteCircle(dataset, key, object);
                    }
                }
            }
        }
    }

    private void check(DatasetContract dataset, Check.ForeignKey key, DocumentNode object) {
        Optional<DatasetContract> target =
                Optional.ofNullable(datasets.get(key.target())).filter(known -> !unsure.contains(known.name()));
        for (int i = 0; i < key.columns().size() && target.isPresent(); i++) {
            String column = key.columns().get(i);
            String other = key.targetColumns().get(i);
            Optional<ColumnType> own = type(dataset.columns(), column);
            Optional<ColumnType> foreign = type(target.get().columns(), other);
            if (own.isPresent() && foreign.isPresent() && !kind(own.get()).equals(kind(foreign.get()))) {
                faults.add(
                        FaultLocation.item(object, "properties", column),
                        "%s is %s, %s.%s is %s: keys of two kinds are never equal"
                                .formatted(column, word(own.get()), key.target(), other, word(foreign.get())),
                        "give both one type");
            }
        }
    }

    private static boolean holdsBack(Rule rule) {
        return rule.check() instanceof Check.ForeignKey && rule.action() != Action.WARN;
    }

    /** Keys are looked for among published rows: of datasets that point to each other none can be the first. */
    private void noteCircle(DatasetContract dataset, Check.ForeignKey key, DocumentNode object) {
        List<DatasetName> back = path(key.target(), dataset.name());
        if (key.target().equals(dataset.name()) || back.isEmpty()) {
            return;
        }
        String circle = Stream.concat(Stream.of(dataset.name()), back.stream())
                .map(DatasetName::value)
                .collect(Collectors.joining(" -> "));
        faults.note(
                FaultLocation.item(object, "properties", key.columns().get(0)),
                ("foreign keys in a circle, %s: each is looked for in what is published, so while these datasets are"
                                + " empty no row with such a key passes; give one of them 'action: warn', at least"
                                + " until all have rows")
                        .formatted(circle));
    }

    /** The shortest way from one dataset to another along keys that hold rows back, both ends included. */
    private List<DatasetName> path(DatasetName from, DatasetName to) {
        Map<DatasetName, DatasetName> cameFrom = new LinkedHashMap<>(Map.of(from, from));
        Deque<DatasetName> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !cameFrom.containsKey(to)) {
            DatasetName next = open.remove();
            for (DatasetName target : targets(next)) {
                if (cameFrom.putIfAbsent(target, next) == null) {
                    open.add(target);
                }
            }
        }
        Deque<DatasetName> path = new ArrayDeque<>();
        for (DatasetName at = cameFrom.get(to); at != null; at = at.equals(from) ? null : cameFrom.get(at)) {
            path.addFirst(at);
        }
        if (!path.isEmpty()) {
            path.addLast(to);
        }
        return List.copyOf(path);
    }

    private List<DatasetName> targets(DatasetName name) {
        return Stream.ofNullable(datasets.get(name))
                .flatMap(dataset -> dataset.rules().stream())
                .filter(ForeignKeyCheck::holdsBack)
                .flatMap(rule -> rule.check() instanceof Check.ForeignKey key ? Stream.of(key.target()) : Stream.of())
                .toList();
    }

    private static Optional<ColumnType> inside(ColumnType type, String rest) {
        if (rest.isEmpty()) {
            return Optional.of(type);
        }
        if (type instanceof ColumnType.Array array && (rest.equals("items") || rest.startsWith("items."))) {
            return inside(array.element(), rest.substring(Math.min(rest.length(), "items.".length())));
        }
        return type instanceof ColumnType.Struct struct ? type(struct.fields(), rest) : Optional.empty();
    }

    private static Optional<ColumnType> type(List<ContractColumn> columns, String path) {
        for (ContractColumn column : columns) {
            if (column.name().equals(path)) {
                return Optional.of(column.type());
            }
            if (path.startsWith(column.name() + ".")) {
                return inside(column.type(), path.substring(column.name().length() + 1));
            }
        }
        return Optional.empty();
    }

    private static String kind(ColumnType type) {
        String word = word(type);
        return word.equals("decimal") ? "integer" : word;
    }

    private static String word(ColumnType type) {
        if (type instanceof ColumnType.IntegerType) {
            return "integer";
        }
        if (type instanceof ColumnType.FloatingPointType) {
            return "number";
        }
        if (type instanceof ColumnType.Decimal) {
            return "decimal";
        }
        return type instanceof ColumnType.Time ? "time" : type.stored(); // a time is stored as text
    }
}
