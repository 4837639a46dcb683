package io.assay.validation;

import static io.assay.validation.TestContract.DOUBLE;
import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.validation.source.Input;
import io.assay.validation.source.UnreadableSourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose name says something else than they are, and CSV as Excel writes it. */
class MislabelledFilesTest {
    private static final TestContract CONTRACT =
            TestContract.of("t").required("id", LONG).with("name", STRING).with("x", DOUBLE);

    @TempDir
    Path folder;

    private void refused(String name, byte[] content, String message) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content);
        assertThatThrownBy(() -> Gate.of(CONTRACT.dataset()).read(LocalSpark.spark(), Input.of(file.toString())))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(bytes("<a/>"));
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void whatIsNotTextIsRefusedByWhatItIs() throws IOException {
        byte[] parquet = Files.readAllBytes(Path.of("src/test/resources/cases/stored-types/uuid.parquet"));
        byte[] avro = Files.readAllBytes(Path.of("src/test/resources/cases/stored-types/logical.avro"));
        refused("a.csv", parquet, "is a Parquet file, whatever its name says; give it the ending .parquet");
        refused("a.json", avro, "is an Avro file, whatever its name says; give it the ending .avro");
        refused(
                "b.csv",
                gzip(bytes("id\n1\n")),
                "is compressed with gzip, whatever its name says; add .gz to its name");
        refused(
                "c.csv",
                zip("[Content_Types].xml"),
                "is an Excel workbook, whatever its name says; save it as CSV UTF-8 in Excel");
        refused("d.csv.gz", gzip(zip("a.csv")), "is a zip archive, whatever its name says; unpack it");
        refused(
                "e.csv",
                bytes("\n<!DOCTYPE html>\n<html><body>404</body></html>"),
                "is an HTML page, whatever its name says; look at it: it may be a server's error or login page");
        refused("f.json", bytes("<?xml version='1.0'?><error/>"), "is an XML document, whatever its name says");
        refused(
                "g.csv.gz",
                bytes("id\n1\n"),
                "is not compressed with gzip, as its name says: it is plain text; give it the ending of what it is");
    }

    @Test
    void bytesAfterTheEndOfGzipAreNamedAndItsMembersAreOneFile() throws IOException {
        byte[] first = gzip(bytes("id,name\n1,a\n"));
        byte[] second = gzip(bytes("2,b\n"));
        Path file = folder.resolve("two.csv.gz");
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        both.writeBytes(new byte[512]);
        Files.write(file, both.toByteArray());
        assertThat(GatedBatch.of(CONTRACT, Input.of(file.toString())).published())
                .containsExactly("1|a|null", "2|b|null");

        both.write('x');
        Files.write(file, both.toByteArray());
        assertThatThrownBy(() -> GatedBatch.of(CONTRACT, Input.of(file.toString())))
                .hasStackTraceContaining(
                        ("%s: cannot be read: its gzip data ends at byte %d, and the bytes after it are neither gzip"
                                        + " nor zeros")
                                .formatted(file, first.length + second.length));
    }

    @Test
    void aGzipThatEndsEarlyIsToBeDeliveredAgain() throws IOException {
        byte[] whole = gzip(bytes("id,name\n1,a\n"));
        Path csv = folder.resolve("cut.csv.gz");
        Path json = folder.resolve("cut.jsonl.gz");
        for (Path file : List.of(csv, json)) {
            Files.write(file, Arrays.copyOf(whole, 12));
            assertThatThrownBy(() -> GatedBatch.of(CONTRACT, Input.of(file.toString())))
                    .hasStackTraceContaining(file
                            + ": cannot be read: its gzip data ends early, at byte 12; deliver the complete file again")
                    .isInstanceOf(UnreadableSourceException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"parquet", "avro", "orc"})
    void aTextThatIsNamedLikeATableIsRefused(String format) throws IOException {
        refused(
                "a." + format,
                bytes("id,name\n1,x\n"),
                "is plain text, whatever its name says; give it the ending .csv");
        refused(
                "b." + format,
                bytes("{\"id\": 1}\n"),
                "is JSON text, whatever its name says; give it the ending .json");
        refused(
                "c." + format,
                zip("xl/workbook.xml"),
                "is an Excel workbook, whatever its name says; save it as CSV UTF-8 in Excel");
    }

    @Test
    void textOfTheOtherKindIsTold() throws IOException {
        refused("a.json", bytes("id,name\n1,x\n"), "is not JSON: it begins with id,name; write JSON lines or an array");
        assertThatThrownBy(
                        () -> GatedBatch.of(CONTRACT, GatedBatch.file(folder, "a.csv", "{\"id\": 1}\n{\"id\": 2}\n")))
                .hasMessageEndingWith("is it JSON? Give it the ending .json, or --format json");
    }

    @Test
    void wordsThatFilesOfOtherFormatsBeginWithAreTexts() {
        for (String header : new String[] {"ORCID", "PAR1", "BZh9", "Obj"}) {
            GatedBatch read = GatedBatch.of(CONTRACT, GatedBatch.file(folder, "a.csv", header + ",id,name\nz,1,x\n"));
            assertThat(read.published()).containsExactly("1|x|null");
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,EF BB BF", "UTF-16LE,FF FE", "UTF-16BE,FE FF"})
    void excelsByteOrderMarkTellsTheEncoding(String encoding, String mark) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : mark.split(" ", -1)) {
            bytes.write(Integer.parseInt(part, 16));
        }
        bytes.write("id,name,x\r\n1,é,2.5\r\n".getBytes(Charset.forName(encoding)));
        Path file = folder.resolve("a.csv");
        Files.write(file, bytes.toByteArray());
        assertThat(GatedBatch.of(CONTRACT, Input.of(file.toString())).published())
                .containsExactly("1|é|2.5");
    }

    @Test
    void whatExcelWritesOtherwiseIsToldWithTheLinesForTheContract() throws IOException {
        refused(
                "a.csv",
                "id,name\n1,x\n".getBytes(StandardCharsets.UTF_16LE),
                "none of its columns is in the contract; its columns are ");
        assertThatThrownBy(() ->
                        GatedBatch.of(CONTRACT, Input.of(folder.resolve("a.csv").toString())))
                .hasMessageEndingWith("customProperties: [{property: encoding, value: UTF-16LE}]}]");
        assertThatThrownBy(() -> GatedBatch.of(CONTRACT, GatedBatch.file(folder, "b.csv", "sep=;\nid;name\n1;x\n")))
                .hasMessageContaining(
                        "its first line tells Excel the delimiter: remove the line, and set the delimiter in the"
                                + " contract: ")
                .hasMessageEndingWith("customProperties: [{property: delimiter, value: ';'}]}]");
        assertThatThrownBy(() -> GatedBatch.of(CONTRACT, GatedBatch.file(folder, "c.csv", "nr;bez\n1;x\n")))
                .hasMessageContaining("is the delimiter ';'? Set it in the contract: servers: ");
        GatedBatch commas =
                GatedBatch.of(CONTRACT, GatedBatch.file(folder, "d.csv", "id,x\n1,\"1.234,5\"\n2,\"2,5\"\n"));
        assertThat(commas.reasons()).containsExactly("x.type=1.234,5", "x.type=2,5");
        assertThat(commas.batch().warnings())
                .containsExactly(folder.resolve("d.csv")
                        + ": numbers of 'x' have a decimal comma (1.234,5), and are not numbers here: write"
                        + " them with a decimal point");
    }
}
