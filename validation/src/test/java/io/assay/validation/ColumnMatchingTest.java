package io.assay.validation;

import static io.assay.validation.TestContract.DOUBLE;
import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.source.Input;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the names of a source's columns are matched with the contract's. */
class ColumnMatchingTest {
    @TempDir
    Path folder;

    private static TestContract trips() {
        return TestContract.of("trips").with("id", LONG).with("s", STRING);
    }

    private Input table(String format, String query) {
        String path = folder + "/" + format + "." + format;
        LocalSpark.spark().sql(query).coalesce(1).write().format(format).save(path);
        return new Input(List.of(path), Optional.of(format), java.util.Map.of());
    }

    private static void refused(TestContract contract, Input input, String message) {
        Gate gate = Gate.of(contract.dataset());
        assertThatThrownBy(() -> gate.read(LocalSpark.spark(), input))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatSharesNoColumnWithTheContractIsRefusedWithTheLikelyCause() {
        String none = ": none of its columns is in the contract; its columns are ";
        refused(
                trips(),
                GatedBatch.file(folder, "semicolon.csv", "id;s\n1;a\n"),
                "semicolon.csv" + none + "id;s, the contract's are id, s: is the delimiter ';'? Set it in the "
                        + "contract: servers: [{server: files, type: local, path: ., format: csv, "
                        + "customProperties: [{property: delimiter, value: ';'}]}]");
        refused(
                trips(),
                GatedBatch.file(folder, "noheader.csv", "1,a\n2,b\n"),
                "noheader.csv" + none + "1, a, the contract's are id, s: is its first line a row, not a header? Set it "
                        + "in the contract: servers: [{server: files, type: local, path: ., format: csv, "
                        + "customProperties: [{property: header, value: false}]}]");
        refused(
                trips(),
                GatedBatch.file(folder, "blanks.csv", " id , s\n1,a\n"),
                "its ' id ' has blanks around the name: remove them, or write them in the contract's physicalName");
        refused(
                trips(),
                GatedBatch.file(folder, "other.json", "{\"foo\":1}\n{\"bar\":1}\n"),
                "other.json" + none + "bar, foo, the contract's are id, s: is it a file of another dataset?");
        refused(
                TestContract.of("trips").required("id", LONG),
                GatedBatch.file(folder, "tabs.csv", "id\ts\n1\ta\n"),
                "is the delimiter '\\t'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "avro", "delta"})
    void aTableThatSharesNoColumnWithTheContractIsRefusedToo(String format) {
        refused(
                trips(),
                table(format, "SELECT 1 AS foo, 2 AS bar"),
                ": none of its columns is in the contract; its columns are foo, bar, the contract's are id, s: "
                        + "is it a file of another dataset?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"csv|ID,S\\n1,a\\n", "json|{\"ID\":1,\"S\":\"a\"}\\n"})
    void namesOfTextsMatchWithoutRegardToCase(String format, String content) {
        GatedBatch gated =
                GatedBatch.of(trips(), GatedBatch.file(folder, "upper." + format, content.replace("\\n", "\n")));
        assertThat(gated.published()).containsExactly("1|a");
        assertThat(gated.batch().warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "avro", "delta"})
    void namesOfTablesMatchWithoutRegardToCase(String format) {
        TestContract contract = trips().with("who", new ColumnType.Struct(List.of(TestContract.column("age", LONG))));
        GatedBatch gated =
                GatedBatch.of(contract, table(format, "SELECT 1L AS ID, 'a' AS S, named_struct('Age', 7) AS Who"));
        assertThat(gated.published()).containsExactly("1|a|[7]");
        assertThat(gated.batch().warnings()).isEmpty();
    }

    @Test
    void twoNamesOfOneColumnAreReported() {
        refused(
                trips(),
                GatedBatch.file(folder, "a.csv", "id,ID,s\n1,2,a\n"),
                "a.csv: has the columns 'id' and 'ID', and both are the contract's 'id': case makes no difference; "
                        + "rename or remove one of them");
        GatedBatch json = GatedBatch.of(
                trips(),
                GatedBatch.file(
                        folder,
                        "a.json",
                        "{\"id\":1,\"s\":\"a\"}\n{\"ID\":2}\n{\"id\":3,\"Id\":4}\n{\"id\":5,\"id\":5}\n"));
        assertThat(json.published()).containsExactly("1|a", "2|null");
        assertThat(json.reasons())
                .containsExactly(
                        "row.malformed=the fields 'id' and 'Id' are one column",
                        "row.malformed=the field 'id' occurs twice");
    }

    @Test
    void namesOfTheContractThatDifferByCaseAloneAreMatchedExactly() {
        TestContract contract =
                TestContract.of("t").from("one", "ID", LONG, false).from("two", "id", LONG, false);
        assertThat(GatedBatch.of(contract, GatedBatch.file(folder, "a.csv", "id,ID\n1,2\n"))
                        .published())
                .containsExactly("2|1");
        assertThat(GatedBatch.of(contract, GatedBatch.file(folder, "a.json", "{\"id\":1,\"ID\":2}\n"))
                        .published())
                .containsExactly("2|1");
    }

    @Test
    void longListsEnd() throws IOException {
        String header = IntStream.rangeClosed(1, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        Path wide = Files.writeString(folder.resolve("wide.csv"), header + "\n");
        refused(
                trips(),
                Input.of(wide.toString()),
                "its columns are c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, … and 99,990 more, the contract's");
        Files.writeString(wide, "id," + header + "\n");
        Batch batch = Gate.of(trips().dataset()).read(LocalSpark.spark(), Input.of(wide.toString()));
        assertThat(batch.warnings())
                .containsExactly(wide
                        + ": left out, not in the contract: c1, c10, c100, c1000, c10000, c100000, c10001, c10002, c10003, "
                        + "c10004, … and 99,990 more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "parquet", "avro", "orc"})
    void foldersGiveTheColumnsThatTheirFilesDoNotHave(String format) throws IOException {
        for (String name : List.of("month=01", "month=1%2F2", "month=__HIVE_DEFAULT_PARTITION__")) {
            Path inside = folder.resolve("in/" + name);
            Files.createDirectories(inside);
            if (format.equals("csv")) {
                Files.writeString(inside.resolve("a.csv"), "id\n1\n");
            } else if (format.equals("json")) {
                Files.writeString(inside.resolve("a.json"), "{ \"id\" : 1 }\n");
            } else {
                LocalSpark.spark()
                        .sql("SELECT 1 AS id")
                        .coalesce(1)
                        .write()
                        .mode("append")
                        .format(format)
                        .save(inside.toString());
            }
        }
        TestContract text = TestContract.of("t").with("id", LONG).required("month", STRING);
        GatedBatch texts = GatedBatch.of(text, input(format, "in"));
        assertThat(texts.published()).containsExactlyInAnyOrder("1|01", "1|1/2");
        assertThat(texts.reasons()).containsExactly("month.required=null");
        assertThat(texts.quarantined().get(0).getString(2).replace(" ", ""))
                .isEqualTo("{\"id\":1,\"month\":null}".replace("1,", format.equals("csv") ? "\"1\"," : "1,"));

        TestContract number = TestContract.of("t").with("id", LONG).with("Month", LONG);
        GatedBatch numbers = GatedBatch.of(number, input(format, "in"));
        assertThat(numbers.published()).containsExactlyInAnyOrder("1|1", "1|null");
        assertThat(numbers.reasons()).containsExactly("Month.type=1/2");
        assertThat(GatedBatch.of(number, input(format, "in/month=01")).published())
                .containsExactly("1|1");
        assertThat(GatedBatch.of(TestContract.of("t").with("id", LONG), input(format, "in"))
                        .published())
                .containsExactly("1", "1", "1");

        Gate gate = Gate.of(
                TestContract.of("t").with("id", LONG).with("month", STRING).dataset());
        var kept = LocalSpark.spark().createDataFrame(numbers.quarantined(), ReadingTest.QUARANTINE);
        assertThat(GatedBatch.of(gate, gate.reread(kept), ReferenceData.nothing())
                        .published())
                .containsExactly("1|1/2");
    }

    @Test
    void aColumnOfTheFileWinsOverItsFolder() {
        GatedBatch gated = GatedBatch.of(
                TestContract.of("t").with("id", LONG).with("month", DOUBLE),
                GatedBatch.file(folder(folder.resolve("month=01")), "a.csv", "id,month\n1,7\n2,\n"));
        assertThat(gated.published()).containsExactly("1|7.0", "2|null");
    }

    private Input input(String format, String path) {
        return new Input(List.of(folder.resolve(path).toString()), Optional.of(format), java.util.Map.of());
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
