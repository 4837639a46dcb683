package io.assay.lineage.event;

import java.util.List;

/**
 * What a run read, wrote and checked, as it is known when it ends.
 *
 * @param checks the validation result, rule by rule (the {@code test} facet)
 */
public record RunResult(List<LineageDataset> inputs, List<LineageDataset> outputs, List<QualityAssertion> checks) {
    public RunResult {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        checks = List.copyOf(checks);
    }

    public static RunResult of(List<LineageDataset> inputs, List<LineageDataset> outputs) {
        return new RunResult(inputs, outputs, List.of());
    }

    public RunResult withChecks(List<QualityAssertion> verdict) {
        return new RunResult(inputs, outputs, verdict);
    }
}
