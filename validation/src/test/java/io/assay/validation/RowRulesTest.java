package io.assay.validation;

import static io.assay.validation.TestContract.DOUBLE;
import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static io.assay.validation.TestContract.TIMESTAMP;
import static io.assay.validation.TestContract.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Bounds.Bound;
import io.assay.definition.contract.ColumnType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowRulesTest {
    @TempDir
    Path folder;

    private static Check bounds(String column, String minimum, boolean includes, String maximum) {
        return new Check.Bounds(
                column,
                Optional.of(new Bound(minimum, includes)),
                Optional.of(maximum).filter(m -> !m.isEmpty()).map(m -> new Bound(m, true)));
    }

    @Test
    void everyKindOfRuleFindsTheRowsThatBreakItAndNoOthers() {
        TestContract contract = TestContract.of("trips")
                .required("id", LONG)
                .with("code", STRING)
                .with("fare", DOUBLE)
                .with("amount", new ColumnType.Decimal(20, 2))
                .with("at", TIMESTAMP)
                .with("tags", new ColumnType.Array(STRING))
                .with(
                        "who",
                        new ColumnType.Struct(
                                List.of(column("name", STRING), column("age", new ColumnType.IntegerType(32)))))
                .rule("code.length", "code", new Check.Length("code", OptionalInt.of(2), OptionalInt.of(3)))
                .rule("code.pattern", "code", new Check.Matches("code", "^[a-z\\u{1F600}]+$"))
                .rule("code.valid", "code", new Check.OneOf("code", List.of("ab", "abc", "😀😀", "zz")))
                .rule("code.missing", "code", new Check.NotMissing("code", List.of("zz"), false))
                .rule("fare.bounds", "fare", bounds("fare", "0", false, "100"))
                .rule("fare.multipleOf", "fare", new Check.MultipleOf("fare", new BigDecimal("0.1")))
                .rule("amount.bounds", "amount", bounds("amount", "0.005", true, ""))
                .rule("at.bounds", "at", bounds("at", "2013-01-01T00:00:00Z", true, ""))
                .rule("tags.items", "tags", new Check.Items("tags", OptionalInt.of(1), OptionalInt.empty()))
                .rule("tags.uniqueItems", "tags", new Check.UniqueItems("tags"))
                .rule("who.name.required", "who.name", new Check.Required("who.name"))
                .rule("sql", "fare", new Check.Condition("trips.fare > 50 AND code = 'ab'"))
                .rule("late", "", new Check.Condition("fare < 1"))
                .where("code = 'abc'");
        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "trips.json", """
                        {"id":1,"code":"ab","fare":0.3,"amount":"12.50","at":"2013-05-01T00:00:00Z","tags":["x"],"who":{"name":"n","age":3}}
                        {"id":2,"code":"a","fare":0,"amount":0,"at":"2012-12-31T23:59:59Z","tags":[],"who":{"age":1}}
                        {"id":3,"code":"😀😀","fare":NaN,"tags":["x","x"],"who":null}
                        {"id":4,"code":"zz","fare":100.05}
                        {"id":5,"code":"ab","fare":60,"who":{"name":"n","age":"old"}}
                        {"id":6,"code":"abc","fare":0.5}
                        {"id":7,"who":5,"fare":"x","amount":1.005,"tags":"t","code":{"a":1}}
                        {"code":null}
                        {"id":9,"code"
                        [1]
                        """));
        assertThat(gated.reasons())
                .containsExactly(
                        "code.length=a,code.valid=a,fare.bounds=0.0,amount.bounds=0.00,at.bounds=2012-12-31T23:59:59Z,"
                                + "tags.items=[],who.name.required=null",
                        "fare.bounds=NaN,fare.multipleOf=NaN,tags.uniqueItems=[\"x\",\"x\"]",
                        "code.missing=zz,fare.bounds=100.05,fare.multipleOf=100.05",
                        "sql=60.0,who.age.type=old",
                        "late=null",
                        "code.type={\"a\":1},fare.type=x,amount.type=1.005,tags.type=t,who.type=5",
                        "id.required=null",
                        "row.malformed=broken JSON: Unexpected end-of-input within/between Object entries",
                        "row.malformed=not a JSON object");
        assertThat(gated.published()).containsExactly("1|ab|0.3|12.50|2013-05-01 00:00:00.0|WrappedArray(x)|[n,3]");
        assertThat(gated.quarantined().get(7).<byte[]>getAs("raw")).asString().isEqualTo("{\"id\":9,\"code\"");
        assertThat(gated.quarantined().get(3).<String>getAs("row"))
                .isEqualTo("{\"id\":5,\"code\":\"ab\",\"fare\":60,\"who\":{\"name\":\"n\",\"age\":\"old\"}}");
        assertThat(gated.outcome("fare.bounds").violations()).isEqualTo(3);
        assertThat(gated.outcome("row.malformed").violations()).isEqualTo(2);
    }

    @Test
    void aRuleThatCannotBeEvaluatedIsAnErrorOfItsOwn() {
        TestContract contract = TestContract.of("trips")
                .required("id", LONG)
                .with("code", STRING)
                .rule("unknown", "", new Check.Condition("nothing > 1"))
                .rule("syntax", "", new Check.Condition("id >"))
                .rule("number", "", new Check.Condition("id + 1"))
                .rule("random", "", new Check.Condition("rand() > 0.5"), Action.WARN)
                .rule("clock", "", new Check.Condition("id > unix_timestamp()"))
                .rule("total", "", new Check.Condition("sum(id) > 1"))
                .rule("gone", "lost", new Check.Required("lost"))
                .rule("bound", "id", bounds("id", "many", true, ""))
                .rule("format", "code", new Check.Format("code", "colour"))
                .rule("mine", "id", bounds("id", "2", true, ""));
        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "a.json", "{\"id\":1}\n{\"id\":2}\n"));
        assertThat(gated.reasons()).containsExactly("mine=1");
        assertThat(gated.verdict().rules())
                .filteredOn(outcome -> outcome.status() == RuleResult.Status.ERROR)
                .extracting(RuleResult::rule)
                .containsExactly("unknown", "syntax", "number", "random", "clock", "total", "gone", "bound", "format");
        assertThat(gated.outcome("number").error().orElse("")).contains("not a condition");
        assertThat(gated.outcome("random").error()).contains("'rand' is refused: its result changes from run to run");
        assertThat(gated.verdict().heldBecause())
                .hasSize(8)
                .contains("rule gone cannot be evaluated: there is no column 'lost'");
    }

    @Test
    void theStrongestActionDecidesAndWarningsPass() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .rule("w", "id", bounds("id", "10", true, ""), Action.WARN)
                .rule("q", "id", bounds("id", "5", true, ""))
                .rule("d", "id", bounds("id", "3", true, ""), Action.DROP)
                .rule("f", "id", bounds("id", "1", true, ""), Action.FAIL);
        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "t.csv", "id\n0\n2\n4\n6\n20\n"));
        assertThat(gated.verdict().rows()).isEqualTo(new RowCounts(5, 2, 2, 1, 1));
        assertThat(gated.reasons()).containsExactly("w=0,q=0,d=0,f=0", "w=4,q=4");
        assertThat(gated.verdict().heldBecause()).containsExactly("rule f: 1 rows break it, and its action is fail");
        assertThat(GatedBatch.of(contract.maxQuarantined(10), GatedBatch.file(folder, "u.csv", "id\n4\n6\n20\n"))
                        .verdict()
                        .heldBecause())
                .containsExactly("1 of 3 rows quarantined, more than the 10 % that maxQuarantined allows");
        assertThat(GatedBatch.of(contract, GatedBatch.file(folder, "v.csv", "id\n4\n"))
                        .verdict()
                        .heldBecause())
                .containsExactly("no row passes: 1 read, 1 quarantined, 0 dropped");
    }

    @Test
    void namedFormatsAccept() {
        TestContract contract = TestContract.of("t");
        for (String format : List.of("email", "uuid", "uri", "hostname", "ipv4", "ipv6")) {
            contract.with(format, STRING).rule(format + ".format", format, new Check.Format(format, format));
        }
        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "f.csv", """
                        email,uuid,uri,hostname,ipv4,ipv6
                        a.b+c@ex-ample.org,123e4567-e89b-12d3-a456-426614174000,https://a.b/c?d#e,a-b.c,255.0.10.1,2001:db8::1
                        a@b,123e4567,no uri,-a.b,256.1.1.1,1:2:3
                        """));
        assertThat(gated.verdict().rows().passed()).isEqualTo(1);
        assertThat(gated.reasons())
                .containsExactly("email.format=a@b,uuid.format=123e4567,uri.format=no uri,hostname.format=-a.b,"
                        + "ipv4.format=256.1.1.1,ipv6.format=1:2:3");
    }
}
