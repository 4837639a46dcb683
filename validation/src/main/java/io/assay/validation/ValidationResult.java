package io.assay.validation;

import io.assay.validation.metric.Metric;
import java.util.List;

/**
 * The result of validating a batch.
 *
 * @param rules every rule of the contract, passing ones too, then {@code row.malformed} if rows were
 * @param heldBecause why the batch may not be published, a line each; empty if it may
 */
public record ValidationResult(RowCounts rows, List<RuleResult> rules, List<Metric> metrics, List<String> heldBecause) {
    public ValidationResult {
        rules = List.copyOf(rules);
        metrics = List.copyOf(metrics);
        heldBecause = List.copyOf(heldBecause);
    }

    public boolean held() {
        return !heldBecause.isEmpty();
    }
}
