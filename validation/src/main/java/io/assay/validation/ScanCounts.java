package io.assay.validation;

import io.assay.validation.metric.Metric;
import io.assay.validation.source.RowPositions;
import java.util.List;
import java.util.Map;

/**
 * What the action on {@link ValidatedBatch#passing} counted on its way.
 *
 * @param violations rows that break each row rule, by the rule's name
 * @param judged rows that each measured rule's condition holds for, by the rule's name
 * @param failed rows for the quarantine, to be read again
 * @param metrics of the rows that pass
 */
public record ScanCounts(
        RowCounts rows,
        Map<String, Long> violations,
        Map<String, Long> judged,
        RowPositions failed,
        List<Metric> metrics) {
    public ScanCounts {
        violations = Map.copyOf(violations);
        judged = Map.copyOf(judged);
        metrics = List.copyOf(metrics);
    }
}
