package io.assay.validation;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DeequConstraint;
import io.assay.definition.contract.Rule;
import io.assay.validation.internal.dataset.PassingTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules of a contract about a batch as it is delivered: how many rows it has, and how old they are. They say
 * nothing of a replay, which is some rows of batches that were delivered before.
 */
final class DeliveryRules {
    private final List<Rule> rules = new ArrayList<>();
    private final List<Rule> others = new ArrayList<>();

    DeliveryRules(DatasetContract dataset) {
        dataset.rules().forEach(rule -> (isAboutDelivery(rule.check()) ? rules : others).add(rule));
    }

    private static boolean isAboutDelivery(Check check) {
        if (check instanceof Check.RowCount count) {
            return count.scope() == Check.Scope.BATCH;
        }
        return PassingTimes.areOf(check)
                || (check instanceof Check.Constraint constraint
                        && constraint.constraint() == DeequConstraint.HAS_SIZE);
    }

    /** All other rules. */
    List<Rule> others() {
        return others;
    }

    /** A warning that names the rules that are not applied; empty if there are none. */
    List<String> notApplied() {
        return rules.isEmpty()
                ? List.of()
                : List.of("not applied to a replay, because they are about how a batch is delivered: "
                        + rules.stream().map(Rule::name).collect(Collectors.joining(", ")));
    }
}
