package io.assay.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidatedBatchTest {
    @TempDir
    Path folder;

    @Test
    void theCountsComeWithTheWrite() {
        ValidatedBatch.Write<List<Row>> write = validated("id\n1\nx\n3\n").write(Dataset::collectAsList);
        assertThat(write.result()).hasSize(2);
        assertThat(write.counts().rows().read()).isEqualTo(3);
        assertThat(write.counts().rows().quarantined()).isEqualTo(1);
    }

    @Test
    void aWriteThatReadsNothingFailsAtOnceInPlaceOfWaitingForCounts() {
        assertThatThrownBy(() -> validated("id\n1\n").write(rows -> "nothing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the rows of dataset t were not read, so nothing was counted");
    }

    private ValidatedBatch validated(String content) {
        Gate gate = Gate.of(TestContract.of("t").with("id", TestContract.LONG).dataset());
        Batch batch = gate.read(LocalSpark.spark(), GatedBatch.file(folder, "t.csv", content));
        return gate.validate(batch, ReferenceData.nothing(), GatedBatch.RUN);
    }
}
