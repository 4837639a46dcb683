package io.assay.validation.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Adaptation;
import io.assay.definition.contract.Adaptation.Partitioned;
import io.assay.definition.contract.Choice;
import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.Moments;
import io.assay.validation.novelty.BatchSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DistinctCountsTest {
    private static final Distribution TEXT = new Distribution(
            Distribution.Kind.TEXT,
            20_000,
            20_000,
            0,
            0,
            Moments.NONE,
            Double.NaN,
            Double.NaN,
            Optional.empty(),
            Optional.of(CategoryCounts.overflowed()),
            Optional.empty(),
            List.of());
    private static final BatchSummary BATCH =
            new BatchSummary("run", Instant.EPOCH, 20_000, Map.of("code", TEXT, "name", TEXT), Map.of(), Map.of());

    private static Adaptation pinned(String word) {
        return new Adaptation(Partitioned.DECLARED, Map.of(Choice.DISTINCT_COUNTS, word));
    }

    private static String decided(Adaptation adaptation, String... counted) {
        Decision decision =
                DistinctCounts.of(BATCH, Set.of(counted), adaptation).orElseThrow();
        return "%s %s: %s".formatted(decision.by(), decision.chosen(), decision.reason());
    }

    @Test
    void aPinSaysHowManyValuesAreCounted() {
        assertThat(DistinctCounts.most(Adaptation.NONE, 10)).isEqualTo(500);
        assertThat(DistinctCounts.most(pinned("sketch"), 10)).isZero();
        assertThat(DistinctCounts.most(pinned("exact"), 10)).isEqualTo(10_000);
        assertThat(DistinctCounts.most(pinned("exact"), 500)).isEqualTo(2_000);
        assertThat(DistinctCounts.most(pinned("exact"), 5_000)).isEqualTo(500);
    }

    @Test
    void aPinThatCannotBeFollowedIsSaid() {
        assertThat(decided(Adaptation.NONE, "code"))
                .isEqualTo("MEASURED exact and sketch: times, and columns of more than 500 different values: name");
        assertThat(decided(pinned("exact"), "code", "name")).isEqualTo("PINNED exact: pinned in the contract");
        assertThat(decided(pinned("sketch"))).isEqualTo("PINNED sketch: pinned in the contract");
        assertThat(decided(pinned("exact"), "code"))
                .isEqualTo(
                        "PINNED exact and sketch: exact is pinned in the contract; by a sketch: times, and columns of more than 10000 different values: name");
    }
}
