package io.assay.validation;

import io.assay.validation.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the action on {@link Judged#passing} counted on its way.
 *
 * @param violations rows that break each row rule, by the rule's name
 * @param judged rows that each measured rule's condition holds for, by the rule's name
 * @param failedSources sources with rows that do not pass, to read again for the quarantine
 * @param metrics of the rows that pass
 */
public record Tally(
        RowCounts rows,
        Map<String, Long> violations,
        Map<String, Long> judged,
        Set<String> failedSources,
        List<Metric> metrics) {
    public Tally {
        violations = Map.copyOf(violations);
        judged = Map.copyOf(judged);
        failedSources = Set.copyOf(failedSources);
        metrics = List.copyOf(metrics);
    }
}
