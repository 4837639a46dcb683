package io.assay.validation.internal.rule;

import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * A row check as columns.
 *
 * @param broken true where the row breaks it; false or null where not
 * @param value the offending value as text
 * @param failed true where it cannot be evaluated; empty if that cannot happen
 */
record RowPredicate(Column broken, Column value, Optional<Column> failed) {
    RowPredicate(Column broken, Column value) {
        this(broken, value, Optional.empty());
    }
}
