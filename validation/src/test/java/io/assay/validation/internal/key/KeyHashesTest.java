package io.assay.validation.internal.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validation.LocalSpark;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared in memory, and moved. */
class KeyHashesTest {
    private static final int MEMORY = KeyHashes.MOST;
    private static final int MOVED = KeyMemory.NONE;

    private static Dataset<Row> hashes(String values) {
        return LocalSpark.spark()
                .sql("SELECT CAST(a AS BIGINT) AS a, CAST(b AS BIGINT) AS b FROM VALUES " + values + " AS t(a, b)")
                .repartition(3);
    }

    private static List<List<Long>> shared(Dataset<Row> batch, Optional<Dataset<Row>> published, int most) {
        return KeyHashes.of(batch, published, most).stream()
                .map(found ->
                        Arrays.stream(found.shared().orElseThrow()).boxed().toList())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {MEMORY, MOVED})
    void hashesSharedWithinTheBatchOrWithPublishedRowsAreFoundOnceForEachKey(int most) {
        Dataset<Row> batch = hashes("(1, 1), (2, 2), (-9, 3), (2, 0), (2, NULL), (4, 4), (-9, NULL), (7, 0)");
        Dataset<Row> published = hashes("(7, 1), (7, 4), (100, 100), (2, 100), (NULL, -9)");
        assertThat(shared(batch, Optional.empty(), most)).containsExactly(List.of(-9L, 2L), List.of(0L));
        assertThat(shared(batch, Optional.of(published), most))
                .containsExactly(List.of(-9L, 2L, 7L), List.of(0L, 1L, 4L));
        assertThat(KeyHashes.of(batch, Optional.empty(), most))
                .extracting(found -> found.held().isPresent())
                .containsOnly(most == MEMORY);
    }

    @ParameterizedTest
    @ValueSource(ints = {MEMORY, MOVED})
    void emptyInputsShareNothing(int most) {
        Dataset<Row> none = hashes("(1, 1)").where("a > 1");
        assertThat(shared(none, Optional.of(hashes("(1, 1)")), most)).containsExactly(List.of(), List.of());
        assertThat(shared(hashes("(1, 1)"), Optional.of(none), most)).containsExactly(List.of(), List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {MEMORY, MOVED, 1_000})
    void ofManyHashesEachThatIsTwiceIsFound(int most) {
        Dataset<Row> batch = LocalSpark.spark()
                .range(0, 100_000, 1, 3)
                .selectExpr("xxhash64(id % 99999) AS a", "CASE WHEN id % 7 > 0 THEN xxhash64(id % 80000) END AS b");
        Dataset<Row> published = LocalSpark.spark()
                .range(50_000, 250_000, 50_000, 2)
                .selectExpr("xxhash64(id) AS a", "CAST(NULL AS BIGINT) AS b");
        List<KeyHashes.Found> found = KeyHashes.of(batch, Optional.of(published), most);
        assertThat(found.get(0).shared().orElseThrow()).containsExactly(hash(LongStream.of(0, 50_000)));
        assertThat(found.get(1).shared().orElseThrow())
                .containsExactly(hash(LongStream.range(0, 20_000).filter(id -> id % 7 > 0 && (id + 80_000) % 7 > 0)));
    }

    private static long[] hash(LongStream ids) {
        return ids.map(id -> org.apache.spark.sql.catalyst.expressions.XXH64.hashLong(id, 42))
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {MEMORY, MOVED})
    void moreSharedHashesThanAreCollectedAreNotGiven(int most) {
        Dataset<Row> batch = LocalSpark.spark()
                .range(0, 2 * (KeyHashes.MOST_SHARED + 10L), 1, 2)
                .selectExpr("xxhash64(id DIV 2) AS a", "id AS b");
        List<KeyHashes.Found> found = KeyHashes.of(batch, Optional.empty(), most);
        assertThat(found.get(0).shared()).isEmpty();
        assertThat(found.get(1).shared().orElseThrow()).isEmpty();
    }
}
