package io.assay.validation;

import io.assay.definition.contract.Action;
import io.assay.definition.message.Secrets;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How one rule came out.
 *
 * @param violations rows that break it; of a rule about the whole, 0 or the rows it counts
 * @param measured of a rule about the whole: what was found (a percentage as 20, not 0.2)
 * @param expected of a rule about the whole: what was asked, such as {@code >= 10}
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

    /** Whether rows are blamed or the whole is judged. */
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
