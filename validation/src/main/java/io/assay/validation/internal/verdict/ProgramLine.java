package io.assay.validation.internal.verdict;

import io.assay.definition.contract.Rule;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One rule of a program.
 *
 * @param name the rule's, as reasons have it
 * @param column that is at fault
 * @param action as reasons have it
 * @param marks whether its action applies to rows that break it, or they are only counted
 * @param where place of the outcome of its condition
 */
public record ProgramLine(
        String name, Optional<String> column, String action, boolean marks, RowTest test, OptionalInt where) {
    public static ProgramLine of(Rule rule, RowTest test, OptionalInt where) {
        return new ProgramLine(
                rule.name(), rule.column(), rule.action().word(), !rule.check().isDatasetCheck(), test, where);
    }

    /** Whether there are rows on which it cannot be evaluated. */
    public boolean mayFail() {
        return where.isPresent() || test.mayFail();
    }

    /** Whether it must be counted on how many rows its condition holds. */
    public boolean countsApplied() {
        return where.isPresent() && !marks;
    }

    /** The same, to be sent. */
    Sent sent() {
        return new Sent(name, column.orElse(""), action, marks, test, where.orElse(-1), mayFail(), countsApplied());
    }

    /** {@code Optional} is not serializable. */
    record Sent(
            String name,
            String column,
            String action,
            boolean marks,
            RowTest test,
            int where,
            boolean mayFail,
            boolean countsApplied)
            implements Serializable {
        private static final long serialVersionUID = 1;
    }
}
