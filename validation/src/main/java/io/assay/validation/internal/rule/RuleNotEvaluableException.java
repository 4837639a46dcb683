package io.assay.validation.internal.rule;

/** Why one rule cannot be evaluated; caught at once and reported as its outcome. */
public final class RuleNotEvaluableException extends RuntimeException {
    public RuleNotEvaluableException(String what) {
        super(what);
    }
}
