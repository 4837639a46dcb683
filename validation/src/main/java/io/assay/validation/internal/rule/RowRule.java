package io.assay.validation.internal.rule;

import io.assay.definition.contract.Rule;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * A rule ready to be evaluated.
 *
 * @param applies true where its condition holds
 * @param broken true where a row breaks it under its condition; never null
 * @param value the offending value as text
 * @param failed true where its SQL cannot be evaluated, never null; empty if that cannot happen
 */
public record RowRule(Rule rule, Column applies, Column broken, Column value, Optional<Column> failed) {
    /** Whether its action applies to the rows that break it, or they are only counted. */
    public boolean marksRows() {
        return !rule.check().isDatasetCheck();
    }
}
