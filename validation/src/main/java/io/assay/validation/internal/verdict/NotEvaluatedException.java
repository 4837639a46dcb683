package io.assay.validation.internal.verdict;

/** A rule that cannot be evaluated on one row; always the same object, without a stack. */
public final class NotEvaluatedException extends RuntimeException {
    static final NotEvaluatedException ONE = new NotEvaluatedException();
    private static final long serialVersionUID = 1;

    private NotEvaluatedException() {
        super("not evaluated", null, false, false);
    }
}
