package io.assay.validation.internal.verdict;

/** A rule that cannot be evaluated on one row; without a stack, for there may be one for each row. */
public final class NotEvaluatedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotEvaluatedException() {
        super("not evaluated", null, false, false);
    }
}
