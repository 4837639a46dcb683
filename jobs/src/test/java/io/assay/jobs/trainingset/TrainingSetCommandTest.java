package io.assay.jobs.trainingset;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parcels by customer and by shop, and labels beside them. */
class TrainingSetCommandTest {
    private static final String PARCELS = """
            SELECT * FROM VALUES
              ('ann', 'x', TIMESTAMP '2020-01-01 10:00:00', 1.5D),
              ('ann', 'y', TIMESTAMP '2020-01-01 11:00:00', 2.0D),
              ('bob', 'x', TIMESTAMP '2020-01-01 11:30:00', 4.0D)
            AS t(customer, shop, sent, weight)""";
    private static final String LABELS = """
            note,customer,shop,event_timestamp,amount
            "late, they said",ann,x,2020-01-01T12:00:00Z,007
            "a ""good"" one",bob,x,2020-01-01 13:00:00+01:00,1.50
            , ann,x,2020-01-01T12:00:00Z, 3\s
            "late, they said",ann,x,2020-01-01T12:00:00Z,007
            never seen,zoe,x,2020-01-01T12:00:00Z,4
            no customer,,x,2020-01-01T12:00:00Z,5
            no shop,ann,,2020-01-01T12:00:00Z,6
            before any,ann,x,2019-12-31T00:00:00Z,7
            as it became known,ann,x,2020-01-01T10:00:01Z,8
            too soon,ann,x,2020-01-01T10:00:00Z,9
            no time,ann,x,,10
            """;

    @TempDir
    static Path folder;

    private static TestProject project;

