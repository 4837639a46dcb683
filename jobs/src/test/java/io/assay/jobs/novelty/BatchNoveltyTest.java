package io.assay.jobs.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.DatasetContract.Novelty;
import io.assay.validation.novelty.Aspect;
import io.assay.validation.novelty.Deviation;
import io.assay.validation.novelty.NoveltyResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchNoveltyTest {
    @Test
    void whatIsBelowTheCutIsNotListedAsUnusual() {
        NoveltyResult result = new NoveltyResult(
                NoveltyResult.Status.UNUSUAL,
                0,
                40,
                41.3,
                3.3,
                0.02,
                List.of(deviation("price", 41.3), deviation("fee", -3.4), deviation("shop", 1.3)));

        List<String> lines = new BatchNovelty(Novelty.DEFAULT, result, 12, 1, Instant.EPOCH).lines();

        assertThat(lines)
                .filteredOn(line -> line.startsWith("unusual ("))
                .containsExactly(
                        "unusual (41.3): price: share of zeros is 2.00 %, usually 1.00 % (0 % to 1.50 %)",
                        "unusual (-3.4): fee: share of zeros is 2.00 %, usually 1.00 % (0 % to 1.50 %)");
    }

    private static Deviation deviation(String column, double size) {
        return new Deviation(column, Aspect.ZEROS, "", 0.02, 0.01, 0, 0.015, List.of(), Optional.empty(), size);
    }
}
