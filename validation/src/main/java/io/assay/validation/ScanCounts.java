package io.assay.validation;

import io.assay.validation.metric.TimeRange;
import io.assay.validation.source.RowPositions;
import java.util.Map;

/**
 * What {@link ValidatedBatch#write} counted.
 *
 * @param violations rows that break each row rule, by the rule's name
 * @param evaluated rows that the condition of each measured rule holds for, by the rule's name
 * @param unevaluated rows on which a rule's SQL failed, by the rule's name, where there are any
 * @param failed rows for the quarantine, to be read again
 * @param measured of the rows that pass
 * @param times of the rows that pass, by column, where a service level is about them
 */
public record ScanCounts(
        RowCounts rows,
        Map<String, Long> violations,
        Map<String, Long> evaluated,
        Map<String, Long> unevaluated,
        RowPositions failed,
        BatchMeasures measured,
        Map<String, TimeRange> times) {
    public ScanCounts {
        violations = Map.copyOf(violations);
        evaluated = Map.copyOf(evaluated);
        unevaluated = Map.copyOf(unevaluated);
        times = Map.copyOf(times);
    }
}
