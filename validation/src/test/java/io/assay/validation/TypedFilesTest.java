package io.assay.validation;

import static io.assay.validation.TestContract.DOUBLE;
import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static io.assay.validation.TestContract.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.source.Input;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet, Avro and ORC files, each by its own schema. */
class TypedFilesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");

    @TempDir
    Path folder;

    private static Input of(Path path) {
        return Input.of(path.toString());
    }

    private Input folder(String format) {
        return new Input(List.of(folder.resolve("in").toString()), Optional.of(format), Map.of());
    }

    private void write(String format, String name, String query) throws IOException {
        Path out = folder.resolve("out");
        LocalSpark.spark()
                .sql(query)
                .coalesce(1)
                .write()
                .mode("overwrite")
                .format(format)
                .save(out.toString());
        Files.createDirectories(folder.resolve("in"));
        try (var files = Files.list(out)) {
            Path part = files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
            Files.move(part, folder.resolve("in").resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void refused(TestContract contract, Input input, String message) {
        assertThatThrownBy(() -> GatedBatch.of(contract, input)).hasStackTraceContaining(message);
    }

    @Test
    void oneColumnInTwoTypesIsReadFromEachFileInItsOwn() {
        TestContract integers = TestContract.of("t").required("id", LONG).with("v", LONG);
        assertThat(GatedBatch.of(integers, of(CASES.resolve("parquet-folder-mixed-types/ints")))
                        .published())
                .hasSize(4)
                .doesNotHaveDuplicates();
        TestContract decimals = TestContract.of("m").with("id", LONG).with("v", new ColumnType.Decimal(12, 2));
        GatedBatch read = GatedBatch.of(decimals, of(CASES.resolve("parquet-folder-mixed-types/decimals")));
        assertThat(read.reasons()).containsExactly("v.type=2.2345");
        assertThat(read.published()).isNotEmpty();
    }

    @Test
    void aColumnThatOnlySomeFilesHaveIsReadFromThem() {
        TestContract contract = TestContract.of("t").required("id", LONG).with("v", LONG);
        assertThat(GatedBatch.of(contract, of(CASES.resolve("parquet-folder-new-column/new")))
                        .published())
                .satisfiesExactlyInAnyOrder(
                        row -> assertThat(row).endsWith("|null"),
                        row -> assertThat(row).endsWith("|7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "orc"})
    void aRequiredColumnThatOneFileLacksRefusesTheBatch(String format) throws IOException {
        write(format, "a." + format, "SELECT 1 AS id, 2 AS v");
        write(format, "b." + format, "SELECT 1 AS id");
        refused(
                TestContract.of("t").with("id", LONG).required("v", LONG),
                folder(format),
                "in/b.%s: has no column 'v', which the contract requires; its columns are id: fix the file"
                        .formatted(format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "orc"})
    void anAllNullColumnFitsEveryTypeAndAnotherIsReportedWithFileColumnAndTypes(String format) throws IOException {
        write(format, "a." + format, "SELECT 1 AS id, 'x' AS v");
        write(format, "b." + format, "SELECT 2 AS id, CAST(NULL AS INT) AS v");
        TestContract contract = TestContract.of("t").with("id", LONG).with("v", STRING);
        assertThat(GatedBatch.of(contract, folder(format)).published()).containsExactlyInAnyOrder("1|x", "2|null");
        write(format, "c." + format, "SELECT * FROM VALUES (3, 5), (4, NULL) AS t(id, v)");
        refused(
                contract,
                folder(format),
                "in/c.%s: column 'v' is int, the contract says string; deliver it in the contract's type, or change"
                        .formatted(format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"date.parquet", "ts.parquet", "int96.parquet", "a.avro"})
    void datesBefore1582AndTimestampsBefore1900AreGregorian(String file) {
        TestContract contract = TestContract.of("a")
                .with("id", LONG)
                .with("born", new ColumnType.Date(Optional.empty()))
                .with("at", TIMESTAMP);
        GatedBatch read = GatedBatch.of(contract, of(CASES.resolve("parquet-ancient-dates/" + file)));
        assertThat(read.reasons()).isEmpty();
        List<String> values = LocalSpark.spark()
                .createDataFrame(read.passing(), read.passing().get(0).schema())
                .selectExpr("coalesce(CAST(born AS STRING), CAST(at AS STRING), 'none')")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        assertThat(values).containsAnyOf("1500-01-01", "1899-12-31 00:00:00");
        assertThat(values).isSubsetOf("1500-01-01", "1899-12-31 00:00:00", "none");
    }

    /**
     * Written by pyarrow: dates, times without a zone and instants, of the years 1, 1500, 1582, 1969, 2013 and 9999.
     */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Los_Angeles"})
    void datesAndTimesOfOrcAreTheSameInEveryZone(String machine) {
        TestContract contract = TestContract.of("a")
                .with("day", new ColumnType.Date(Optional.empty()))
                .with("local", TIMESTAMP)
                .with("at", TIMESTAMP);
        inZone(machine, () -> {
            List<String> values = texts(
                    GatedBatch.withJavaTimes(contract, of(CASES.resolve("orc-times/pyarrow.orc"))),
                    "day",
                    "local",
                    "at");
            assertThat(values)
                    .containsExactly(
                            "0001-01-01 0001-01-01 00:00:00 0001-01-01 00:00:00",
                            "1500-03-01 1500-03-01 01:02:03.000004 1500-03-01 01:02:03.000004",
                            "1582-10-10 1582-10-10 23:59:59.999999 1582-10-10 23:59:59.999999",
                            "1969-12-31 1969-12-31 23:59:58.5 1969-12-31 23:59:58.5",
                            "2013-03-31 2013-03-31 02:30:00 2013-03-31 02:30:00",
                            "9999-12-31 9999-12-31 23:59:59.999999 9999-12-31 23:59:59.999999");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin"})
    void datesAndInstantsThatSparkWroteAsOrcAreReadBack(String writer) {
        TestContract contract = TestContract.of("a")
                .with("day", new ColumnType.Date(Optional.empty()))
                .with("local", TIMESTAMP)
                .with("at", TIMESTAMP);
        inZone(
                writer,
                () -> write(
                        "orc",
                        "a.orc",
                        "SELECT * FROM VALUES (DATE'1500-03-01', TIMESTAMP_NTZ'2013-03-31 02:30:00', TIMESTAMP'2013-03-31 02:30:00.5'),"
                                + " (DATE'2020-02-29', TIMESTAMP_NTZ'1969-12-31 12:00:00.25', TIMESTAMP'1969-12-31 23:59:58.25')"
                                + " AS t(day, local, at)"));
        assertThat(texts(GatedBatch.withJavaTimes(contract, folder("orc")), "day", "local", "at"))
                .containsExactly(
                        "1500-03-01 2013-03-31 02:30:00 2013-03-31 02:30:00.5",
                        "2020-02-29 1969-12-31 12:00:00.25 1969-12-31 23:59:58.25");
    }

    @Test
    void anOrcTimestampThatMayBeOfTwoSecondsIsRefused() throws IOException {
        write("orc", "a.orc", "SELECT TIMESTAMP'1969-12-31 23:59:59.5' AS at");
        refused(
                TestContract.of("a").with("at", TIMESTAMP),
                folder("orc"),
                "in/a.orc: cannot be read to its end as orc: a timestamp is less than a second from 1970-01-01T00:00:00");
    }

    @Test
    void anOrcTimeThatItsWritersClockShowedTwiceIsRefused() {
        inZone("Europe/Berlin", () -> write("orc", "a.orc", "SELECT TIMESTAMP'2013-10-27 00:30:00' AS at"));
        refused(
                TestContract.of("a").with("at", TIMESTAMP),
                folder("orc"),
                "in/a.orc: cannot be read to its end as orc: its writer's clock (Europe/Berlin) showed a time twice");
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inZone(String zone, Work work) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static List<String> texts(GatedBatch read, String... columns) {
        assertThat(read.reasons()).isEmpty();
        String all = Stream.of(columns).map("CAST(%s AS STRING)"::formatted).collect(Collectors.joining(", ' ', "));
        return LocalSpark.spark()
                .createDataFrame(read.passing(), read.passing().get(0).schema())
                .selectExpr("concat(%s)".formatted(all))
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "brotli.parquet|column 'id' is compressed with BROTLI, which is not read here; write it with snappy, gzip",
                "bss.parquet|column 'v' is encoded as BYTE_STREAM_SPLIT, which is not read here; write it with the plain",
                "half.parquet|column 'v' is of a type that is not known here, such as FLOAT16, and no column of the file can"
            })
    void whatSparkCannotDecodeIsRefusedByName(String file, String message) {
        TestContract contract = TestContract.of("t").with("id", LONG).with("v", DOUBLE);
        Path path = CASES.resolve("parquet-unreadable/" + file);
        refused(contract, of(path), file + ": " + message);
    }

    @Test
    void aColumnThatCannotBeReadAndIsNotInTheContractIsLeftOut() {
        GatedBatch read = GatedBatch.of(
                TestContract.of("t").with("id", LONG), of(CASES.resolve("parquet-unreadable/time.parquet")));
        assertThat(read.published()).containsExactly("1");
        assertThat(read.batch().warnings()).singleElement().asString().endsWith("left out, not in the contract: t");
    }

    @Test
    void localTimesThatAClockChangeSkipsAreFaultsAsInTexts() throws IOException {
        write(
                "parquet",
                "a.parquet",
                "SELECT * FROM VALUES (1, TIMESTAMP_NTZ'2013-03-31 02:30:00'), (2, TIMESTAMP_NTZ'2013-10-27 02:30:00'),"
                        + " (3, TIMESTAMP_NTZ'2013-07-01 00:00:00') AS t(id, at)");
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("at", new ColumnType.Timestamp(Optional.empty(), ZoneId.of("Europe/Berlin")));
        GatedBatch read = GatedBatch.of(contract, folder("parquet"));
        assertThat(read.reasons()).containsExactly("at.type=2013-03-31 02:30:00");
        assertThat(read.passing())
                .extracting(row -> row.getTimestamp(1).toInstant().toString())
                .containsExactly("2013-10-27T00:30:00Z", "2013-06-30T22:00:00Z");
    }

    @Test
    void integersThatTheTypeDoesNotHoldExactlyAreFaults() throws IOException {
        write(
                "parquet",
                "a.parquet",
                "SELECT * FROM VALUES (9007199254740993L, 1.0D), (9223372036854775807L, 9223372036854775808D), (5L, 3D)"
                        + " AS t(x, n)");
        GatedBatch read = GatedBatch.of(TestContract.of("t").with("x", DOUBLE).with("n", LONG), folder("parquet"));
        assertThat(read.reasons())
                .containsExactly("x.type=9007199254740993", "x.type=9223372036854775807,n.type=9.223372036854776E18");
        assertThat(read.published()).containsExactly("5.0|3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "orc"})
    void filesByOddNamesAreReadAndCanBeSought(String format) throws IOException {
        List<String> names = List.of("a b", "a[1]", "a{2}", "a:3", "a%20", "a\\4", "_a", "ä");
        for (String name : names) {
            write(format, name + "." + format, "SELECT 1 AS id, 'x' AS v");
        }
        TestContract contract = TestContract.of("t").with("id", LONG).with("v", LONG);
        Input all = new Input(
                names.stream()
                        .map(name -> folder.resolve("in/" + name + "." + format).toString())
                        .toList(),
                Optional.empty(),
                Map.of());
        GatedBatch read = GatedBatch.of(contract, all);
        assertThat(read.quarantined())
                .extracting(row -> row.<String>getAs("source"))
                .containsExactlyInAnyOrderElementsOf(all.paths());
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "orc"})
    void aDamagedFileIsRefusedByName(String format) throws IOException {
        write(format, "a." + format, "SELECT id, repeat(uuid(), 3) AS v FROM range(2000)");
        Path file = folder.resolve("in/a." + format);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 3; i < bytes.length / 2; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);
        TestContract contract = TestContract.of("t").with("id", LONG).with("v", STRING);
        refused(contract, of(file), "in/a.%s: cannot be read to its end as %s: ".formatted(format, format));
        Files.write(file, Arrays.copyOf(bytes, 3));
        assertThatThrownBy(() -> Gate.of(contract.dataset()).read(LocalSpark.spark(), of(file)))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("in/a.%s: cannot be read".formatted(format));
    }
}
