package io.assay.definition.project;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.Rule;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that the two columns of a foreign key can be equal: both have one type. Integers of any width and decimals are
 * compared exactly, so they count as one.
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
