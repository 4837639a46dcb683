package io.assay.validation;

import io.assay.definition.contract.Action;
import io.assay.definition.message.Secrets;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How one rule came out.
 *
 * @param violations rows that break it; of a dataset rule, 0 or the rows it counts
 * @param measured of a dataset rule: what was found (a percentage as 20, not 0.2)
 * @param expected of a dataset rule: what was required, such as {@code >= 10}
 * @param error why it could not be evaluated
 */
public record RuleResult(
        String rule,
        Optional<String> column,
        Optional<String> dimension,
        Action action,
        Level level,
        Status status,
        long violations,
        Optional<BigDecimal> measured,
        Optional<String> expected,
        Optional<String> error) {
    public RuleResult {
        error = error.map(Secrets::masked);
    }

    /** Whether the rule is about single rows or about the dataset. */
    public enum Level {
        ROW,
        DATASET
    }

    /** {@code ERROR}: could not be evaluated; never a row's fault. */
    public enum Status {
        PASS,
        FAIL,
        ERROR
    }
}
