package io.assay.validation;

import static io.assay.validation.TestContract.DOUBLE;
import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static io.assay.validation.TestContract.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ColumnType.Json.Shape;
import io.assay.validation.source.Input;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types of Parquet and Avro beyond those of Spark, in files of pyarrow, DuckDB and fastavro. */
class StoredTypesTest {
    private static final Path FILES = Path.of("src/test/resources/cases/stored-types");
    private static final ColumnType TIME = new ColumnType.Time(Optional.empty());
    private static final ColumnType OBJECT = new ColumnType.Json(Shape.OBJECT);
    private static final ColumnType LIST = new ColumnType.Json(Shape.ARRAY);
    private static final ColumnType ANY = new ColumnType.Json(Shape.ANY);

    @TempDir
    Path folder;

    private static GatedBatch read(String file, TestContract contract) {
        return GatedBatch.withJavaTimes(contract, Input.of(FILES.resolve(file).toString()));
    }

    @Test
    void unsignedAndLongIntegersAreExactOrFaultsOfTheirOwnItem() {
        GatedBatch read = read(
                "unsigned.parquet",
                TestContract.of("t")
                        .with("u32", LONG)
                        .with("u64", new ColumnType.Decimal(20, 0))
                        .with("d38", new ColumnType.Decimal(38, 0))
                        .with("lu", new ColumnType.Array(LONG)));
        assertThat(read.published())
                .containsExactly(
                        "4294967295|18446744073709551615|-99999999999999999999999999999999999999|WrappedArray(null)",
                        "null|null|null|null");
        assertThat(read.reasons()).containsExactly("lu.items.type=[1]=18446744073709551615");
        GatedBatch doubles = read(
                "unsigned.parquet", TestContract.of("t").with("u64", DOUBLE).with("d38", LONG));
        assertThat(doubles.reasons())
                .containsExactly(
                        "d38.type=99999999999999999999999999999999999999",
                        "u64.type=18446744073709551615,d38.type=-99999999999999999999999999999999999999");
    }

    @Test
    void decimalsOfMoreThan38DigitsAreRefused() {
        TestContract contract = TestContract.of("t").with("d40", new ColumnType.Decimal(38, 0));
        assertThatThrownBy(() -> read("unsigned.parquet", contract))
                .hasMessageEndingWith("column 'd40' is of Parquet's type DECIMAL(40,0), which is not read here; "
                        + "write a decimal of at most 38 digits");
    }

    @Test
    void mapsObjectsAndListsOfDuckDbAreKeptAsJson() {
        GatedBatch read = read(
                "duck.parquet",
                TestContract.of("t")
                        .with("uu", STRING)
                        .with("t", new ColumnType.Time(Optional.of("HH.mm")))
                        .with("tz", TIME)
                        .with("m", OBJECT)
                        .with("st", OBJECT)
                        .with("ll", ANY));
        assertThat(read.reasons()).isEmpty();
        assertThat(read.published())
                .containsExactly(
                        "00112233-4455-6677-8899-aabbccddeeff|12:34:56.789|10:00:00|{\"k\":1}"
                                + "|{\"a\":1,\"b\":{\"c\":\"x\"}}|[[1],[2,3]]",
                        "null|null|null|null|null|null");
    }

    @Test
    void nestedValuesOfArrowAreReadAtAnyDepth() {
        GatedBatch read = read(
                "nested.parquet",
                TestContract.of("t")
                        .with("m", OBJECT)
                        .with("mi", OBJECT)
                        .with("ms", ANY)
                        .with("s", OBJECT)
                        .with("ln", new ColumnType.Array(TIMESTAMP))
                        .with("ll", LIST)
                        .with("t", TIME)
                        .with("tm", TIME)
                        .with("tn", TIME));
        assertThat(read.reasons()).isEmpty();
        assertThat(read.published())
                .containsExactly(
                        "{\"a\":1,\"b\":null}|{\"1\":\"x\"}|{\"k\":[{\"a\":1}]}"
                                + "|{\"a\":1,\"b\":null,\"t\":\"2020-01-01T00:00:00.000000Z\"}"
                                + "|WrappedArray(2020-01-01T00:00:00Z)|[[1,2],[]]|12:34:56.789|01:02:03|01:02:03.000000001",
                        "null|{}|null|null|null|[null]|null|null|null");
        ColumnType lists = new ColumnType.Array(new ColumnType.Array(LONG));
        assertThat(read("nested.parquet", TestContract.of("t").with("ll", lists))
                        .published())
                .containsExactly("WrappedArray(WrappedArray(1, 2), WrappedArray())", "WrappedArray(null)");
    }

    @Test
    void listsOfOldWritersAreListsOfTheirItems() {
        ColumnType items = new ColumnType.Array(new ColumnType.Struct(List.of(TestContract.column("a", LONG))));
        GatedBatch read = read(
                "legacy.parquet",
                TestContract.of("t").with("l", new ColumnType.Array(LONG)).with("ls", items));
        assertThat(read.published()).containsExactly("WrappedArray(1, 2)|WrappedArray([1])", "null|null");
    }

    @Test
    void aUuidIsItsTextOrItsBytes() {
        assertThat(read("uuid.parquet", TestContract.of("t").with("uu", STRING)).published())
                .containsExactly("00112233-4455-6677-8899-aabbccddeeff", "null");
        GatedBatch bytes = read("uuid.parquet", TestContract.of("t").with("uu", new ColumnType.Bytes()));
        assertThat((byte[]) bytes.passing().get(0).get(0)).hasSize(16).startsWith(0x00, 0x11, 0x22);
    }

