package io.assay.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Action;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleResultTest {
    @ParameterizedTest
    @CsvSource({
        "16.66666666666667, 16.6667",
        "20, 20",
        "13.200, 13.200",
        "0.000123456789, 0.0001235",
        "99.99999999, 99.99999999",
        "-5.00001, -5.00001",
        "0.500001, 0.500001",
        "12345678.123456, 12345678.1235"
    })
    void aMeasureIsShortButNeverLooksLikeALimitThatItIsNot(String measured, String shown) {
        RuleResult result = new RuleResult(
                "r",
                Optional.empty(),
                Optional.empty(),
                Action.FAIL,
                RuleResult.Level.DATASET,
                RuleResult.Status.FAIL,
                0,
                Optional.of(new BigDecimal(measured)),
                Optional.empty(),
                Optional.empty());
        assertThat(result.measuredText()).contains(shown);
    }
}
