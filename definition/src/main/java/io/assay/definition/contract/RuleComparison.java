package io.assay.definition.contract;

import io.assay.definition.contract.ContractChange.Party;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the rules of two versions of a dataset's contract. A rule changes which rows are published from now on,
 * never what a published row looks like, so it breaks no reader; one that is new or stricter keeps rows back that
 * passed before, which breaks who delivers them.
 */
final class RuleComparison {
    private final DatasetContract before;
    private final DatasetContract after;
    private final List<ContractChange> changes = new ArrayList<>();

    RuleComparison(DatasetContract before, DatasetContract after) {
        this.before = before;
        this.after = after;
    }

    List<ContractChange> changes() {
        Map<String, Rule> now = new LinkedHashMap<>();
        after.rules().forEach(rule -> now.put(rule.name(), rule));
        for (Rule old : before.rules()) {
            Rule rule = now.remove(old.name());
            if (rule == null) {
                if (!implied(old, after)) {
                    add(old, "the rule is gone", Set.of());
                }
            } else if (!rule.check().equals(old.check())
                    || rule.action() != old.action()
                    || !rule.where().equals(old.where())) {
                differing(old, rule);
            }
        }
        for (Rule rule : now.values()) {
            if (!implied(rule, before)) {
                add(
                        rule,
                        "the rule is new; rows published before were not checked against it",
                        rule.action() == Action.WARN ? Set.of() : Set.of(Party.WRITERS));
            }
        }
        return changes;
    }

    /** A rule that a column states by being there: it comes and goes with the column. */
    private static boolean implied(Rule rule, DatasetContract other) {
        return rule.check() instanceof Check.Parses
                || rule.column()
                        .map(path -> path.split("\\.", 2)[0])
                        .filter(top -> other.column(top).isEmpty())
                        .isPresent();
    }

    private void differing(Rule old, Rule now) {
        if (now.action() == Action.WARN) {
            add(now, "the rule differs and only warns", Set.of());
            return;
        }
        boolean sameRows = old.where().equals(now.where());
        boolean harder = old.action() == Action.WARN || (old.action() != Action.FAIL && now.action() == Action.FAIL);
        if (sameRows && !harder && Strictness.looser(old.check(), now.check())) {
            add(
                    now,
                    old.check().equals(now.check())
                            ? "the action %s becomes %s"
                                    .formatted(old.action().word(), now.action().word())
                            : "the rule is looser",
                    Set.of());
        } else {
            add(
                    now,
                    harder && old.check().equals(now.check())
                            ? "the action %s becomes %s"
                                    .formatted(old.action().word(), now.action().word())
                            : "the rule differs, and may keep back rows that passed before",
                    Set.of(Party.WRITERS));
        }
    }

    private void add(Rule rule, String what, Set<Party> breaks) {
        Optional<String> column = rule.column().map(path -> path.split("\\.", 2)[0]);
        changes.add(new ContractChange(
                rule.name(),
                column,
                what,
                breaks,
                breaks.isEmpty() ? "" : "let it warn first, or agree with who delivers the data"));
    }
}
