package io.assay.lineage.event;

import java.util.Locale;
import java.util.Optional;

/**
 * One rule that was checked, and its result.
 *
 * @param name the rule's, such as {@code dep_delay.required}
 * @param kind what it requires, such as {@code required}
 * @param column column at fault; empty for dataset rules
 */
public record QualityAssertion(
        String name,
        String kind,
        Optional<String> column,
        Outcome outcome,
        Severity severity,
        Optional<String> expected,
        Optional<String> actual) {
    /** {@code ERROR}: the rule could not be evaluated. */
    public enum Outcome {
        PASS,
        FAIL,
        ERROR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code WARN}: a broken rule is only reported. */
    public enum Severity {
        WARN,
        ERROR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
