package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static io.assay.validation.TestContract.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Bounds.Bound;
import io.assay.definition.contract.ColumnType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules about fields and items at any depth, and what reports say about them. */
class NestedRulesTest {
    private static final ColumnType LINE = new ColumnType.Struct(
            List.of(column("sku", STRING), column("qty", LONG), column("tags", new ColumnType.Array(STRING))));

    @TempDir
    Path folder;

    private static TestContract orders() {
        return TestContract.of("orders")
                .with("id", LONG)
                .with("lines", new ColumnType.Array(LINE))
                .with("grid", new ColumnType.Array(new ColumnType.Array(LONG)))
                .with("who", new ColumnType.Struct(List.of(column("name", STRING), column("mail", STRING))));
    }

    private static Check least(String path, String minimum) {
        return new Check.Bounds(path, Optional.of(new Bound(minimum, true)), Optional.empty());
    }

    @Test
    void reasonsSayWhichItems() {
        TestContract contract = orders().rule("sku.required", "lines.items.sku", new Check.Required("lines.items.sku"))
                .rule("line.required", "lines.items", new Check.Required("lines.items"))
                .rule("qty.minimum", "lines.items.qty", least("lines.items.qty", "1"))
                .rule("sku.pattern", "lines.items.sku", new Check.Matches("lines.items.sku", "^[A-Z]+$"))
                .rule("tags.unique", "lines.items.tags", new Check.UniqueItems("lines.items.tags"))
                .rule(
                        "tag.listed",
                        "lines.items.tags.items",
                        new Check.OneOf("lines.items.tags.items", List.of("new", "old")))
                .rule("cell.minimum", "grid.items.items", least("grid.items.items", "0"))
                .rule("row.items", "grid.items", new Check.Items("grid.items", OptionalInt.of(1), OptionalInt.of(2)))
                .rule("grid.unique", "grid", new Check.UniqueItems("grid"))
                .rule("who.minProperties", "who", new Check.Properties("who", OptionalInt.of(2), OptionalInt.empty()));
        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "orders.json", """
                {"id":1,"lines":[{"sku":"A","qty":1,"tags":["new","old"]}],"grid":[[1],[2,3]],"who":{"name":"n","mail":"m"}}
                {"id":2,"lines":[{"sku":"A"},{"qty":0},null,{"sku":"b","qty":-1}]}
                {"id":3,"lines":[{"sku":["x"],"qty":"many"},{"qty":"1"}]}
                {"id":4,"lines":[{"sku":"A","tags":["new","new"]},{"sku":"B","tags":["odd","new",null]}]}
                {"id":5,"grid":[[1],[],[1],[5,-6,-7]],"who":{"name":"n"}}
                {"id":6,"lines":[],"grid":null,"who":null}
                {"id":7,"grid":[[1,2],[1,2.5]]}
                {"id":8,"grid":[[-1,-2,-3,-4,-5,-6,-7]]}
                """));

        assertThat(gated.reasons())
                .containsExactly(
                        "sku.required=[1],line.required=[2],qty.minimum=[1]=0, [3]=-1,sku.pattern=[3]=b",
                        "sku.required=[1],lines.items.sku.type=[0]=[\"x\"],lines.items.qty.type=[0]=many",
                        "tags.unique=[0]=[\"new\",\"new\"],tag.listed=[1][0]=odd",
                        "cell.minimum=[3][1]=-6, [3][2]=-7,row.items=[1]=[], [3]=[5,-6,-7],"
                                + "grid.unique=[[1],[],[1],[5,-6,-7]],who.minProperties={\"name\":\"n\"}",
                        "grid.items.items.type=[1][1]=2.5",
                        "cell.minimum=[0][0]=-1, [0][1]=-2, [0][2]=-3, [0][3]=-4, [0][4]=-5, ...,"
                                + "row.items=[0]=[-1,-2,-3,-4,-5,-6,-7]");
        assertThat(gated.verdict().rows().passed()).isEqualTo(2);
        assertThat(gated.outcome("qty.minimum").violations()).isEqualTo(1);
    }

    @Test
    void aRuleThatDoesNotFitItsElementIsAnErrorOfItsOwn() {
        TestContract contract = orders().rule("lost", "", new Check.Required("lines.sku"))
                .rule("deep", "", new Check.Required("lines.items.sku.items"))
                .rule("length", "", new Check.Length("lines.items.qty", OptionalInt.of(1), OptionalInt.empty()))
                .rule("items", "", new Check.Items("who", OptionalInt.of(1), OptionalInt.empty()))
                .rule("good", "id", least("id", "2"));
        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "o.json", "{\"id\":1}\n{\"id\":2}\n"));

        assertThat(gated.reasons()).containsExactly("good=1");
        assertThat(gated.outcome("lost").error()).contains("there is no column 'lines.sku'");
        assertThat(gated.outcome("deep").error()).contains("there is no column 'lines.items.sku.items'");
        assertThat(gated.outcome("length").error()).contains("'lines.items.qty' is bigint, which has no length");
        assertThat(gated.outcome("items").error())
                .contains("'who' is struct<name:string,mail:string>, which has no items");
    }

    @Test
    void aPatternThatTakesTooManyStepsIsAnErrorAndBlamesNoRow() {
        TestContract contract = TestContract.of("t")
                .with("s", STRING)
                .rule("slow", "s", new Check.Matches("s", "^(?=x)|^(a+)+$"))
                .rule("password", "s", new Check.Matches("s", "^(?=.*[0-9])(?=.*[a-z])"));
        GatedBatch gated = GatedBatch.of(
                contract, GatedBatch.file(folder, "t.csv", "s\na1\n" + "a".repeat(50_000) + "!1\nb\nx1a\n"));

        assertThat(gated.outcome("slow").error())
                .contains("its pattern takes more than 1,000,000 steps on 1 row; write a simpler one");
        assertThat(gated.outcome("password").violations()).isEqualTo(1);
        assertThat(gated.reasons()).hasSize(2).contains("slow=a1").contains("slow=b,password=b");
    }
}
