package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.source.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source has and the contract does not is left out, and named. */
class LeftOutTest {
    @TempDir
    Path folder;

    private static TestContract contract() {
        return TestContract.of("t")
                .with("id", LONG)
                .with("who", new ColumnType.Struct(List.of(TestContract.column("name", STRING))))
                .with(
                        "items",
                        new ColumnType.Array(new ColumnType.Struct(List.of(TestContract.column("sku", STRING)))));
    }

    @Test
    void fieldsOfLaterRecordsAndInsideOfColumnsAreNamed() {
        String first = IntStream.range(0, 150)
                .mapToObj("{\"id\":%d,\"early\":1}"::formatted)
                .collect(Collectors.joining("\n"));
        Input input = GatedBatch.file(
                folder,
                "a.json",
                first
                        + "\n{\"id\":150,\"early\":1,\"late\":2}"
                        + "\n{\"id\":151,\"who\":{\"name\":\"x\",\"age\":3},\"items\":[{\"sku\":\"s\",\"price\":4}]}\n");
        GatedBatch read = GatedBatch.of(contract(), input);
        String file = input.paths().get(0);
        assertThat(read.published()).hasSize(152);
        assertThat(read.batch().warnings()).containsExactly(file + ": left out, not in the contract: early");
        assertThat(read.batch().warningsOfReading())
                .containsExactly(file + ": left out, not in the contract: items.items.price, late, who.age");
    }

    @Test
    void nothingIsNamedTwiceOrWhereNothingIsLeftOut() {
        GatedBatch read =
                GatedBatch.of(contract(), GatedBatch.file(folder, "a.json", "{\"id\":1,\"extra\":2}\n{\"ID\":2}\n"));
        assertThat(read.published()).hasSize(2);
        assertThat(read.batch().warningsOfReading()).isEmpty();
    }

    @Test
    void fieldsInsideOfObjectsOfACsvAreNamed() {
        Input input = GatedBatch.file(folder, "a.csv", "id,who\n1,\"{\"\"name\"\":\"\"x\"\",\"\"age\"\":3}\"\n");
        GatedBatch read = GatedBatch.of(contract(), input);
        assertThat(read.published()).hasSize(1);
        assertThat(read.batch().warningsOfReading())
                .containsExactly(input.paths().get(0) + ": left out, not in the contract: who.age");
    }

    @Test
    void fieldsInsideOfStructsOfATypedFileAreNamed() throws IOException {
        Path out = folder.resolve("out");
        LocalSpark.spark()
                .sql(
                        "SELECT 1L AS id, named_struct('name', 'x', 'age', 3) AS who, array(named_struct('price', 4, 'sku', 's')) AS items")
                .coalesce(1)
                .write()
                .parquet(out.toString());
        GatedBatch read = GatedBatch.of(contract(), Input.of(out.toString()));
        assertThat(read.published()).hasSize(1);
        assertThat(read.batch().warnings())
                .singleElement()
                .asString()
                .endsWith("left out, not in the contract: who.age, items.items.price");
    }

    @Test
    void aBraceTooManyOrTooFewInAnArrayCostsItsOwnItem() {
        Input input = GatedBatch.file(folder, "a.json", """
                [{"id":1},
                {"id":2,
                {"id":3, "who": {"name": "a"}},
                {{"id":4},
                {"id":5}},
                {"id":6, "items": [
                  {"sku": "b"},
                  {"sku": "c"}]},
                {"id":7, "who": {
                  "name": "d",
                {"id":8}]
                """);
        GatedBatch read = GatedBatch.of(contract(), input);
        assertThat(read.passing()).extracting(row -> row.getLong(0)).containsExactlyInAnyOrder(1L, 3L, 4L, 6L, 8L);
        assertThat(read.quarantined())
                .extracting(row -> new String(row.<byte[]>getAs("raw"), StandardCharsets.UTF_8).strip())
                .containsExactly("{\"id\":2,", "{", "{\"id\":5}}", "{\"id\":7, \"who\": {\n  \"name\": \"d\",");
    }

    @Test
    void aPatternOverAFolderWithAnOddNameFindsItsFiles() throws IOException {
        for (String name : List.of("a:1.csv", "b.csv", "c.json", "x/d:2.csv")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "id\n1\n");
        }
        assertThat(names("*.csv")).containsExactly("a:1.csv", "b.csv");
        assertThat(names("{b,a:?}.csv")).containsExactly("a:1.csv", "b.csv");
        assertThat(names("*/*.csv")).containsExactly("d:2.csv");
        assertThat(names("{x/d*,b}.csv")).containsExactlyInAnyOrder("d:2.csv", "b.csv");
    }

    private List<String> names(String pattern) {
        Batch batch = Gate.of(contract().dataset()).read(LocalSpark.spark(), Input.of(folder + "/" + pattern));
        return batch.files().stream()
                .map(file -> Path.of(file.path()).getFileName().toString())
                .toList();
    }
}
