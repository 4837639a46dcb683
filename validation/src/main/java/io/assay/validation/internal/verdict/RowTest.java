package io.assay.validation.internal.verdict;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a rule asks of one row. Sent to executors; threadsafe. */
public interface RowTest extends Serializable {
    /**
     * Whether the row breaks the rule.
     *
     * @throws NotEvaluatedException if that cannot be found out for this row
     */
    boolean broken(ValidatedRow row);

    /** The offending values of a row that breaks it, as a report shows them; null for no value. */
    @Nullable String value(ValidatedRow row);

    /** Whether some rows cannot be evaluated. */
    default boolean mayFail() {
        return false;
    }
}
