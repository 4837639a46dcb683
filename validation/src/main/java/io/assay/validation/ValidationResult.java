package io.assay.validation;

import io.assay.validation.metric.Metric;
import java.util.List;

/**
 * What the gate says of a batch.
 *
 * @param rules every rule of the contract, passing ones too, then {@code row.malformed} if rows were
 * @param holding why the batch may not be published, a line each; empty if it may
 */
public record ValidationResult(RowCounts rows, List<RuleResult> rules, List<Metric> metrics, List<String> holding) {
    public ValidationResult {
        rules = List.copyOf(rules);
        metrics = List.copyOf(metrics);
        holding = List.copyOf(holding);
    }

    public boolean held() {
        return !holding.isEmpty();
    }
}
