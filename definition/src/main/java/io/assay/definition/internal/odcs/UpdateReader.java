package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.PartitionTransform;
import io.assay.definition.contract.Rule;
import io.assay.definition.contract.UniqueWithin;
import io.assay.definition.contract.UpdateRules;
import io.assay.definition.contract.WriteMode;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.sql.SqlChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads how batches change published rows, and what that asks of the rest of the contract. */
final class UpdateReader {
    private static final String ORDER_BY = "orderBy";
    private static final String DELETED_WHEN = "deletedWhen";
    private static final String RUN = "run";
    private static final String REPLACE_BY = "replaceBy";

    private final CustomProperties custom;
    private final FaultCollector faults;
    private final ColumnNames columns;
    private final List<String> key;
    private final DocumentNode object;

    UpdateReader(
            CustomProperties custom,
            FaultCollector faults,
            ColumnNames columns,
            List<String> key,
            DocumentNode object) {
        this.custom = custom;
        this.faults = faults;
        this.columns = columns;
        this.key = key;
        this.object = object;
    }

    UpdateRules read() {
        UpdateRules updates = new UpdateRules(orderBy(), deletedWhen(), replaced());
        namesOfDeletedKeys(updates);
        return updates;
    }

    private UpdateRules.Replaced replaced() {
        return custom.word(REPLACE_BY, UpdateRules.Replaced.class).orElse(UpdateRules.Replaced.DATASET);
    }

    /** Reports what does not go with the write mode. */
    void check(WriteMode mode, List<Rule> rules) {
        if (mode == WriteMode.UPSERT) {
            upsert(rules);
        } else {
            onlyWith(WriteMode.UPSERT, ORDER_BY, DELETED_WHEN);
        }
        if (mode != WriteMode.REPLACE) {
            onlyWith(WriteMode.REPLACE, REPLACE_BY);
        }
    }

    /** Reports a span of time in which nothing is compared, or of no time. */
    void checkSpan(WriteMode mode, UniqueWithin within, List<Rule> rules) {
        Optional<DocumentNode> place = custom.value("uniqueWithin");
        if (mode == WriteMode.UPSERT || place.isEmpty() || !(within instanceof UniqueWithin.Span)) {
            return;
        }
        if (rules.stream().noneMatch(rule -> unique(rule).isPresent())) {
            faults.note(place.get(), "uniqueWithin has no effect: no column is unique, and there is no primary key");
        } else if (columns.columns().stream().noneMatch(column -> column.type().isTime())) {
            faults.add(
                    place.get(),
                    "uniqueWithin is a span of time, but no column is a date or timestamp",
                    "add the column that says when a row happened, or use dataset or batch");
        }
    }

    private static Optional<Check.Unique> unique(Rule rule) {
        Check check = rule.check() instanceof Check.Measure measure ? measure.check() : rule.check();
        return check instanceof Check.Unique unique ? Optional.of(unique) : Optional.empty();
    }

    /** Reports what does not go with partitions that are replaced. */
    void checkPartitions(WriteMode mode, List<String> partitioning, UniqueWithin within, List<Rule> rules) {
        if (mode == WriteMode.REPLACE && replaced() == UpdateRules.Replaced.PARTITION) {
            partitions(partitioning, rules, within);
        }
    }

    /** The table of deleted keys has the key, the order and {@code run}. */
    private void namesOfDeletedKeys(UpdateRules updates) {
        if (updates.deletedWhen().isEmpty()) {
            return;
        }
        Stream.concat(key.stream(), updates.orderBy().stream())
                .distinct()
                .filter(name -> name.equalsIgnoreCase(RUN))
                .forEach(name -> faults.add(
                        custom.value(DELETED_WHEN).orElse(object),
                        "deletedWhen with a primary key or orderBy of the name '%s': the table of deleted keys has a column of its own by this name"
                                .formatted(name),
                        "choose another name for the column, and give the source's as physicalName"));
    }

    private void onlyWith(WriteMode mode, String... names) {
        for (String name : names) {
            custom.value(name)
                    .ifPresent(node -> faults.add(
                            node,
                            "'%s' without writeMode %s".formatted(name, mode.word()),
                            "remove it, or set writeMode: " + mode.word()));
        }
    }

    private void upsert(List<Rule> rules) {
        DocumentNode place = custom.value("writeMode").orElse(object);
        if (key.isEmpty()) {
            faults.add(
                    place, "writeMode upsert without a primary key", "mark the columns of the key: primaryKey: true");
        }
        custom.value("uniqueWithin")
                .ifPresent(node -> faults.add(
                        node,
                        "uniqueWithin has no effect with writeMode upsert: a row of a known key takes its place",
                        "remove it"));
        rules.stream()
                .filter(this::isOtherKey)
                .forEach(rule -> faults.add(
                        place,
                        "rule %s: with writeMode upsert only the primary key is compared with what is published"
                                .formatted(rule.name()),
                        "remove the rule, or count duplicates by an sql rule with scope: dataset"));
    }

