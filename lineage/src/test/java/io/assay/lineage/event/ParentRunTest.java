package io.assay.lineage.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParentRunTest {
    private static final String ID = "3bb703d1-09c1-4a42-8da5-35a0b3216072";

    @Test
    void theParentIsInThreeKeysOfSpark() {
        assertThat(ParentRun.fromSpark(Map.of(
                        "spark.openlineage.parentRunId", ID,
                        "spark.openlineage.parentJobNamespace", "airflow",
                        "spark.openlineage.parentJobName", "dag.task")))
                .hasValueSatisfying(parent -> {
                    assertThat(parent.parent())
                            .isEqualTo(new ParentRun.Member(UUID.fromString(ID), "airflow", "dag.task"));
                    assertThat(parent.root()).isEmpty();
                });
    }

    @Test
    void halfAParentOrAnIdThatIsNoUuidIsNone() {
        assertThat(ParentRun.fromSpark(Map.of("spark.openlineage.parentRunId", ID)))
                .isEmpty();
        assertThat(ParentRun.fromSpark(Map.of(
                        "spark.openlineage.parentRunId", "manual__2026",
                        "spark.openlineage.parentJobNamespace", "airflow",
                        "spark.openlineage.parentJobName", "dag.task")))
                .isEmpty();
    }
}
