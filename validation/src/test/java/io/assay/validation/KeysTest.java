package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Choice;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.UniqueWithin;
import io.assay.definition.contract.WriteMode;
import io.assay.validation.decision.Decision;
import io.assay.validation.source.Input;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    @TempDir
    Path folder;

    private static TestContract keyed() {
        return TestContract.of("t")
                .with("a", LONG)
                .with("b", STRING)
                .rule("t.primaryKey", "", new Check.Unique(List.of("a", "b")));
    }

    private static Dataset<Row> sql(String query) {
        return LocalSpark.spark().sql(query);
    }

    @Test
    void ofRowsWithOneKeyTheLastInTheInputsOrderStays() {
        Input first = GatedBatch.file(folder, "z.csv", "a,b\n1,x\n2,y\n1,x\n,x\n,x\n");
        Input second = GatedBatch.file(folder, "a.csv", "b,a\nx,1\ny,3\n");
        GatedBatch gated = GatedBatch.of(
                keyed(), Input.of(first.paths().get(0), second.paths().get(0)));
        assertThat(gated.reasons()).containsExactly("t.primaryKey=1, x", "t.primaryKey=1, x");
        assertThat(gated.quarantined())
                .extracting(row -> row.<String>getAs("source"))
                .allMatch(s -> s.endsWith("z.csv"));
        assertThat(gated.published()).containsExactlyInAnyOrder("2|y", "null|x", "null|x", "1|x", "3|y");
        assertThat(gated.outcome("t.primaryKey").violations()).isEqualTo(2);
    }

    @Test
    void publishedKeysAreTakenUnlessTheContractSaysOtherwise() {
        Input input = GatedBatch.file(folder, "t.csv", "a,b\n1,x\n2,y\n2,y\n");
        ReferenceData published = new ReferenceData(
                Optional.of(sql("SELECT * FROM VALUES (1L, 'x', 'old'), (7L, 'y', 'old') AS t(a, b, _run)")), Map.of());
        assertThat(GatedBatch.of(keyed().dataset(), input, published).reasons())
                .containsExactly("t.primaryKey=1, x", "t.primaryKey=2, y");
        for (TestContract alone : List.of(keyed().mode(WriteMode.UPSERT), keyed().within(new UniqueWithin.Batch()))) {
            assertThat(GatedBatch.of(alone.dataset(), input, published).published())
                    .containsExactly("1|x", "2|y");
        }
    }

    @Test
    void aSpanReachesBackByEventTime() {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("at", TestContract.TIMESTAMP)
                .rule("id.unique", "id", new Check.Unique(List.of("id")))
                .within(new UniqueWithin.Span(Duration.ofDays(7)));
        ReferenceData published = new ReferenceData(
                Optional.of(sql("SELECT * FROM VALUES (1L, TIMESTAMP'2013-01-01 00:00:00'),"
                        + " (2L, TIMESTAMP'2013-01-09 00:00:00') AS t(id, at)")),
                Map.of());
        GatedBatch gated = GatedBatch.of(
                contract.dataset(), GatedBatch.file(folder, "t.csv", "id,at\n1,2013-01-10\n2,2013-01-10\n"), published);
        assertThat(gated.reasons()).containsExactly("id.unique=2");
    }

    @Test
    void foreignKeysNeedTheirTargetAndANullPointsNowhere() {
        DatasetName lines = new DatasetName("lines");
        TestContract contract = TestContract.of("t")
                .with("line", STRING)
                .with("next", LONG)
                .with("id", LONG)
                .rule("line.foreignKey", "line", new Check.ForeignKey(List.of("line"), lines, List.of("code")))
                .rule(
                        "next.foreignKey",
                        "next",
                        new Check.ForeignKey(List.of("next"), new DatasetName("t"), List.of("id")))
                .rule(
                        "both.foreignKey",
                        "",
                        new Check.ForeignKey(List.of("line", "id"), lines, List.of("code", "number")),
                        Action.WARN)
                .where("line = 'A'")
                .rule(
                        "lost",
                        "",
                        new Check.ForeignKey(List.of("line"), new DatasetName("gone"), List.of("x")),
                        Action.WARN)
                .rule("odd", "", new Check.ForeignKey(List.of("line"), lines, List.of("no_such")), Action.WARN);
        ReferenceData against = new ReferenceData(
                Optional.of(sql("SELECT 9L AS id, 'A' AS line, 9L AS next")),
                Map.of(
                        lines,
                        sql("SELECT * FROM VALUES ('A', 1L), ('A', 1L), ('B', 2L), (NULL, 3L) AS l(code, number)")));
        assertThat(Gate.of(contract.dataset()).targets()).containsExactly(lines, new DatasetName("gone"));
        GatedBatch gated = GatedBatch.of(
                contract.dataset(),
                GatedBatch.file(folder, "t.csv", "id,line,next\n1,A,2\n2,B,9\n3,C,1\n4,,\n5,A,77\n"),
                against);
        assertThat(gated.reasons()).containsExactly("line.foreignKey=C", "next.foreignKey=77,both.foreignKey=A, 5");
        assertThat(gated.published()).containsExactly("A|2|1", "B|9|2", "null|null|4");
        assertThat(gated.outcome("both.foreignKey").violations()).isEqualTo(1);
        assertThat(gated.outcome("lost").error())
                .contains("nothing of dataset 'gone' is published yet, so no key can be looked up; ingest it first");
        assertThat(gated.outcome("odd").status()).isEqualTo(RuleResult.Status.ERROR);
    }

    private static final int MANY = 3_000;

    /** Half of the rows point to one line; one row of it and one of another point nowhere. */
    private Input lines() {
        StringBuilder text = new StringBuilder("id,line\n");
        for (int i = 0; i < MANY; i++) {
            text.append(i).append(',').append(i % 2 == 0 ? "hot" : "L" + i % 50).append('\n');
        }
        return GatedBatch.file(
                folder, "lines.csv", text.append("-1,none\n-2,L51\n-3,\n").toString());
    }

    private static TestContract toLines() {
        return TestContract.of("t")
                .with("id", LONG)
                .with("line", STRING)
                .rule(
                        "line.foreignKey",
                        "line",
                        new Check.ForeignKey(List.of("line"), new DatasetName("lines"), List.of("code")));
    }

    private static final ReferenceData LINES = new ReferenceData(
            Optional.empty(),
            Map.of(
                    new DatasetName("lines"),
                    sql("SELECT 'L' || id AS code FROM range(50) UNION ALL SELECT 'hot' FROM range(3)")));

    @Test
    void everyWayToFindForeignKeysAgrees() {
        for (String way : List.of("lookup", "broadcast", "shuffle")) {
            GatedBatch gated =
                    GatedBatch.of(toLines().pin(Choice.FOREIGN_KEY_JOIN, way).dataset(), lines(), LINES);
            assertThat(gated.reasons()).as(way).containsExactly("line.foreignKey=none", "line.foreignKey=L51");
            assertThat(gated.counts().rows().passed()).as(way).isEqualTo(MANY + 1);
            assertThat(gated.decisions())
                    .extracting(Decision::what, Decision::column, Decision::chosen, Decision::by)
                    .as(way)
                    .contains(tuple("foreignKeyJoin", "line", way, Decision.By.PINNED));
        }
    }

    @Test
    void theRowsOfAHotKeyAreDividedAmongTasksAndJudgedAlike() {
        TestContract contract =
                toLines().pin(Choice.FOREIGN_KEY_JOIN, "shuffle").pin(Choice.SALTING, "16");
        GatedBatch gated = GatedBatch.of(contract.dataset(), lines(), LINES);
        assertThat(gated.reasons()).containsExactly("line.foreignKey=none", "line.foreignKey=L51");
        assertThat(gated.counts().rows().passed()).isEqualTo(MANY + 1);
        assertThat(gated.decisions())
                .filteredOn(decision -> decision.what().equals("salting"))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.chosen()).isEqualTo("16");
                    assertThat(decision.measured())
                            .hasEntrySatisfying(
                                    "share",
                                    share -> assertThat(share.doubleValue()).isBetween(0.49, 0.51));
                });
    }

    @Test
    void duplicatesAreTheSameWhetherKeysAreHeldOrMoved() {
        Input input = GatedBatch.file(folder, "t.csv", "a,b\n1,x\n2,y\n1,x\n,x\n,x\n1,x\n");
        for (String way : List.of("memory", "shuffle")) {
            GatedBatch gated =
                    GatedBatch.of(keyed().pin(Choice.UNIQUE_KEYS, way).dataset(), input, ReferenceData.nothing());
            assertThat(gated.reasons()).as(way).containsExactly("t.primaryKey=1, x", "t.primaryKey=1, x");
            assertThat(gated.decisions())
                    .extracting(Decision::text)
                    .containsExactly("uniqueKeys of a, b: " + way + " (pinned in the contract)");
        }
    }

    @Test
    void manyKeysAreComparedEachByItself() {
        TestContract contract = TestContract.of("t");
        for (String name : List.of("a", "b", "c", "d", "e")) {
            contract = contract.with(name, LONG).rule(name, name, new Check.Unique(List.of(name)));
        }
        contract = contract.rule("ab", "", new Check.Unique(List.of("a", "b")))
                .rule("some", "", new Check.Unique(List.of("c")))
                .where("a > 2");
        Input input = GatedBatch.file(
                folder,
                "t.csv",
                "a,b,c,d,e\n1,1,1,1,1\n1,1,2,2,2\n2,1,9,3,3\n3,3,7,4,1\n4,4,7,5,\n5,5,1,5,\n6,6,2,7,7\n");
        ReferenceData published =
                new ReferenceData(Optional.of(sql("SELECT 6L AS a, 0L AS b, NULL AS c, 1L AS d, 99L AS e")), Map.of());
        for (String way : List.of("memory", "shuffle")) {
            GatedBatch gated =
                    GatedBatch.of(contract.pin(Choice.UNIQUE_KEYS, way).dataset(), input, published);
            assertThat(gated.reasons())
                    .as(way)
                    .containsExactly("a=1,b=1,c=1,d=1,e=1,ab=1, 1", "b=1,c=2", "c=7,some=7", "d=5", "a=6");
        }
    }

    @Test
    void moreTakenKeysThanAreKeptInMemoryAreJoined() {
        int keys = 50_001;
        StringBuilder text = new StringBuilder("a,b\n");
        for (int row = 0; row < 2 * keys + 10; row++) {
            text.append(row < 2 * keys ? row % keys : row).append(",x\n");
        }
        GatedBatch gated = GatedBatch.of(keyed(), GatedBatch.file(folder, "t.csv", text.toString()));
        assertThat(gated.counts().rows().quarantined()).isEqualTo(keys);
        assertThat(gated.counts().rows().passed()).isEqualTo(keys + 10);
        assertThat(gated.reasons())
                .contains("t.primaryKey=0, x", "t.primaryKey=50000, x")
                .doesNotHaveDuplicates();
    }

    @Test
    void keysThatWerePublishedInANarrowerTypeAreTaken() {
        Input input = GatedBatch.file(folder, "t.csv", "a,b\n1,x\n2,y\n");
        ReferenceData published = new ReferenceData(Optional.of(sql("SELECT CAST(1 AS INT) AS a, 'x' AS b")), Map.of());
        for (String way : List.of("memory", "shuffle")) {
            GatedBatch gated =
                    GatedBatch.of(keyed().pin(Choice.UNIQUE_KEYS, way).dataset(), input, published);
            assertThat(gated.reasons()).as(way).containsExactly("t.primaryKey=1, x");
        }
    }

    @Test
    void ofASmallBatchNothingThatWasNotPinnedIsRecorded() {
        GatedBatch gated = GatedBatch.of(toLines().dataset(), lines(), LINES);
        assertThat(gated.allDecisions()).extracting(Decision::chosen).containsExactly("lookup");
        assertThat(gated.decisions()).isEmpty();
    }

    @Test
    void itemsAndFieldsThatPointToNothingAreNamed() {
        ColumnType line = new ColumnType.Struct(List.of(TestContract.column("sku", LONG)));
        TestContract contract = TestContract.of("t")
                .with("a", LONG)
                .with("lines", new ColumnType.Array(line))
                .with("tags", new ColumnType.Array(STRING))
                .with("at", new ColumnType.Struct(List.of(TestContract.column("site", STRING))))
                .rule("sku", "lines.items.sku", key("lines.items.sku", "products", "sku"))
                .rule("tag", "tags.items", key("tags.items", "words", "word"))
                .rule("site", "at.site", key("at.site", "sites", "address.id"));
        Input input = GatedBatch.file(folder, "t.json", """
                {"a":1,"lines":[{"sku":1},{"sku":null},{"sku":2}],"tags":["x"],"at":{"site":"s"}}
                {"a":2,"lines":[{"sku":1},{"sku":9}],"tags":["y","x","z"],"at":{"site":"t"}}
                {"a":3}
                """);
        for (String sku : List.of("BIGINT", "INT")) { // looked up in memory, joined
            ReferenceData targets = new ReferenceData(
                    Optional.empty(),
                    Map.of(
                            new DatasetName("products"),
                            sql("SELECT CAST(sku AS %s) AS sku FROM VALUES 1, 2, NULL AS t(sku)".formatted(sku)),
                            new DatasetName("words"),
                            sql("SELECT 'x' AS word"),
                            new DatasetName("sites"),
                            sql("SELECT named_struct('id', 's') AS address")));
            GatedBatch gated = GatedBatch.of(contract.dataset(), input, targets);
            assertThat(gated.reasons())
                    .containsExactly(
                            sku.equals("BIGINT")
                                    ? "sku=[1]=9,tag=[0]=y, [2]=z,site=t"
                                    : "sku=[0]=1, [1]=9,tag=[0]=y, [2]=z,site=t");
            assertThat(gated.passing()).hasSize(2);
        }
    }

    @Test
    void everyWayToFindTheForeignKeysOfItemsAgreesAndIsRecorded() {
        Input input = GatedBatch.file(folder, "t.json", """
                {"a":1,"tags":["x",null]}
                {"a":2,"tags":["y","x","z"]}
                {"a":3}
                """);
        ReferenceData words = new ReferenceData(
                Optional.empty(),
                Map.of(new DatasetName("words"), sql("SELECT * FROM VALUES 'x', 'x', NULL AS t(word)")));
        for (String way : List.of("lookup", "broadcast", "shuffle")) {
            TestContract contract = TestContract.of("t")
                    .with("a", LONG)
                    .with("tags", new ColumnType.Array(STRING))
                    .rule("tag", "tags.items", key("tags.items", "words", "word"))
                    .pin(Choice.FOREIGN_KEY_JOIN, way);
            GatedBatch gated = GatedBatch.of(contract.dataset(), input, words);
            assertThat(gated.quarantined()).as(way).hasSize(1);
            assertThat(gated.passing()).as(way).extracting(row -> row.get(0)).containsExactly(1L, 3L);
            assertThat(gated.decisions())
                    .as(way)
                    .extracting(Decision::text)
                    .containsExactly("foreignKeyJoin of tags.items: %s (pinned in the contract)".formatted(way));
        }
        GatedBatch measured = GatedBatch.of(
                TestContract.of("t")
                        .with("tags", new ColumnType.Array(STRING))
                        .rule("tag", "tags.items", key("tags.items", "words", "word"))
                        .dataset(),
                input,
                words);
        assertThat(measured.allDecisions()).singleElement().satisfies(decision -> {
            assertThat(decision.chosen()).isEqualTo("lookup");
            assertThat(decision.column()).isEqualTo("tags.items");
            assertThat(decision.measured().get(Decision.KEYS)).isEqualByComparingTo("1");
        });
    }

    private static Check.ForeignKey key(String column, String target, String targetColumn) {
        return new Check.ForeignKey(List.of(column), new DatasetName(target), List.of(targetColumn));
    }
}