    private boolean isOtherKey(Rule rule) {
        return unique(rule).filter(unique -> !unique.columns().equals(key)).isPresent();
    }

    private Optional<String> orderBy() {
        Optional<DocumentNode.Scalar> scalar = custom.scalar(ORDER_BY);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String column = scalar.get().text();
        SqlChecker.unknown(List.of(column), columns.top(), ORDER_BY, scalar.get(), faults);
        Optional<ContractColumn> found = columns.named(column);
        Optional<ColumnType> type = found.map(ContractColumn::type);
        if (type.filter(kind -> kind instanceof ColumnType.Struct || kind instanceof ColumnType.Array)
                .isPresent()) {
            faults.add(
                    scalar.get(),
                    "orderBy '%s' has no order: it is an object or a list".formatted(column),
                    "name a column of times, dates, numbers or texts");
            return Optional.empty();
        }
        return found.map(ContractColumn::name);
    }

    private Optional<String> deletedWhen() {
        Optional<DocumentNode.Scalar> scalar = custom.scalar(DELETED_WHEN);
        scalar.ifPresent(node -> SqlChecker.expression(node.text(), columns.top(), DELETED_WHEN, node, faults));
        return scalar.map(DocumentNode.Scalar::text);
    }

    /** Rows of partitions that stay are not compared with, so equal keys must be in one partition. */
    private void partitions(List<String> partitioning, List<Rule> rules, UniqueWithin within) {
        DocumentNode place = custom.value(REPLACE_BY).orElse(object);
        if (partitioning.isEmpty()) {
            faults.add(
                    place,
                    "replaceBy partition of a dataset without partitions",
                    "say how it is partitioned: partitioning: days(time), or partitioned: true at a column; not auto, because it decides what a batch replaces");
            return;
        }
        List<String> parts = partitioning.stream()
                .flatMap(text -> PartitionTransform.parse(text).stream())
                .map(PartitionTransform::column)
                .toList();
        parts.stream()
                .filter(part -> columns.type(part)
                        .filter(ColumnType.FloatingPointType.class::isInstance)
                        .isPresent())
                .forEach(part -> faults.add(
                        place,
                        "replaceBy partition by '%s', a floating-point number: equal numbers, 0.0 and -0.0, are in partitions of their own"
                                .formatted(part),
                        "make it a decimal or an integer, or partition by another column"));
        if (within instanceof UniqueWithin.Batch) {
            return;
        }
        for (Rule rule : rules) {
            if (unique(rule)
                    .filter(unique -> !unique.columns().containsAll(parts))
                    .isPresent()) {
                faults.add(
                        place,
                        "rule %s: rows of one key can be in partitions that are replaced at different times"
                                .formatted(rule.name()),
                        "add %s to the key, or set uniqueWithin: batch".formatted(String.join(", ", parts)));
            }
        }
    }

    /**
     * The rules by which rows are validated. The primary key of an {@code upsert} dataset is not a rule: a row of a
     * known key takes its place. To a row that deletes only the rules of its key and its order apply, and every value
     * must parse.
     */
    List<Rule> applied(WriteMode mode, UpdateRules updates, List<Rule> rules) {
        if (mode != WriteMode.UPSERT || key.isEmpty()) {
            return rules;
        }
        List<Rule> applied = new ArrayList<>();
        for (Rule rule : rules) {
            if (!rule.check().equals(new Check.Unique(key))) {
                applied.add(updates.deletedWhen()
                        .filter(condition -> sparesDeleted(rule, updates))
                        .map(condition -> narrowed(rule, condition))
                        .orElse(rule));
            }
        }
        return applied;
    }

    private boolean sparesDeleted(Rule rule, UpdateRules updates) {
        boolean needed = rule.column()
                .filter(column -> key.contains(column)
                        || updates.orderBy().filter(column::equals).isPresent())
                .isPresent();
        return !needed
                && !(rule.check() instanceof Check.Parses
                        || rule.check() instanceof Check.RowCount
                        || rule.check() instanceof Check.SqlMeasure);
    }

    private static Rule narrowed(Rule rule, String deletedWhen) {
        String stays = "NOT coalesce((%s), false)".formatted(deletedWhen);
        return new Rule(
                rule.name(),
                rule.column(),
                rule.check(),
                rule.action(),
                Optional.of(rule.where()
                        .map(where -> "(%s) AND %s".formatted(where, stays))
                        .orElse(stays)),
                rule.dimension(),
                rule.description());
    }
}