    @BeforeAll
    static void compute() {
        project = TestProject.in(folder.resolve("project"))
                .with("entities.yaml", """
                        entities:
                          customer: {join_keys: {customer: string}}
                          pair: {join_keys: {customer: string, shop: string}}
                        """)
                .with("contracts/parcels.odcs.yaml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: parcels
                        version: 1.0.0
                        status: active
                        schema:
                          - name: parcels
                            properties:
                              - {name: customer, logicalType: string}
                              - {name: shop, logicalType: string}
                              - {name: sent, logicalType: timestamp}
                              - {name: weight, logicalType: number}
                        """)
                .with("views/parcels.yaml", """
                        view: sendings
                        entity: customer
                        source: {dataset: parcels, event_time: sent}
                        window:
                          - {name: sent_1d, aggregate: count, over: 1d}
                          - {name: weight_1d, aggregate: sum, of: weight, over: 1d}
                        ---
                        view: pairs
                        entity: pair
                        source: {dataset: parcels, event_time: sent}
                        window:
                          - {name: pair_1d, aggregate: count, over: 1d}
                        ---
                        view: newest
                        entity: customer
                        source: {dataset: parcels, event_time: sent}
                        latest: [shop, {name: sent_at, of: sent}]
                        ---
                        view: uncomputed
                        entity: customer
                        source: {dataset: parcels, event_time: sent}
                        latest: [weight]
                        """)
                .with("services/parcels.yaml", """
                        service: all
                        features: [sendings, pairs, newest:sent_at]
                        ---
                        service: shops
                        features: [newest:shop]
                        ---
                        service: too_early
                        features: [uncomputed]
                        """);
        project.publish("parcels", PARCELS);
        Ended computed = project.run("compute", "sendings", "pairs", "newest");
        assertThat(computed.exit()).as(computed.err()).isZero();
    }

    private static Ended make(String service, String labels, String output, String... more) {
        String file = "labels-%s.csv".formatted(output.replaceAll("\\W", "-"));
        project.with(file, labels);
        return makeOf(service, project.folder().resolve(file), output, more);
    }

    private static Ended makeOf(String service, Path labels, String output, String... more) {
        List<String> words = new ArrayList<>(List.of("training-set", service));
        words.addAll(
                List.of("--labels", labels.toString(), "--output", path(output).toString()));
        words.addAll(List.of(more));
        return project.run(words.toArray(String[]::new));
    }

    private static Path path(String output) {
        return project.folder().resolve(output);
    }

    private static void refused(Ended ended, int exit, String output, String... words) {
        assertThat(ended.err()).contains(words).doesNotContain("\tat ");
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        assertThat(path(output)).doesNotExist();
    }

    @Test
    void labelsPassThroughInTheirOrderWithFeaturesAfterThem() throws IOException {
        Ended ended = make("all", LABELS, "all.csv", "--json");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(Files.readString(path("all.csv"))).isEqualTo("""
                note,customer,shop,event_timestamp,amount,sent_1d,weight_1d,pair_1d,sent_at
                "late, they said",ann,x,2020-01-01T12:00:00Z,007,2,3.5,1,2020-01-01T11:00:00Z
                "a ""good"" one",bob,x,2020-01-01 13:00:00+01:00,1.50,1,4.0,1,2020-01-01T11:30:00Z
                , ann,x,2020-01-01T12:00:00Z, 3 ,0,,0,
                "late, they said",ann,x,2020-01-01T12:00:00Z,007,2,3.5,1,2020-01-01T11:00:00Z
                never seen,zoe,x,2020-01-01T12:00:00Z,4,0,,0,
                no customer,,x,2020-01-01T12:00:00Z,5,,,,
                no shop,ann,,2020-01-01T12:00:00Z,6,2,3.5,,2020-01-01T11:00:00Z
                before any,ann,x,2019-12-31T00:00:00Z,7,0,,0,
                as it became known,ann,x,2020-01-01T10:00:01Z,8,1,1.5,1,2020-01-01T10:00:00Z
                too soon,ann,x,2020-01-01T10:00:00Z,9,0,,0,2020-01-01T10:00:00Z
                no time,ann,x,,10,,,,
                """);
        assertThat(ended.json().path("rows").asLong()).isEqualTo(11);
        assertThat(ended.json().path("rows_without_event_timestamp").asLong()).isEqualTo(1);
        assertThat(ended.json().path("nulls").toString())
                .isEqualTo("{\"sent_1d\":2,\"weight_1d\":6,\"pair_1d\":3,\"sent_at\":5}");
    }

    @Test
    void aFolderIsParquetWithTheFeaturesInTheirTypes() {
        Ended ended = make("all", LABELS, "parquet");
        assertThat(ended.exit()).as(ended.err()).isZero();
        List<Row> rows =
                project.spark().read().parquet(path("parquet").toString()).collectAsList();
        assertThat(rows.get(0).schema().toDDL())
                .isEqualTo("note STRING,customer STRING,shop STRING,event_timestamp STRING,amount STRING,"
                        + "sent_1d BIGINT,weight_1d DOUBLE,pair_1d BIGINT,sent_at TIMESTAMP");
        assertThat(rows)
                .extracting(row -> row.getString(4))
                .containsExactly("007", "1.50", " 3 ", "007", "4", "5", "6", "7", "8", "9", "10");
        assertThat(rows.get(0).toString())
                .isEqualTo("[late, they said,ann,x,2020-01-01T12:00:00Z,007,2,3.5,1,2020-01-01 11:00:00.0]");
    }

    @Test
    void labelsInParquetKeepTheirTypesAndMayMakeADeltaTable() {
        String labels = path("labels.parquet").toString();
        project.sql("SELECT 'ann' AS customer, TIMESTAMP '2020-01-01 12:00:00' AS event_timestamp, true AS late,"
                        + " array(1, 2) AS sizes")
                .write()
                .parquet(labels);
        Ended ended = makeOf("shops", Path.of(labels), "set.delta");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(project.spark()
                        .read()
                        .format("delta")
                        .load(path("set.delta").toString())
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[ann,2020-01-01 12:00:00.0,true,WrappedArray(1, 2),y]");
    }

    @Test
    void aLabelNamedLikeAFeatureNeedsFullNames() throws IOException {
        String labels = "customer,event_timestamp,shop\nann,2020-01-01T12:00:00Z,mine\n";
        refused(
                make("shops", labels, "clash.csv"),
                1,
                "clash.csv",
                "column shop has the name of a feature of view newest",
                "rename the column, or use --full-feature-names");
        Ended full = make("shops", labels, "full.csv", "--full-feature-names");
        assertThat(full.exit()).as(full.err()).isZero();
        assertThat(Files.readString(path("full.csv")))
                .isEqualTo("customer,event_timestamp,shop,newest__shop\nann,2020-01-01T12:00:00Z,mine,y\n");
    }

    @Test
    void aFolderOfCsvFilesIsReadAndOneOfSeveralFormatsIsNot() throws IOException {
        String labels = "customer,event_timestamp\nann,2020-01-01T12:00:00Z\n";
        project.with("folder/a.csv", labels)
                .with("folder/b.csv", labels.replace("ann", "bob"))
                .with("folder/_S", "");
        Path folder = project.folder().resolve("folder");
        Ended read = makeOf("shops", folder, "folder.csv");
        assertThat(read.exit()).as(read.err()).isZero();
        assertThat(Files.readString(path("folder.csv")))
                .isEqualTo("customer,event_timestamp,shop\nann,2020-01-01T12:00:00Z,y\nbob,2020-01-01T12:00:00Z,x\n");

        project.with("folder/c.parquet", labels);
        refused(
                makeOf("shops", folder, "mixed.csv"),
                1,
                "mixed.csv",
                "folder: has files of more than one format: ",
                "give labels as CSV or as Parquet");
        project.with("false.parquet", labels);
        refused(
                makeOf("shops", project.folder().resolve("false.parquet"), "false.csv"),
                1,
                "false.csv",
                "false.parquet is not a Parquet file: it is damaged, or of another format; give readable labels");
    }

    @Test
    void labelsWithoutANameOrOfAnImpossibleYearAreRefused() {
        refused(
                make("shops", "customer,event_timestamp,,x\nann,2020-01-01T12:00:00Z,1,2\n", "nameless.csv"),
                1,
                "nameless.csv",
                "column 3 of its header has no name; name it, or remove the column");
        refused(
                make("shops", "customer,event_timestamp\nann,0000-12-31\n", "year0.csv"),
                1,
                "year0.csv",
                "1 rows have an event_timestamp that is not a valid timestamp, such as '0000-12-31'");
        for (String type : List.of("TIMESTAMP", "DATE", "TIMESTAMP_NTZ")) {
            String labels = path("year10000-%s.parquet".formatted(type)).toString();
            project.sql("SELECT 'ann' AS customer, CAST(TIMESTAMP '+10000-01-01 00:00:00' AS %s) AS event_timestamp"
                            .formatted(type))
                    .write()
                    .parquet(labels);
            refused(
                    makeOf("shops", Path.of(labels), "year10000.csv"),
                    1,
                    "year10000.csv",
                    "1 rows have an event_timestamp that is not a valid timestamp, such as '+10000-01-01");
        }
    }

    @Test
    void labelsThatLackSomethingAreTheDatasFault() {
        refused(
                make("all", "customer,event_timestamp\nann,2020-01-01T12:00:00Z\n", "keyless.csv"),
                1,
                "keyless.csv",
                "there is no column shop among [customer, event_timestamp], the join key of view pairs",
                "add it, or rename the column that holds it");
        refused(
                make("shops", "customer,at\nann,2020-01-01T12:00:00Z\n", "timeless.csv"),
                1,
                "timeless.csv",
                "labels-timeless-csv.csv: there is no column event_timestamp among customer, at",
                "add it: the time as of which each row's features are wanted");
        refused(
                make("shops", "customer;event_timestamp\nann;2020-01-01T12:00:00Z\n", "semicolons.csv"),
                1,
                "semicolons.csv",
                "there is no column event_timestamp among customer;event_timestamp",
                "separate the columns by commas; the header is one column: 'customer;event_timestamp'");
        refused(
                make("shops", "customer,event_timestamp\nann,noon\n", "noon.csv"),
                1,
                "noon.csv",
                "1 rows have an event_timestamp that is not a valid timestamp, such as 'noon'",
                "write it as 2013-01-01T10:00:00Z");
        refused(
                makeOf("shops", path("gone.csv"), "of-gone.csv"),
                1,
                "of-gone.csv",
                "gone.csv: there is no such file or folder; check --labels");
        refused(
                make("shops", "customer,event_timestamp\nann\nbob,2020-01-01T12:00:00Z\n", "ragged.csv"),
                1,
                "ragged.csv",
                "labels-ragged-csv.csv: the row at byte 25 cannot be read: 1 fields where the header has 2: ann",
                "fix that row");
        assertThat(
                        project.rows(
                                "SELECT subject, status FROM assay.runs WHERE command = 'training-set' ORDER BY at DESC LIMIT 1"))
                .containsExactly("[shops,failed]");
        refused(
                make("shops", "customer,event_timestamp,customer\nann,2020-01-01T12:00:00Z,bob\n", "twice.csv"),
                1,
                "twice.csv",
                "its header has the column 'customer' twice",
                "name each column once");
        refused(make("shops", "", "empty.csv"), 1, "empty.csv", "is empty: it has not even a header");
    }

    @Test
    void anOutputThatWouldOverwriteTheLabelsIsWrongUsage() throws IOException {
        String text = "customer,event_timestamp\nann,2020-01-01T12:00:00Z\n";
        project.with("kept/labels.csv", text);
        Path labels = path("kept/labels.csv");

        for (String output : List.of("kept/labels.csv", "kept/../kept/labels.csv", "kept")) {
            Ended ended = makeOf("shops", labels, output);
            assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
            assertThat(ended.err())
                    .startsWith("--output " + path(output))
                    .contains("--labels " + labels, "which it would overwrite; name another path");
        }
        Ended inside = makeOf("shops", path("kept"), "kept/set.csv");
        assertThat(inside.err()).contains("is inside of --labels " + path("kept") + ", whose files are read");
        assertThat(Files.readString(labels)).isEqualTo(text);
    }

    @Test
    void labelsFromADeviceAreRefused() {
        refused(
                makeOf("shops", Path.of("/dev/null"), "device.csv"),
                1,
                "device.csv",
                "/dev/null: is not a regular file; write it to a file first");
    }

    @Test
    void anUnknownServiceIsWrongUsageAndOneNotComputedIsReported() {
        refused(
                make("alll", LABELS, "unknown.csv"),
                2,
                "unknown.csv",
                "service: there is no service 'alll'; use one of all, shops, too_early");
        refused(
                make("too_early", LABELS, "early.csv"),
                1,
                "early.csv",
                "view uncomputed: has not been computed as it is defined now",
                "run 'assay compute uncomputed'");
    }

    @Test
    void whatIsThereAlreadyIsReplacedOnlyIfItIsATrainingSet() throws IOException {
        String labels = "customer,event_timestamp\nann,2020-01-01T12:00:00Z\n";
        assertThat(make("shops", labels, "again").exit()).isZero();
        assertThat(make("shops", labels, "again").exit()).isZero();
        assertThat(project.spark().read().parquet(path("again").toString()).count())
                .isEqualTo(1);
        project.with("mine/diary.txt", "dear diary");
        Ended refused = make("shops", labels, "mine");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("mine: is there already and holds something else; name a new or an empty");
        assertThat(Files.readString(path("mine/diary.txt"))).isEqualTo("dear diary");
    }

    @Test
    void noLabelsMakeAnEmptyTrainingSet() throws IOException {
        Ended ended = make("shops", "customer,event_timestamp\n", "none.csv");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(Files.readString(path("none.csv"))).isEqualTo("customer,event_timestamp,shop\n");
    }
}
