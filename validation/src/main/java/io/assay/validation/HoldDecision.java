package io.assay.validation;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.RuleResult.Level;
import io.assay.validation.RuleResult.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a batch may not be published.
 *
 * @param ofStream of a stream's micro-batch, which may be one row, it says nothing that no row passes
 */
record HoldDecision(DatasetContract dataset, RowCounts rows, boolean ofStream) {
    List<String> reasons(List<RuleResult> outcomes) {
        List<String> reasons = new ArrayList<>();
        for (RuleResult outcome : outcomes) {
            String why = why(outcome);
            if (!why.isEmpty()) {
                reasons.add(why);
            }
        }
        if (rows.read() > 0 && rows.passed() == 0 && !ofStream) {
            reasons.add("no row passes: %d read, %d quarantined, %d dropped"
                    .formatted(rows.read(), rows.quarantined(), rows.dropped()));
        } else if (rows.quarantined() * 100.0 > dataset.maxQuarantined() * rows.read()) {
            reasons.add("%d of %d rows quarantined, more than the %s %% that maxQuarantined allows"
                    .formatted(rows.quarantined(), rows.read(), plain(dataset.maxQuarantined())));
        }
        return reasons;
    }

    /** Dataset rules hold the batch unless they only warn: they have no row to quarantine. */
    private static String why(RuleResult outcome) {
        if (outcome.status() == Status.PASS || outcome.action() == Action.WARN) {
            return "";
        }
        if (outcome.status() == Status.ERROR) {
            return "rule %s cannot be evaluated: %s"
                    .formatted(outcome.rule(), outcome.error().orElse(""));
        }
        if (outcome.level() == Level.DATASET) {
            return "rule %s: measured %s, expected %s"
                    .formatted(
                            outcome.rule(),
                            outcome.measuredText().orElse("nothing"),
                            outcome.expected().orElse(""));
        }
        return outcome.action() == Action.FAIL
                ? "rule %s: %d rows break it, and its action is fail".formatted(outcome.rule(), outcome.violations())
                : "";
    }

    private static String plain(double percentage) {
        return new BigDecimal(String.valueOf(percentage)).stripTrailingZeros().toPlainString();
    }
}
