package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.assay.definition.contract.SourceFormat;
import io.assay.validation.source.Input;
import io.assay.validation.source.RecordFormat;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.SnappyFramedOutputStream;

/** Nothing that is read is lost in silence, whatever the text is like. */
class DamagedTextTest {
    @TempDir
    Path folder;

    private static TestContract contract() {
        return TestContract.of("t").required("id", LONG).with("s", STRING);
    }

    private Input bytes(String name, byte[] content, Map<String, String> options) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content);
        return new Input(List.of(file.toString()), Optional.empty(), options);
    }

    private GatedBatch encoded(String encoding, String hex) throws IOException {
        return GatedBatch.of(
                contract(),
                bytes(encoding + ".csv", HexFormat.of().parseHex(hex.replace(" ", "")), Map.of("encoding", encoding)));
    }

    @Test
    void bytesThatTheEncodingDoesNotHaveMakeAMalformedRowThatKeepsThem() throws IOException {
        // id,s / 1,ok / 2,x??
        String begin = "69642c73 0a 312c6f6b 0a 322c78";
        for (List<String> damage : List.of(
                List.of("US-ASCII", "c3b6"),
                List.of("windows-1252", "81"),
                List.of("Shift_JIS", "fdfeff"),
                List.of("UTF-8", "f6"))) {
            GatedBatch gated = encoded(damage.get(0), begin + damage.get(1) + "79 0a 332c7a 0a");
            assertThat(gated.reasons()).containsExactly("row.malformed=bytes that are not " + damage.get(0));
            assertThat(gated.published()).containsExactly("1|ok", "3|z");
            assertThat(gated.quarantined().get(0).<byte[]>getAs("raw"))
                    .isEqualTo(HexFormat.of().parseHex("322c78" + damage.get(1) + "79"));
        }
        assertThatThrownBy(() -> encoded("UTF-16LE", "6900 6400 2c00 7300 0a00 3100 2c00 6100 66"))
                .hasStackTraceContaining(
                        "UTF-16LE.csv: cannot be read to its end: it ends inside a character of UTF-16LE");
    }

    @Test
    void aStrayQuoteCostsItsOwnLine() {
        StringBuilder text = new StringBuilder("id,s\n");
        for (int i = 1; i <= 60; i++) {
            text.append(i == 3 ? "3,\"so she said\n" : i == 40 ? "40,\"a, b\"\n" : i + ",t\n");
        }
        GatedBatch gated = GatedBatch.of(contract(), GatedBatch.file(folder, "t.csv", text.toString()));
        assertThat(gated.verdict().rows()).isEqualTo(new RowCounts(60, 59, 1, 0, 0));
        assertThat(gated.published()).contains("4|t", "39|t", "40|a, b");
    }

    /** A quote that can mean one thing only is text, as it is for Spark; one that can mean several is malformed. */
    @Test
    void aQuoteInsideOfAPlainFieldIsText() {
        Input input = GatedBatch.file(folder, "quotes.csv", """
                id,s
                1,Ro"me
                2,5"
                3,a""b
                4,a"b"c
                5, "x"
                6,"Ro""me"
                7,""
                """);
        GatedBatch gated = GatedBatch.of(contract(), input);

        assertThat(gated.reasons()).isEmpty();
        assertThat(gated.published())
                .containsExactly("1|Ro\"me", "2|5\"", "3|a\"\"b", "4|a\"b\"c", "5| \"x\"", "6|Ro\"me", "7|null")
                .containsExactlyElementsOf(readBySpark(input.paths().get(0)));
        GatedBatch malformed = GatedBatch.of(
                contract(),
                GatedBatch.file(folder, "stray.csv", "id,s\n1,\"Ro\"me\n2,\"a\" \n3, \"a, b\"\n4,\"x\n5,y\n"));
        assertThat(malformed.reasons())
                .containsExactly(
                        "row.malformed=text after the closing quote of field 2",
                        "row.malformed=text after the closing quote of field 2",
                        "row.malformed=3 fields where the header has 2",
                        "row.malformed=the quote of field 2 is never closed");
        assertThat(malformed.published()).containsExactly("5|y");
    }

    private static List<String> readBySpark(String csv) {
        return LocalSpark.spark().read().option("header", true).option("escape", "\"").csv(csv).collectAsList().stream()
                .map(row -> row.getString(0) + "|" + row.getString(1))
                .toList();
    }

    @Test
    void aLineOfJsonThatBeginsWithAnyByteIsARecord() {
        String mark = "\uFEFF";
        GatedBatch joined = GatedBatch.of(
                contract(),
                GatedBatch.file(
                        folder,
                        "cat.json",
                        mark + "{\"id\":1}\n{\"id\":2}\n" + mark + "{\"id\":3}\n{\"id\":4}\n{\"id\":5}\n"));
        assertThat(joined.published()).containsExactly("1|null", "2|null", "3|null", "4|null", "5|null");
        GatedBatch text = GatedBatch.of(
                contract(), GatedBatch.file(folder, "word.json", "é\n{\"id\":1}\n\u20ac uro\n{\"id\":2}\n"));
        assertThat(text.published()).containsExactly("1|null", "2|null");
        assertThat(text.reasons()).hasSize(2).allMatch(reason -> reason.startsWith("row.malformed=broken JSON"));
    }

    @Test
    void anArrayThatIsCutOffIsNotPublished() {
        for (String text : List.of("[{\"id\":1},{\"id\":2}\n", "[{\"id\":1},{\"id\":2},\n")) {
            assertThatThrownBy(() -> GatedBatch.of(contract(), GatedBatch.file(folder, "cut.json", text)))
                    .hasStackTraceContaining("cut.json: cannot be read to its end: its array is never closed");
        }
        assertThat(GatedBatch.of(contract(), GatedBatch.file(folder, "in.json", "[{\"id\":1},{\"id\""))
                        .reasons())
                .singleElement()
                .asString()
                .startsWith("row.malformed=broken JSON");
    }

    @Test
    @SuppressWarnings("StringConcatToTextBlock") // a text block has no zero byte
    void halfACharacterAndAZeroByteAreMalformed() {
        GatedBatch gated = GatedBatch.of(
                contract(),
                GatedBatch.file(
                        folder,
                        "t.json",
                        "{\"id\":1,\"s\":\"\\ud83d\\ude00\"}\n{\"id\":2,\"s\":\"\\ud83d\"}\n{\"id\":3,\"s\":\"a\\udE00\"}\n"
                                + "{\"id\":4,\"s\":\"\\\\ud83d\"}\n{\"id\":5,\"s\":\"\0\"}\n"));
        assertThat(gated.published()).containsExactly("1|😀", "4|\\ud83d");
        assertThat(gated.reasons())
                .containsExactly(
                        "row.malformed=the escape \\ud83d is half of a character",
                        "row.malformed=the escape \\udE00 is half of a character",
                        "row.malformed=a zero byte, which JSON does not have");
    }

    @Test
    void compressionsAreReadOrRefusedByName() throws IOException {
        Path zstd = folder.resolve("t.csv.zst");
        Path lz4 = folder.resolve("u.csv.lz4");
        Path snappy = folder.resolve("v.CSV.SNAPPY");
        try (OutputStream a = new ZstdOutputStream(Files.newOutputStream(zstd));
                OutputStream b = new LZ4FrameOutputStream(Files.newOutputStream(lz4));
                OutputStream c = new SnappyFramedOutputStream(Files.newOutputStream(snappy))) {
            for (OutputStream out : List.of(a, b, c)) {
                out.write("id,s\n1,a\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        Input input = Input.of(zstd.toString(), lz4.toString(), snappy.toString());
        assertThat(GatedBatch.of(contract(), input).published()).containsExactly("1|a", "1|a", "1|a");
        byte[] complete = Files.readAllBytes(zstd);
        Input cut = bytes("cut.csv.zst", Arrays.copyOf(complete, complete.length - 3), Map.of());
        assertThatThrownBy(() -> GatedBatch.of(contract(), cut)).hasStackTraceContaining("cut.csv.zst: cannot be read");
        for (String ending : List.of("xz", "zip", "7z", "br")) {
            Input packed = new Input(
                    bytes("t.csv." + ending, new byte[] {1, 2, 3}, Map.of()).paths(), Optional.of("csv"), Map.of());
            assertThatThrownBy(() -> Gate.of(contract().dataset()).read(LocalSpark.spark(), packed))
                    .isInstanceOf(UnreadableSourceException.class)
                    .hasMessageContaining("t.csv." + ending + ": cannot be read: ." + ending + " is not supported here;"
                            + " deliver it plain, or as gzip (.gz), bzip2 (.bz2) or zstd (.zst)");
        }
    }

    @Test
    void replayReadsARawLineAsItsFileIsReadOrKeepsItsReason() throws IOException {
        Input input = bytes("t.csv", "id,s\n1,a,b\n2,K\u00f6ln\n3\n".getBytes(StandardCharsets.ISO_8859_1), Map.of());
        GatedBatch first = GatedBatch.of(contract(), input);
        assertThat(first.reasons())
                .containsExactly(
                        "row.malformed=3 fields where the header has 2",
                        "row.malformed=bytes that are not UTF-8",
                        "row.malformed=1 fields where the header has 2");
        var kept = LocalSpark.spark().createDataFrame(first.quarantined(), ReadingTest.QUARANTINE);
        Gate fixed = Gate.of(contract()
                .source(new SourceFormat("csv", Map.of("encoding", "ISO-8859-1")))
                .dataset());
        GatedBatch second = GatedBatch.of(fixed, fixed.reread(kept), ReferenceData.nothing());
        assertThat(second.published()).containsExactly("2|K\u00f6ln");
        assertThat(second.reasons())
                .containsExactly(
                        "row.malformed=3 fields where the header has 2",
                        "row.malformed=1 fields where the header has 2");
        Files.delete(Path.of(input.paths().get(0)));
        GatedBatch third = GatedBatch.of(fixed, fixed.reread(kept), ReferenceData.nothing());
        assertThat(third.reasons()).isEqualTo(first.reasons());
    }

    @Test
    void replayReadsWithTheOptionsOfItsRunAndHasTheColumnsOfFolders() throws IOException {
        Path file = folder.resolve("s=k%20x/t.csv");
        Files.createDirectories(file.getParent());
        Files.write(file, "id;n\n1;K\u00f6ln\n".getBytes(StandardCharsets.ISO_8859_1));
        TestContract contract =
                TestContract.of("t").with("id", LONG).with("n", STRING).with("s", STRING);
        Input semicolons = new Input(List.of(file.toString()), Optional.empty(), Map.of("delimiter", ";"));
        GatedBatch first = GatedBatch.of(contract, semicolons);
        assertThat(first.reasons()).containsExactly("row.malformed=bytes that are not UTF-8");
        var kept = LocalSpark.spark().createDataFrame(first.quarantined(), ReadingTest.QUARANTINE);
        Gate fixed = Gate.of(contract.source(new SourceFormat("csv", Map.of("encoding", "ISO-8859-1")))
                .dataset());
        GatedBatch second = GatedBatch.of(
                fixed,
                fixed.reread(kept, Map.of(GatedBatch.RUN.id(), semicolons), new RecordFormat.Json()),
                ReferenceData.nothing());
        assertThat(second.published()).containsExactly("1|K\u00f6ln|k x");
        GatedBatch forgotten = GatedBatch.of(fixed, fixed.reread(kept), ReferenceData.nothing());
        assertThat(forgotten.reasons()).isEqualTo(first.reasons());
    }

    @Test
    void everyCharsetOfThisJavaGivesBackTheBytesThatItCannotRead() throws IOException {
        for (Charset charset :
                List.of(Charset.forName("GB18030"), Charset.forName("EUC-JP"), Charset.forName("Big5"))) {
            String text = "id,s\n1,\u6771\n2,";
            byte[] good = text.getBytes(charset);
            byte[] all = Arrays.copyOf(good, good.length + 3);
            all[good.length] = (byte) 0xFF;
            all[good.length + 1] = (byte) 0xFF;
            all[good.length + 2] = '\n';
            GatedBatch gated =
                    GatedBatch.of(contract(), bytes(charset.name() + ".csv", all, Map.of("encoding", charset.name())));
            assertThat(gated.published()).as(charset.name()).containsExactly("1|\u6771");
            assertThat(gated.quarantined().get(0).<byte[]>getAs("raw"))
                    .as(charset.name())
                    .isEqualTo(new byte[] {'2', ',', (byte) 0xFF, (byte) 0xFF});
        }
    }
}
