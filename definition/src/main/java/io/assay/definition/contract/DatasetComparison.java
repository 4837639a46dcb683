package io.assay.definition.contract;

import io.assay.definition.contract.ContractChange.Party;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares two versions of a dataset's contract. */
final class DatasetComparison {
    private final DatasetContract before;
    private final DatasetContract after;
    private final List<ContractChange> changes = new ArrayList<>();

    DatasetComparison(DatasetContract before, DatasetContract after) {
        this.before = before;
        this.after = after;
    }

    List<ContractChange> changes() {
        columns("", Optional.empty(), before.columns(), after.columns());
        settings();
        changes.addAll(new RuleComparison(before, after).changes());
        return List.copyOf(changes);
    }

    private void settings() {
        String otherName = "publish under a new dataset name";
        if (!before.primaryKey().equals(after.primaryKey())) {
            dataset(
                    "primary key %s becomes %s".formatted(before.primaryKey(), after.primaryKey()),
                    Set.of(Party.READERS, Party.WRITERS),
                    "keep the key, or " + otherName);
        }
        if (before.writeMode() != after.writeMode()) {
            dataset(
                    "writeMode %s becomes %s"
                            .formatted(
                                    before.writeMode().word(), after.writeMode().word()),
                    Set.of(Party.READERS),
                    "keep the mode, or " + otherName);
        } else if (!before.updates().orderBy().equals(after.updates().orderBy())) {
            dataset(
                    "orderBy %s becomes %s: published rows and deletions were chosen by the former"
                            .formatted(
                                    before.updates().orderBy().orElse("(none)"),
                                    after.updates().orderBy().orElse("(none)")),
                    Set.of(Party.READERS, Party.WRITERS),
                    "keep it, or " + otherName);
        } else if (!before.updates().equals(after.updates())) {
            dataset("how rows are updated differs", Set.of(Party.WRITERS), "agree with who delivers the data");
        }
        if (!before.partitioning().equals(after.partitioning())) {
            dataset("partitioning %s becomes %s".formatted(before.partitioning(), after.partitioning()), Set.of(), "");
        }
        if (!before.adaptation().equals(after.adaptation())) {
            dataset("what is chosen, and what is pinned, differs", Set.of(), "");
        }
        if (!before.uniqueWithin().equals(after.uniqueWithin())) {
            boolean wider = before.uniqueWithin() instanceof UniqueWithin.Batch
                    || after.uniqueWithin() instanceof UniqueWithin.Dataset;
            dataset(
                    "uniqueness reaches %s".formatted(wider ? "further" : "less far"),
                    wider ? Set.of(Party.WRITERS) : Set.of(),
                    wider ? "agree with who delivers the data" : "");
        }
        if (after.maxQuarantined() != before.maxQuarantined()) {
            boolean less = after.maxQuarantined() < before.maxQuarantined();
            dataset(
                    "maxQuarantined %s becomes %s".formatted(before.maxQuarantined(), after.maxQuarantined()),
                    less ? Set.of(Party.WRITERS) : Set.of(),
                    less ? "agree with who delivers the data" : "");
        }
        if (!before.nullValues().equals(after.nullValues())) {
            dataset(
                    "nullValues %s become %s".formatted(before.nullValues(), after.nullValues()),
                    Set.of(Party.WRITERS),
                    "keep them, or agree with who delivers the data");
        }
        if (!before.source().equals(after.source())) {
            dataset("files are read with other options", Set.of(Party.WRITERS), "agree with who delivers the files");
        }
    }

    private void dataset(String what, Set<Party> breaks, String fix) {
        changes.add(new ContractChange(after.name().value(), Optional.empty(), what, breaks, fix));
    }

    private void columns(String path, Optional<String> top, List<ContractColumn> old, List<ContractColumn> now) {
        Map<String, ContractColumn> left = new LinkedHashMap<>();
        now.forEach(column -> left.put(column.name(), column));
        for (ContractColumn column : old) {
            ContractColumn other = left.remove(column.name());
            String at = path + column.name();
            String owner = top.orElse(column.name());
            if (other == null) {
                add(
                        at,
                        owner,
                        "the column is gone",
                        Set.of(Party.READERS),
                        "keep it, optional if its source no longer has it, or publish under a new dataset name");
            } else {
                types(at, owner, column.type(), other.type());
                if (!column.source().equals(other.source())) {
                    add(
                            at,
                            owner,
                            "its name in the source, '%s', becomes '%s'".formatted(column.source(), other.source()),
                            Set.of(Party.WRITERS),
                            "agree with who delivers the data");
                }
            }
        }
        for (ContractColumn column : left.values()) {
            boolean required = column.required();
            add(
                    path + column.name(),
                    top.orElse(column.name()),
                    required
                            ? "a required column is new; rows published before it have no value"
                            : "an optional column is new",
                    required ? Set.of(Party.READERS, Party.WRITERS) : Set.of(),
                    required ? "make it optional, or publish under a new dataset name" : "");
        }
    }

    private void types(String at, String owner, ColumnType old, ColumnType now) {
        if (old instanceof ColumnType.Struct fields && now instanceof ColumnType.Struct others) {
            columns(at + ".", Optional.of(owner), fields.fields(), others.fields());
        } else if (old instanceof ColumnType.Array items && now instanceof ColumnType.Array others) {
            types(at + "[]", owner, items.element(), others.element());
        } else if (old.equals(now)) {
            return;
        } else if (old.stored().equals(now.stored())) {
            boolean wider = TypeWidening.widens(old, now);
            add(
                    at,
                    owner,
                    wider
                            ? "more values are of its type"
                            : "other values are of its type, or they are read in another way",
                    wider ? Set.of() : Set.of(Party.WRITERS),
                    wider ? "" : "keep its format, or agree with who delivers the data");
        } else if (TypeWidening.widens(old, now)) {
            add(at, owner, "%s widens to %s".formatted(old.stored(), now.stored()), Set.of(), "");
        } else {
            add(
                    at,
                    owner,
                    "type %s becomes %s, which is not wider".formatted(old.stored(), now.stored()),
                    Set.of(Party.READERS, Party.WRITERS),
                    "keep the type, or add a new column of the new type");
        }
    }

    private void add(String at, String column, String what, Set<Party> breaks, String fix) {
        changes.add(new ContractChange(at, Optional.of(column), what, breaks, fix));
    }
}
