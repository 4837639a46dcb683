package io.assay.validation.internal.rule;

import io.assay.definition.contract.Rule;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * A rule ready to be evaluated.
 *
 * @param judged true where its condition holds
 * @param broken true where a row breaks it under its condition; never null
 * @param value the offending value as text
 * @param failed true where its SQL cannot be evaluated, never null; empty if that cannot happen
 */
public record RowRule(Rule rule, Column judged, Column broken, Column value, Optional<Column> failed) {
    /** Whether rows are blamed for it, or only counted. */
    public boolean blames() {
        return !rule.check().aboutWhole();
    }
}
