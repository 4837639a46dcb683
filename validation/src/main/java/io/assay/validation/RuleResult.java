package io.assay.validation;

import io.assay.definition.contract.Action;
import io.assay.definition.message.Secrets;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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
    private static final int DECIMALS = 4;

    public RuleResult {
        error = error.map(Secrets::masked);
    }

    /**
     * What was measured, for people: four decimals, of a number below 1 four digits; more where these would make it
     * another, shorter number, which could be the limit.
     */
    public Optional<String> measuredText() {
        return measured.map(RuleResult::shortened);
    }

    private static String shortened(BigDecimal exact) {
        int leading = exact.abs().compareTo(BigDecimal.ONE) < 0 ? exact.scale() - exact.precision() : 0;
        for (int decimals = leading + DECIMALS; decimals < exact.scale(); decimals++) {
            BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
            if (rounded.unscaledValue().mod(BigInteger.TEN).signum() != 0) {
                return rounded.toPlainString();
            }
        }
        return exact.toPlainString();
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
