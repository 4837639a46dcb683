package io.assay.validation.internal.rule;

import io.assay.definition.contract.Rule;
import io.assay.validation.internal.verdict.RowTest;
import java.util.OptionalInt;

/**
 * A rule ready to be evaluated.
 *
 * @param where the place of its condition's outcome
 */
public record RowRule(Rule rule, RowTest test, OptionalInt where) {
    /** Whether its action applies to the rows that break it, or they are only counted. */
    public boolean marksRows() {
        return !rule.check().isDatasetCheck();
    }
}
