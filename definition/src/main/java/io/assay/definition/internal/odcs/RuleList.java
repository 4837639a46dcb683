package io.assay.definition.internal.odcs;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of one dataset as they are found; gives each a unique name. */
final class RuleList {
    private static final Map<String, String> DIMENSIONS = Map.of(
            "required",
            "completeness",
            "unique",
            "uniqueness",
            "primaryKey",
            "uniqueness",
            "foreignKey",
            "consistency");
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** A rule that the column itself states, such as {@code required}. */
    void add(String column, String kind, Check check, Optional<Action> action) {
        add(new Rule(
                column + "." + kind,
                Optional.of(column),
                check,
                action.orElse(Action.QUARANTINE),
                Optional.empty(),
                dimension(kind),
                Optional.empty()));
    }

    /** The quality dimension of a rule of this kind, if the contract does not name one. */
    static Optional<String> dimension(String kind) {
        return Optional.of(DIMENSIONS.getOrDefault(kind, "conformity"));
    }

    /** Adds it under its name, or under its name and a number if that is taken. */
    void add(Rule rule) {
        String name = rule.name();
        for (int number = 2; !names.add(name); number++) {
            name = rule.name() + "_" + number;
        }
        rules.add(new Rule(
                name, rule.column(), rule.check(), rule.action(), rule.where(), rule.dimension(), rule.description()));
    }

    /** Whether there is already a rule with this check. */
    boolean has(Check check) {
        return rules.stream().anyMatch(rule -> rule.check().equals(check));
    }

    List<Rule> all() {
        return List.copyOf(rules);
    }
}
