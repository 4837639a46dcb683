package io.assay.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class EvaluationFailureTest {
    @Test
    void aJobThatIsCancelledOrLosesItsExecutorsIsNoFaultOfItsSql() {
        assertThat(EvaluationFailure.ofRows(new SparkException("Job 3 cancelled")))
                .isFalse();
        assertThat(EvaluationFailure.ofRows(
                        new SparkException("Job aborted", new UnsupportedEncodingException("nope"))))
                .isTrue();
    }
}
