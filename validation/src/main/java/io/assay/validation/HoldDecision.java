package io.assay.validation;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.RuleResult.Level;
import io.assay.validation.RuleResult.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a batch may not be published. */
record HoldDecision(DatasetContract dataset, RowCounts rows, Kind kind) {
    /** What its rows are. */
    enum Kind {
        BATCH,
        /** It may be one row: that no row passes says nothing. */
        MICRO_BATCH,
        /** All its rows are in quarantine already: how many stay there says nothing. */
        REPLAY
    }

    List<String> reasons(List<RuleResult> outcomes) {
        List<String> reasons = new ArrayList<>();
        for (RuleResult outcome : outcomes) {
            String why = why(outcome);
            if (!why.isEmpty()) {
                reasons.add(why);
            }
        }
        if (kind != Kind.REPLAY) {
            tooFewPass().ifPresent(reasons::add);
        }
        return reasons;
    }

    private Optional<String> tooFewPass() {
        if (rows.read() > 0 && rows.passed() == 0 && kind == Kind.BATCH) {
            return Optional.of("no row passes: %d read, %d quarantined, %d dropped"
                    .formatted(rows.read(), rows.quarantined(), rows.dropped()));
        }
        return rows.quarantined() * 100.0 > dataset.maxQuarantined() * rows.read()
                ? Optional.of("%d of %d rows quarantined, more than the %s %% that maxQuarantined allows"
                        .formatted(rows.quarantined(), rows.read(), plain(dataset.maxQuarantined())))
                : Optional.empty();
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
