package io.assay.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.validation.source.BatchPosition;
import io.assay.validation.source.Input;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The place of a row in its batch: inputs in the order given, then the position within the file. */
class RowOrderTest {
    @TempDir
    private Path folder;

    @Test
    void rowsOfALaterFileComeAfterThoseOfAnEarlierOneWhateverTheirOffset() throws IOException {
        Path day1 = Files.writeString(folder.resolve("day1.csv"), "id,note\n200,filler\n1,original\n");
        Path day2 = Files.writeString(folder.resolve("day2.csv"), "id,note\n1,corrected\nx,bad\n");
        GatedBatch given = GatedBatch.of(unique(), Input.of(day1.toString(), day2.toString()));
        assertThat(inOrder(given)).containsExactly("filler@8", "corrected@8");
        assertThat(given.reasons()).containsExactly("id.unique=1", "id.type=x");
        assertThat(given.quarantined())
                .extracting(row -> row.<Long>getAs("position"))
                .containsExactly(BatchPosition.of(0, 19), BatchPosition.of(1, 20));
        GatedBatch turned = GatedBatch.of(unique(), Input.of(day2.toString(), day1.toString()));
        assertThat(inOrder(turned)).containsExactly("filler@8", "original@19");
        assertThat(turned.reasons()).containsExactly("id.unique=1", "id.type=x");
        assertThat(inOrder(GatedBatch.of(unique(), Input.of(folder.toString()))))
                .containsExactly("filler@8", "corrected@8");
    }

    @Test
    void equalFilesHaveTwoPlaces() {
        String path = GatedBatch.file(folder, "a.csv", "id,note\n1,a\n").paths().get(0);
        String equal =
                GatedBatch.file(folder, "b.csv", "id,note\n1,a\n").paths().get(0);
        GatedBatch twice = GatedBatch.of(unique(), Input.of(path, equal));
        assertThat(twice.passing())
                .extracting(row -> row.<Long>getAs("_position"))
                .containsExactly(BatchPosition.of(1, 8));
        assertThat(twice.quarantined())
                .extracting(row -> row.<Long>getAs("position"))
                .containsExactly(BatchPosition.of(0, 8));
    }

    @Test
    void aFileUnderTwoPathsIsReadOnce() {
        String path = GatedBatch.file(folder, "a.csv", "id,note\n1,a\n").paths().get(0);
        GatedBatch once = GatedBatch.of(unique(), Input.of(path, folder.toString()));
        assertThat(once.passing()).hasSize(1);
        assertThat(once.quarantined()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "parquet", "orc", "avro", "delta", "iceberg"})
    void itIsSoInEveryFormat(String format) {
        String first = write(format, "first", "(200, 'filler'), (1, 'original')");
        String second = write(format, "second", "(1, 'corrected')");
        GatedBatch given =
                GatedBatch.of(unique(), new Input(List.of(first, second), Optional.of(format), java.util.Map.of()));
        assertThat(inOrder(given))
                .extracting(row -> row.substring(0, row.indexOf('@')))
                .containsExactly("filler", "corrected");
        GatedBatch turned =
                GatedBatch.of(unique(), new Input(List.of(second, first), Optional.of(format), java.util.Map.of()));
        assertThat(inOrder(turned))
                .extracting(row -> row.substring(0, row.indexOf('@')))
                .containsExactly("filler", "original");
        assertThat(turned.quarantined().get(0).<Long>getAs("position")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "delta", "iceberg"})
    void filesOfOneTableHavePlacesOfTheirOwn(String format) {
        String table = write(format, "table", "(1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')", 4);
        GatedBatch given = GatedBatch.of(unique(), new Input(List.of(table), Optional.of(format), java.util.Map.of()));
        assertThat(given.passing())
                .hasSize(4)
                .extracting(row -> row.<Long>getAs("_position"))
                .doesNotHaveDuplicates();
        assertThat(given.passing().stream()
                        .sorted(Comparator.comparingLong(row -> row.<Long>getAs("_position")))
                        .map(row -> row.<String>getAs("_source")))
                .isSorted();
    }

    @Test
    void moreFilesThanCanBeOrderedAreRefused() {
        BatchPosition.check(BatchPosition.MOST_FILES);
        assertThatThrownBy(() -> BatchPosition.check(BatchPosition.MOST_FILES + 1))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessage(
                        "--input: 524,289 files are more than one batch can order (524,288); ingest them in several "
                                + "batches, one folder at a time");
        assertThat(BatchPosition.of(BatchPosition.MOST_FILES - 1, (1L << 44) - 1))
                .isEqualTo(Long.MAX_VALUE);
    }

    private String write(String format, String name, String values) {
        return write(format, name, values, 1);
    }

    private String write(String format, String name, String values, int files) {
        Dataset<Row> rows = LocalSpark.spark()
                .sql("SELECT CAST(id AS BIGINT) AS id, note FROM VALUES " + values + " AS t(id, note)")
                .repartition(files);
        rows = files == 1 ? rows.coalesce(1).sortWithinPartitions(rows.col("id").desc()) : rows;
        if (format.equals("iceberg")) {
            String table = "ice.db.order_" + name;
            LocalSpark.spark().sql("DROP TABLE IF EXISTS " + table);
            rows.writeTo(table).using("iceberg").createOrReplace();
            return table;
        }
        String path = folder + "/" + format + "/" + name;
        rows.write().format(format).save(path);
        return path;
    }

    private static List<String> inOrder(GatedBatch gated) {
        return gated.passing().stream()
                .sorted(Comparator.comparingLong(row -> row.<Long>getAs("_position")))
                .map(row -> row.<String>getAs("note") + "@" + BatchPosition.within(row.<Long>getAs("_position")))
                .toList();
    }

    private static TestContract unique() {
        return TestContract.of("t")
                .with("id", new ColumnType.IntegerType(64))
                .with("note", new ColumnType.StringType())
                .rule("id.unique", "id", new Check.Unique(List.of("id")));
    }
}
