package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ColumnType.Json.Shape;
import io.assay.definition.contract.ContractColumn;
import io.assay.validation.source.Input;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of a source's columns that need quotes, and JSON that is nested deeply. */
class HostileNamesAndDepthsTest {
    private static final List<String> NAMES = List.of("a.b", "a b", "it's", "\"q\"", "b`t", "x,y", "ä[0]", "select");

    @TempDir
    Path folder;

    /** Spark's writer of ORC cuts names at a back quote. */
    private static String written(String format, String name) {
        return format.equals("orc") ? name.replace("`", "") : name;
    }

    private static TestContract contract(String format) {
        TestContract contract = TestContract.of("t");
        for (int i = 0; i < NAMES.size(); i++) {
            contract.from("c" + i, written(format, NAMES.get(i)), LONG, false);
        }
        ColumnType inside = new ColumnType.Struct(List.of(new ContractColumn(
                "f", written(format, "d.e`f"), LONG, false, Optional.empty(), Optional.empty(), List.of())));
        return contract.with("in", inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "csv", "json"})
    void physicalNamesOfEveryKindAreRead(String format) {
        StringBuilder select = new StringBuilder("SELECT ");
        for (int i = 0; i < NAMES.size(); i++) {
            select.append("CAST(%d AS BIGINT) AS `%s`, "
                    .formatted(i, written(format, NAMES.get(i)).replace("`", "``")));
        }
        String nested = "named_struct('%s', CAST(2.5 AS DOUBLE))".formatted(written(format, "d.e`f"));
        select.append(format.equals("csv") ? "to_json(%s)".formatted(nested) : nested)
                .append(" AS `in`");
        LocalSpark.spark()
                .sql(select.toString())
                .write()
                .option("header", "true")
                .option("escape", "\"")
                .format(format)
                .save(folder.resolve("f").toString());
        GatedBatch read = GatedBatch.of(
                contract(format), new Input(List.of(folder.resolve("f").toString()), Optional.of(format), Map.of()));
        assertThat(read.reasons()).containsExactly("in.f.type=2.5");
        String row = read.quarantined().get(0).getString(2);
        String tick = "\"%s\":".formatted(written(format, "b`t"));
        assertThat(row).contains("\"a.b\":", tick, "\"it's\":", "\"\\\"q\\\"\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepJsonIsOneMalformedRowInLinesAndArrays(String open) {
        String close = open.equals("[") ? "]" : "}";
        String deep = "{\"id\":1,\"v\":" + open.repeat(10_000) + "1" + close.repeat(10_000) + "}";
        String shallow = "{\"id\":2,\"v\":" + open.repeat(100) + "1" + close.repeat(100) + "}";
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("v", new ColumnType.Json(Shape.ANY))
                .with("s", STRING);
        for (String text : List.of(deep + "\n" + shallow + "\n", "[" + deep + ",\n" + shallow + "]")) {
            GatedBatch read = GatedBatch.of(contract, GatedBatch.file(folder, "a.json", text));
            assertThat(read.reasons()).singleElement().asString().startsWith("row.malformed=broken JSON: ");
            assertThat(read.published()).singleElement().asString().startsWith("2|" + open);
        }
    }

    @Test
    void deepJsonInACsvBreaksItsOwnColumn() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        GatedBatch read = GatedBatch.of(
                TestContract.of("t").with("id", LONG).with("v", new ColumnType.Json(Shape.ARRAY)),
                GatedBatch.file(folder, "a.csv", "id,v\n1," + deep + "\n2,[]\n"));
        assertThat(read.reasons()).singleElement().asString().startsWith("v.type=[[[");
        assertThat(read.published()).containsExactly("2|[]");
    }
}
