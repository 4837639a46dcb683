package io.assay.definition.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One difference between two versions of a dataset's contract, as it affects readers of the table.
 *
 * @param at the column as a path ({@code who.name}), the rule's name, or the dataset's
 * @param what the change in words
 * @param effect whether it breaks readers of the published table
 * @param fix what to do instead, if it breaks readers; else the empty text
 */
public record ContractChange(String at, String what, Effect effect, String fix) {

    /** What a change does to those who read the table. */
    public enum Effect {
        COMPATIBLE,
        BREAKING
    }

    public boolean compatible() {
        return effect == Effect.COMPATIBLE;
    }

    /** All differences, columns first and rules last; empty if readers see none. */
    public static List<ContractChange> between(DatasetContract before, DatasetContract after) {
        List<ContractChange> changes = new ArrayList<>();
        columns("", before.columns(), after.columns(), changes);
        String name = after.name().value();
        if (!before.primaryKey().equals(after.primaryKey())) {
            changes.add(breaking(
                    name,
                    "primary key %s becomes %s".formatted(before.primaryKey(), after.primaryKey()),
                    "keep the key, or publish under a new dataset name"));
        }
        if (before.writeMode() != after.writeMode()) {
            changes.add(breaking(
                    name,
                    "writeMode %s becomes %s"
                            .formatted(
                                    before.writeMode().word(), after.writeMode().word()),
                    "keep the mode, or publish under a new dataset name"));
        }
        if (!before.partitioning().equals(after.partitioning())) {
            changes.add(compatible(
                    name, "partitioning %s becomes %s".formatted(before.partitioning(), after.partitioning())));
        }
        rules(before.rules(), after.rules(), changes);
        return List.copyOf(changes);
    }

    private static void columns(
            String path, List<ContractColumn> before, List<ContractColumn> after, List<ContractChange> changes) {
        Map<String, ContractColumn> now = byName(after);
        for (ContractColumn old : before) {
            ContractColumn column = now.remove(old.name());
            String at = path + old.name();
            if (column == null) {
                changes.add(breaking(
                        at,
                        "the column is gone",
                        "keep it, optional if its source no longer has it, or publish under a new dataset name"));
            } else {
                types(at, old.type(), column.type(), changes);
            }
        }
        for (ContractColumn column : now.values()) {
            String at = path + column.name();
            changes.add(
                    column.required()
                            ? breaking(
                                    at,
                                    "a required column is new; rows published before it have no value",
                                    "make it optional, or publish under a new dataset name")
                            : compatible(at, "an optional column is new"));
        }
    }

    private static void types(String at, ColumnType before, ColumnType after, List<ContractChange> changes) {
        if (before instanceof ColumnType.Struct old && after instanceof ColumnType.Struct now) {
            columns(at + ".", old.fields(), now.fields(), changes);
        } else if (before instanceof ColumnType.Array old && after instanceof ColumnType.Array now) {
            types(at + "[]", old.element(), now.element(), changes);
        } else if (before.stored().equals(after.stored())) {
            return;
        } else if (widens(before, after)) {
            changes.add(compatible(at, "%s widens to %s".formatted(before.stored(), after.stored())));
        } else {
            changes.add(breaking(
                    at,
                    "type %s becomes %s, which is not wider".formatted(before.stored(), after.stored()),
                    "keep the type, or add a new column of the new type"));
        }
    }

    private static boolean widens(ColumnType before, ColumnType after) {
        if (before instanceof ColumnType.IntegerType old && after instanceof ColumnType.IntegerType now) {
            return old.bits() <= now.bits();
        }
        if (before instanceof ColumnType.FloatingPointType old && after instanceof ColumnType.FloatingPointType now) {
            return old.bits() <= now.bits();
        }
        return before instanceof ColumnType.Decimal old
                && after instanceof ColumnType.Decimal now
                && old.scale() == now.scale()
                && old.precision() <= now.precision();
    }

    /**
     * A rule that is new, stricter, looser or gone changes which rows are published from now on, never what a published
     * row looks like, so none of the four breaks readers.
     */
    private static void rules(List<Rule> before, List<Rule> after, List<ContractChange> changes) {
        Map<String, Rule> now = after.stream().collect(Collectors.toMap(Rule::name, rule -> rule));
        for (Rule old : before) {
            Rule rule = now.remove(old.name());
            if (rule == null) {
                changes.add(compatible(old.name(), "the rule is gone"));
            } else if (!rule.check().equals(old.check())
                    || rule.action() != old.action()
                    || !rule.where().equals(old.where())) {
                changes.add(compatible(
                        old.name(), "the rule differs; rows published before were checked against the old one"));
            }
        }
        after.stream()
                .filter(rule -> now.containsKey(rule.name()))
                .forEach(rule -> changes.add(
                        compatible(rule.name(), "the rule is new; rows published before were not checked against it")));
    }

    private static Map<String, ContractColumn> byName(List<ContractColumn> columns) {
        Map<String, ContractColumn> named = new LinkedHashMap<>();
        columns.forEach(column -> named.put(column.name(), column));
        return named;
    }

    private static ContractChange compatible(String at, String what) {
        return new ContractChange(at, what, Effect.COMPATIBLE, "");
    }

    private static ContractChange breaking(String at, String what, String fix) {
        return new ContractChange(at, what, Effect.BREAKING, fix);
    }
}