    @Test
    void avrosLogicalTypesAndUnionsAreReadAsWhatTheyMean() {
        GatedBatch read = read(
                "logical.avro",
                TestContract.of("t")
                        .with("tms", TIME)
                        .with("tus", TIME)
                        .with("tsns", TIMESTAMP)
                        .with("lns", TIMESTAMP)
                        .with("uuidf", STRING)
                        .with("u1", LONG)
                        .with("u3", STRING)
                        .with("u4", ANY)
                        .with("m", OBJECT)
                        .with("ltn", new ColumnType.Array(TIMESTAMP))
                        .with("decf", new ColumnType.Decimal(38, 0)));
        assertThat(read.reasons()).isEmpty();
        String same = "01:02:03.004|01:02:03.000004|2020-01-02T03:04:05.678901Z|2020-01-02T03:04:05.678901Z"
                + "|00000000-0000-0000-0000-000000000001|";
        String end = "|{\"a\":1}|WrappedArray(2020-01-02T03:04:05.678901Z)|99999999999999999999999999999999999999";
        assertThat(read.published()).containsExactly(same + "5|x|s" + end, same + "1099511627776|7|{\"a\":1}" + end);
        GatedBatch numbers = read(
                "logical.avro",
                TestContract.of("t").with("tms", LONG).with("tsns", LONG).with("u3", LONG));
        assertThat(numbers.published()).containsExactly("3723004|1577934245678901234|7");
        assertThat(numbers.reasons()).containsExactly("u3.type=x");
    }

    @Test
    void anEncryptedColumnIsRefusedAndTheOthersAreRead() {
        TestContract both = TestContract.of("t").with("id", LONG).with("secret", STRING);
        assertThatThrownBy(() -> read("encrypted.parquet", both))
                .hasMessageEndingWith(
                        "encrypted.parquet: is encrypted, which is not read here; deliver it without encryption");
        assertThatThrownBy(() -> read("encrypted-column.parquet", both))
                .hasMessageEndingWith(
                        "column 'secret' is encrypted, which is not read here; deliver it without encryption");
        assertThat(read("encrypted-column.parquet", TestContract.of("t").with("id", LONG))
                        .published())
                .containsExactly("1", "2");
    }

    @Test
    void anItemOrFieldThatDoesNotFitIsAFaultOfItsOwnPath() {
        LocalSpark.spark()
                .sql("SELECT array(1.5D, 2D, 3.25D) AS n, array(named_struct('a', 7D, 'at', DATE'2020-01-01'),"
                        + " named_struct('a', 0.5D, 'at', CAST(NULL AS DATE))) AS l, named_struct('a', 1e30D) AS s")
                .write()
                .parquet(folder.resolve("p").toString());
        ColumnType fields = new ColumnType.Struct(List.of(
                TestContract.column("a", LONG), TestContract.column("at", new ColumnType.Date(Optional.empty()))));
        GatedBatch read = GatedBatch.of(
                TestContract.of("t")
                        .with("n", new ColumnType.Array(LONG))
                        .with("l", new ColumnType.Array(fields))
                        .with("s", new ColumnType.Struct(List.of(TestContract.column("a", LONG)))),
                Input.of(folder.resolve("p").toString()));
        assertThat(read.reasons())
                .containsExactly("n.items.type=[0]=1.5, [2]=3.25,l.items.a.type=[1]=0.5,s.a.type=1.0E30");
    }

    @Test
    void untypedValuesOfTextsAreKeptAsTheyAreWritten() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("o", OBJECT)
                .with("l", LIST)
                .with("any", ANY)
                .with("items", new ColumnType.Array(ANY));
        GatedBatch json = GatedBatch.of(contract, GatedBatch.file(folder, "a.json", """
                        {"id": 1, "o": {"a": 1.10, "b": [null]}, "l": [1, "x"], "any": 5, "items": ["a", {"b": 2}]}
                        {"id": 2, "o": [1], "l": {}, "any": {"z": 1e400}}
                        {"id": 3, "o": "{\\"q\\": 1}", "l": "no", "any": "text"}
                        """));
        assertThat(json.published())
                .containsExactly("1|{\"a\":1.10,\"b\":[null]}|[1,\"x\"]|5|WrappedArray(a, {\"b\":2})");
        assertThat(json.reasons()).containsExactly("o.type=[1],l.type={}", "l.type=no");
        GatedBatch csv = GatedBatch.of(
                contract, GatedBatch.file(folder, "a.csv", "id,o,l,any\n1,\"{\"\"a\"\": 1}\",[],x\n2,{,\"[1]]\",[\n"));
        assertThat(csv.published()).containsExactly("1|{\"a\": 1}|[]|x|null");
        assertThat(csv.reasons()).containsExactly("o.type={,l.type=[1]]");
    }

    @Test
    void objectsAndListsInQuotesAreReadAsInACsv() {
        ColumnType who = new ColumnType.Struct(List.of(TestContract.column("age", LONG)));
        GatedBatch read = GatedBatch.of(
                TestContract.of("t").with("who", who).with("l", new ColumnType.Array(LONG)),
                GatedBatch.file(
                        folder,
                        "a.json",
                        "{\"who\": \"{\\\"age\\\": 7}\", \"l\": \"[1]\"}\n{\"who\": \"{\\\"age\\\": 7}}\", \"l\": \"1\"}\n"));
        assertThat(read.published()).containsExactly("[7]|WrappedArray(1)");
        assertThat(read.reasons()).containsExactly("who.type={\"age\": 7}},l.type=1");
    }
}
