package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.validation.source.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.UnionColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of types that ORC has and Spark has not: {@code char}, {@code varchar} and {@code uniontype}. */
class OrcColumnsTest {
    private static final int ROWS = 3;

    @TempDir
    Path folder;

    /** Fills a column of three rows. */
    private interface Filling {
        void fill(ColumnVector column);
    }

    /** A file with an id from 1, and the column {@code v}. */
    private Input file(String type, Filling filling) throws IOException {
        Path file = folder.resolve("a.orc");
        Files.deleteIfExists(file);
        TypeDescription schema = TypeDescription.fromString("struct<id:bigint,v:%s>".formatted(type));
        VectorizedRowBatch batch = schema.createRowBatch();
        for (int i = 0; i < ROWS; i++) {
            ((LongColumnVector) batch.cols[0]).vector[i] = i + 1L;
        }
        filling.fill(batch.cols[1]);
        batch.size = ROWS;
        try (Writer writer = OrcFile.createWriter(
                new org.apache.hadoop.fs.Path(file.toString()),
                OrcFile.writerOptions(new Configuration()).setSchema(schema))) {
            writer.addRowBatch(batch);
        }
        return Input.of(file.toString());
    }

    private static void texts(ColumnVector column, String... values) {
        BytesColumnVector texts = (BytesColumnVector) column;
        texts.initBuffer();
        for (int i = 0; i < values.length; i++) {
            texts.setVal(i, values[i].getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void union(ColumnVector column) {
        UnionColumnVector union = (UnionColumnVector) column;
        ((LongColumnVector) union.fields[0]).vector[0] = 7;
        texts(union.fields[1], "", "x", "y");
        union.tags[1] = 1;
        union.tags[2] = 1;
    }

    /** Without the blanks that fill a {@code char} up: they are no part of its value. */
    @Test
    void charAndVarcharAreTextsWithoutTheirPadding() throws IOException {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("v", STRING)
                .rule("v.maxLength", "v", new Check.Length("v", OptionalInt.empty(), OptionalInt.of(2)));
        GatedBatch fixed = GatedBatch.of(contract, file("char(5)", v -> texts(v, "ab", "ä😀", "abc ")));
        assertThat(fixed.published()).containsExactly("1|ab", "2|ä😀");
        assertThat(fixed.reasons()).containsExactly("v.maxLength=abc");
        GatedBatch varying = GatedBatch.of(contract, file("varchar(5)", v -> texts(v, "a ", "", "abcdefg")));
        assertThat(varying.published()).containsExactly("1|a ", "2|");
        assertThat(varying.reasons()).containsExactly("v.maxLength=abcde");
    }

    @Test
    void charsAreReadAsNumbersAndInsideOfLists() throws IOException {
        GatedBatch numbers = GatedBatch.of(
                TestContract.of("t").with("id", LONG).with("v", LONG), file("char(5)", v -> texts(v, "7", "-8 ", "x")));
        assertThat(numbers.published()).containsExactly("1|7", "2|-8");
        assertThat(numbers.reasons()).containsExactly("v.type=x");
        GatedBatch lists = GatedBatch.of(
                TestContract.of("t").with("id", LONG).with("v", new ColumnType.Array(STRING)),
                file("array<char(3)>", OrcColumnsTest::list));
        assertThat(lists.passing())
                .extracting(row -> row.getList(1))
                .containsExactly(List.of("a"), List.of("b"), List.of("c"));
    }

    private static void list(ColumnVector column) {
        ListColumnVector list = (ListColumnVector) column;
        texts(list.child, "a", "b", "c");
        list.childCount = ROWS;
        for (int i = 0; i < ROWS; i++) {
            list.offsets[i] = i;
            list.lengths[i] = 1;
        }
    }

    @Test
    void aUnionIsRefusedByNameWhereTheContractAsksForIt() throws IOException {
        Input input = file("uniontype<int,string>", OrcColumnsTest::union);
        assertThatThrownBy(() ->
                        GatedBatch.of(TestContract.of("t").with("id", LONG).with("v", STRING), input))
                .hasMessageContaining(
                        "a.orc: column 'v' is of ORC's type uniontype<int,string>, which is not read here;"
                                + " write it as text");
    }

    @Test
    void aUnionThatTheContractDoesNotHaveIsLeftOut() throws IOException {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .rule("id.maximum", "id", new Check.OneOf("id", List.of("1", "2")));
        GatedBatch read = GatedBatch.of(contract, file("uniontype<int,string>", OrcColumnsTest::union));
        assertThat(read.published()).containsExactly("1", "2");
        assertThat(read.reasons()).containsExactly("id.maximum=3");
        assertThat(read.batch().warnings()).singleElement().asString().endsWith("left out, not in the contract: v");
        GatedBatch inside = GatedBatch.of(
                contract, file("struct<u:uniontype<int,string>>", v -> union(((StructColumnVector) v).fields[0])));
        assertThat(inside.published()).containsExactly("1", "2");
    }

    @Test
    void aUnionInsideOfAnObjectRefusesTheObject() throws IOException {
        ColumnType object = new ColumnType.Struct(List.of(TestContract.column("n", LONG)));
        Input input = file("struct<n:bigint,u:uniontype<int,string>>", v -> {
            StructColumnVector fields = (StructColumnVector) v;
            ((LongColumnVector) fields.fields[0]).vector[0] = 5;
            union(fields.fields[1]);
        });
        assertThatThrownBy(() ->
                        GatedBatch.of(TestContract.of("t").with("id", LONG).with("v", object), input))
                .hasMessageContaining("column 'v' is of ORC's type struct<n:bigint,u:uniontype<int,string>>");
    }
}
