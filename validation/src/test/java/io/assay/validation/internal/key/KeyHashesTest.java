package io.assay.validation.internal.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validation.LocalSpark;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KeyHashesTest {
    private static Dataset<Row> hashes(String values) {
        return LocalSpark.spark()
                .sql("SELECT CAST(h AS BIGINT) AS h FROM VALUES " + values + " AS t(h)")
                .repartition(3);
    }

    @Test
    void hashesSharedWithinTheBatchOrWithPublishedRowsAreFoundOnce() {
        Dataset<Row> batch = hashes("(1), (2), (-9), (2), (2), (4), (-9), (7)");
        Dataset<Row> published = hashes("(7), (7), (100), (2), (5)");
        assertThat(KeyHashes.of(batch).orElseThrow().shared(Optional.empty())).containsExactlyInAnyOrder(2, -9);
        assertThat(KeyHashes.of(batch).orElseThrow().shared(Optional.of(published)))
                .containsExactlyInAnyOrder(2, -9, 7);
    }

    @Test
    void emptyInputsShareNothing() {
        Dataset<Row> none = hashes("(1)").where("h > 1");
        assertThat(KeyHashes.of(none).orElseThrow().shared(Optional.of(hashes("(1)"))))
                .isEmpty();
        assertThat(KeyHashes.of(hashes("(1)")).orElseThrow().shared(Optional.of(none)))
                .isEmpty();
    }
}
