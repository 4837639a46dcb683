package io.assay.validation;

import static io.assay.validation.TestContract.DOUBLE;
import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.SourceFormat;
import io.assay.validation.source.BatchPosition;
import io.assay.validation.source.Input;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
    @TempDir
    Path folder;

    private static TestContract trips() {
        return TestContract.of("trips")
                .required("id", LONG)
                .with("fare", DOUBLE)
                .with("note", STRING);
    }

    private static void refused(TestContract contract, Input input, String message) {
        Gate gate = Gate.of(contract.dataset());
        assertThatThrownBy(() -> gate.read(LocalSpark.spark(), input))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void eachInputIsMatchedByItsOwnHeader() throws IOException {
        Path packed = folder.resolve("b.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("fare,extra,id\n2.5,x,2\n".getBytes(StandardCharsets.UTF_8));
        }
        Path marked = folder.resolve("c.csv");
        Files.writeString(marked, "\uFEFFid,note\n3,NA\n4,\"NA\"\n5, NA\n");
        Path latin = folder.resolve("d.tsv");
        Files.write(latin, "id\tnote\n6\té\n".getBytes(StandardCharsets.ISO_8859_1));
        Path utf16 = folder.resolve("e.csv");
        Files.write(utf16, "\uFEFFid,note\n7,é😀\n".getBytes(StandardCharsets.UTF_16LE));
        Path header = folder.resolve("f.csv");
        Files.writeString(header, "id,fare\n");
        Path empty = Files.createFile(folder.resolve("g.csv"));
        Input input =
                Input.of(packed.toString(), marked.toString(), utf16.toString(), header.toString(), empty.toString());
        GatedBatch gated = GatedBatch.of(trips().nulls("NA"), input);
        assertThat(gated.published())
                .containsExactlyInAnyOrder("2|2.5|null", "3|null|null", "4|null|null", "5|null| NA", "7|null|é😀");
        assertThat(gated.batch().warnings())
                .containsExactly(packed + ": left out, not in the contract: extra", empty + ": is empty");
        assertThat(gated.batch().files()).hasSize(5);
        assertThat(gated.passing())
                .filteredOn(row -> row.getLong(0) == 4)
                .extracting(row ->
                        row.<String>getAs("_source") + "@" + row.<Long>getAs("_position") + " " + row.getAs("_run"))
                .containsExactly(marked + "@" + BatchPosition.of(1, 13) + " r1");
        GatedBatch tabs = GatedBatch.of(
                trips(), new Input(List.of(latin.toString()), Optional.empty(), Map.of("encoding", "ISO-8859-1")));
        assertThat(tabs.published()).containsExactly("6|null|é");
        assertThat(GatedBatch.of(trips(), Input.of(latin.toString())).reasons())
                .containsExactly("row.malformed=bytes that are not UTF-8");
    }

    @Test
    void whatCannotBeReadIsRefusedBeforeAnyRowIsValidated() throws IOException {
        refused(trips(), Input.of(folder + "/no.csv"), "/no.csv: there is no such file or folder; check the path");
        refused(
                trips(),
                GatedBatch.file(folder, "a.csv", "note,fare\n1,2\n"),
                "/a.csv: has no column 'id', which the contract requires; its columns are note, fare: fix the file, or "
                        + "make the column optional");
        refused(trips(), GatedBatch.file(folder, "b.csv", "id,id\n1,2\n"), "b.csv: has the column 'id' twice; name");
        refused(
                trips(),
                GatedBatch.file(folder, "c.xyz", "id\n"),
                "c.xyz: cannot tell its format from the file name; set it: --format csv");
        refused(
                trips(),
                GatedBatch.file(folder, "d.parquet", "id\n"),
                "d.parquet: is plain text, whatever its name says");
        refused(
                trips(),
                new Input(List.of(folder.toString()), Optional.of("xls"), Map.of()),
                "format 'xls': there is no");
        Input option = new Input(
                GatedBatch.file(folder, "e.csv", "id\n1\n").paths(), Optional.empty(), Map.of("colour", "red"));
        refused(trips(), option, "option 'colour' of a CSV source: there is no such option");
        LocalSpark.spark().sql("SELECT 'x' AS fare, 1L AS note").write().parquet(folder + "/f.parquet");
        refused(
                trips(),
                Input.of(folder + "/f.parquet"),
                ".snappy.parquet: has no column 'id', which the contract requires");
        LocalSpark.spark().sql("SELECT array(1) AS id").write().parquet(folder + "/g.parquet");
        refused(trips(), Input.of(folder + "/g.parquet"), "column 'id' is array<int>, the contract says bigint");
        Path cut = folder.resolve("cut.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cut))) {
            out.write("id\n1\n".repeat(50_000).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), (int) Files.size(cut) / 2));
        assertThatThrownBy(() -> GatedBatch.of(trips(), Input.of(cut.toString())))
                .hasStackTraceContaining("cut.csv.gz: cannot be read to its end");
    }

    @Test
    void theContractsServerSaysHowToReadAndPhysicalNamesAreTheSources() {
        TestContract contract = TestContract.of("t")
                .from("id", "Trip Id", LONG, true)
                .with("what", new ColumnType.Array(LONG))
                .source(new SourceFormat("csv", Map.of("delimiter", ";", "header", "true")));
        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "t.txt", "what;Trip Id\n[1,2];7\n[x;8\n"));
        assertThat(gated.published()).containsExactly("7|WrappedArray(1, 2)");
        assertThat(gated.reasons()).containsExactly("what.type=[x");
        assertThat(gated.quarantined().get(0).getString(2)).isEqualTo("{\"what\":\"[x\",\"Trip Id\":\"8\"}");
    }

    @Test
    void anArrayOfJsonIsReadItemByItem() {
        GatedBatch gated = GatedBatch.of(
                trips().nulls("NA"),
                GatedBatch.file(
                        folder,
                        "t.json",
                        "[{\"id\": 1, \"fare\": \"NA\", \"x\": 1},\n {\"id\": }, {\"id\":\"2\",\"note\":5}]"));
        assertThat(gated.published()).containsExactly("1|null|null", "2|null|5");
        assertThat(gated.reasons()).hasSize(1).first().asString().startsWith("row.malformed=broken JSON");
        assertThat(gated.batch().warnings()).singleElement().asString().endsWith("not in the contract: x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "avro", "delta", "iceberg"})
    void tablesWithTypesOfTheirOwnAreBroughtToTheContracts(String format) {
        String path = format.equals("iceberg") ? "ice.db.trips" : folder + "/" + format;
        LocalSpark.spark().sql("DROP TABLE IF EXISTS ice.db.trips");
        var rows = LocalSpark.spark()
                .sql("SELECT CAST(id AS STRING) AS id, fare, note, 1 AS extra FROM VALUES ('1', 1, 'a'), ('x', 2, 'b'),"
                        + " (NULL, 3, 'c'), ('4', 4, NULL) AS t(id, fare, note)")
                .coalesce(1);
        if (format.equals("iceberg")) {
            rows.writeTo(path).using("iceberg").createOrReplace();
        } else {
            rows.write().format(format).save(path);
        }
        TestContract contract = trips().rule("note.unique", "note", new Check.Unique(List.of("note")));
        GatedBatch gated = GatedBatch.of(contract, new Input(List.of(path), Optional.of(format), Map.of()));
        assertThat(gated.reasons()).containsExactly("id.type=x", "id.required=null");
        assertThat(gated.published()).containsExactly("1|1.0|a", "4|4.0|null");
        assertThat(gated.quarantined().get(0).getString(2))
                .isEqualTo("{\"id\":\"x\",\"fare\":2,\"note\":\"b\",\"extra\":1}");
        assertThat(gated.quarantined())
                .extracting(row -> row.<Long>getAs("position"))
                .doesNotHaveDuplicates();
        assertThat(gated.batch().warnings()).hasSize(1);
    }

    @Test
    void numbersThatDoNotFitAreFaultsInMicroBatchesToo() {
        TestContract contract = TestContract.of("t")
                .with("small", new ColumnType.IntegerType(8))
                .with("large", LONG)
                .with("cents", new ColumnType.Decimal(5, 2))
                .with(
                        "who",
                        new ColumnType.Struct(List.of(TestContract.column("age", new ColumnType.IntegerType(32)))));
        var table = LocalSpark.spark()
                .sql("SELECT * FROM VALUES (127L, 1.0D, 1.25D, named_struct('age', 1L)),"
                        + " (128L, 1.5D, 1.255D, named_struct('age', 99999999999L)),"
                        + " (-128L, 9.3e18D, double('NaN'), NULL) AS t(small, large, cents, who)")
                .coalesce(1);
        Gate gate = Gate.of(contract.dataset());
        GatedBatch gated = GatedBatch.of(gate, gate.rows(table, "topic"), ReferenceData.nothing());
        assertThat(gated.published()).containsExactly("127|1|1.25|[1]");
        assertThat(gated.reasons())
                .containsExactly(
                        "small.type=128,large.type=1.5,cents.type=1.255,who.age.type=99999999999",
                        "large.type=9.3E18,cents.type=NaN");
    }

    /** The table as it is stored, written out. */
    static final StructType QUARANTINE = StructType.fromDDL("id STRING, reasons ARRAY<STRUCT<rule: STRING,"
            + " `column`: STRING, value: STRING, action: STRING>>, `row` STRING, raw BINARY, dataset STRING,"
            + " contract_version STRING, run STRING, source STRING, position BIGINT, quarantined_at TIMESTAMP");

    @Test
    void quarantinedRowsCanBeValidatedAgain() {
        Input input = GatedBatch.file(folder, "t.csv", "id,fare,note\n1,x,\n2,NA,n\n3\n");
        GatedBatch first = GatedBatch.of(trips(), input);
        assertThat(first.reasons())
                .containsExactly("fare.type=x", "fare.type=NA", "row.malformed=1 fields where the header has 3");
        Gate corrected = Gate.of(trips().nulls("NA").dataset());
        var kept = LocalSpark.spark().createDataFrame(first.quarantined(), QUARANTINE);
        GatedBatch second = GatedBatch.of(corrected, corrected.reread(kept), ReferenceData.nothing());
        assertThat(second.published()).containsExactly("2|null|n");
        assertThat(second.reasons()).containsExactly("fare.type=x", "row.malformed=1 fields where the header has 3");
        assertThat(second.passing().get(0).<Long>getAs("_position"))
                .isEqualTo(first.quarantined().get(1).<Long>getAs("position"));
    }
}
