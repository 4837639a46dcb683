package io.assay.validation;

import io.assay.validation.metric.Metric;
import java.util.List;

/**
 * The result of validating a batch.
 *
 * @param rules every rule of the contract that judges it, passing ones too, then {@code row.malformed} if rows were
 * @param heldBecause why the batch may not be published, a line each; empty if it may
 * @param warnings rules that do not judge it, and why
 */
public record ValidationResult(
        RowCounts rows, List<RuleResult> rules, List<Metric> metrics, List<String> heldBecause, List<String> warnings) {
    public ValidationResult {
        rules = List.copyOf(rules);
        metrics = List.copyOf(metrics);
        heldBecause = List.copyOf(heldBecause);
        warnings = List.copyOf(warnings);
    }

    public boolean held() {
        return !heldBecause.isEmpty();
    }
}
