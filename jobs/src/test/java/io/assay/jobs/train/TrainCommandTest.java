package io.assay.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import io.assay.jobs.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred parcels, one every ten minutes: the red ones are late, and by how much depends on their size. */
class TrainCommandTest {
    private static final String PARCELS = """
            SELECT concat('k', pmod(id, 5)) AS customer, timestamp_seconds(1577836800 + id * 600) AS sent,
              CASE WHEN pmod(id, 14) = 0 THEN NULL WHEN pmod(id, 2) = 0 THEN 'red' ELSE 'blue' END AS colour,
              IF(pmod(id, 5) = 0, NULL, CAST(pmod(id, 11) AS INT)) AS size,
              IF(pmod(id, 20) = 0, NULL, pmod(id, 2) = 0) AS late,
              IF(pmod(id, 25) = 0, NULL, 3D * coalesce(pmod(id, 11) * IF(pmod(id, 5) = 0, NULL, 1), 7) + pmod(id, 2)) AS delay
            FROM range(0, 200)""";
    /** Of the parcel with number 150. */
    private static final String UNTIL = "2020-01-02T01:00:00Z";

    private static final String SELECTED =
            "SELECT customer, sent AS event_timestamp, colour, size, %s FROM datasets.parcels";

    @TempDir
    static Path folder;

    private static TestProject project;

    @BeforeAll
    static void compute() {
        project = TestProject.in(folder.resolve("project"))
                .with(
                        "entities.yaml",
                        "entities:\n  customer: {join_keys: {customer: string}}\n  box: {join_keys: {box: long}}\n")
                .with("contracts/parcels.odcs.yaml", """
                        kind: DataContract
                        apiVersion: v3.1.0
                        id: shop-parcels
                        version: 1.2.0
                        status: active
                        schema:
                          - name: parcels
                            properties:
                              - {name: customer, logicalType: string}
                              - {name: sent, logicalType: timestamp}
                              - {name: colour, logicalType: string}
                              - {name: size, logicalType: integer, physicalType: int}
                              - {name: late, logicalType: boolean}
                              - {name: delay, logicalType: number}
                        """)
                .with("views/customers.yaml", """
                        view: customers
                        entity: customer
                        source: {dataset: parcels, event_time: sent}
                        window: [{name: sent_1d, aggregate: count, over: 1d}]
                        ---
                        view: boxes
                        entity: box
                        source: {dataset: parcels, event_time: sent, keys: {box: size}}
                        window: [{name: boxed_1d, aggregate: count, over: 1d}]
                        """)
                .with("services/boxes.yaml", "service: boxes\nfeatures: [boxes]\n")
                .with("services/customers.yaml", "service: customers\nfeatures: [customers]\n")
                .with(
                        "models/models.yaml",
                        String.join(
                                "---\n",
                                model("late", "late", "gbt_classifier", UNTIL, "late"),
                                model("delay", "delay", "linear_regression", UNTIL, "delay"),
                                model("forest", "late", "forest", UNTIL, "late"),
                                model("unjudged", "late", "gbt_classifier", "2021-01-01T00:00:00Z", "late"),
                                model("always", "late", "gbt_classifier", UNTIL, "true AS late"),
                                model(
                                        "once",
                                        "late",
                                        "gbt_classifier",
                                        UNTIL,
                                        "sent >= TIMESTAMP '2020-01-02 02:00:00' AS late"),
                                model(
                                        "settled",
                                        "late",
                                        "gbt_classifier",
                                        UNTIL,
                                        "sent < TIMESTAMP '2020-01-01 09:00:00' AS late"),
                                model(
                                                "boxed",
                                                "late",
                                                "gbt_classifier",
                                                UNTIL,
                                                "late, IF(size = 3, 'abc', CAST(size AS STRING)) AS box")
                                        .replace("service: customers", "service: boxes"),
                                model(
                                        "undecoded",
                                        "late",
                                        "gbt_classifier",
                                        UNTIL,
                                        "decode(encode(colour, 'UTF-8'), 'nope') = 'x' AS late"),
                                model("three", "late", "gbt_classifier", UNTIL, "pmod(size, 3) AS late"),
                                model("words", "late", "linear_regression", UNTIL, "colour || 'ish' AS late")));
        project.publish("parcels", PARCELS);
        Ended computed = project.run("compute");
        assertThat(computed.exit()).as(computed.err()).isZero();
    }

    private static String model(String name, String label, String algorithm, String until, String column) {
        return """
                model: %s
                service: customers
                labels: "%s"
                label: %s
                algorithm: %s
                parameters: {maxIter: 5}
                train_until: %s
                """.formatted(name, SELECTED.formatted(column), label, algorithm, until);
    }

    private static JsonNode train(String model) {
        Ended ended = project.run("train", model, "--json");
        assertThat(ended.exit()).as(ended.err()).isZero();
        return ended.json();
    }

    private static void refused(int exit, String model, String... words) {
        Ended ended = project.run("train", model);
        assertThat(ended.err()).contains(words).doesNotContain("\tat ");
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        assertThat(project.folder().resolve("warehouse/models").resolve(model)).doesNotExist();
    }

    @Test
    void labelsWithAKeyThatIsNotOfItsTypeAreCounted() {
        String expected = project.rows("SELECT count(*) FROM datasets.parcels WHERE size = 3 AND late IS NOT NULL")
                .get(0);
        assertThat(train("boxed").path("malformed_keys").toString())
                .isEqualTo("{\"box\":%s}".formatted(expected.substring(1, expected.length() - 1)));
        assertThat(train("late").path("malformed_keys")).isEmpty();
        assertThat(project.run("train", "boxed").out())
                .contains(" rows have a key box that is not long: their features are null");
    }

    @Test
    void aClassifierIsTrainedOnEarlierAndEvaluatedOnLaterLabels() throws IOException {
        JsonNode trained = train("late");
        assertThat(trained.path("status").asText()).isEqualTo("trained");
        assertThat(trained.path("rows").toString())
                .isEqualTo("{\"labels\":200,\"dropped_without_label_or_time\":10,\"trained\":142,\"evaluated\":48}");
        assertThat(trained.path("train_until").asText()).isEqualTo(UNTIL);
        assertThat(trained.path("classes").toString()).isEqualTo("[\"false\",\"true\"]");
        assertThat(trained.at("/metrics/auc").asDouble()).isEqualTo(1.0);
        assertThat(trained.at("/metrics/accuracy").asDouble()).isEqualTo(1.0);
        assertThat(trained.at("/metrics/base_rate").asDouble()).isEqualTo(23 / 48.0);
        assertThat(trained.path("inputs").toString())
                .isEqualTo("{\"numbers\":[\"sent_1d\",\"size\"],\"with_missing_indicator\":[\"size\"],"
                        + "\"categories\":[\"colour\"],\"unused\":[]}");
        assertThat(trained.at("/importance/colour").asDouble()).isGreaterThan(0.9);

        JsonNode view = trained.at("/views/0");
        assertThat(view.path("view").asText()).isEqualTo("customers");
        assertThat(view.path("table_version").asLong()).isZero();
        assertThat(folder.resolve("project/warehouse/features/customers")
                        .resolve(view.path("version").asText()))
                .exists();
        assertThat(trained.path("contracts").toString()).isEqualTo("[{\"id\":\"shop-parcels\",\"version\":\"1.2.0\"}]");
        assertThat(project.rows("SELECT snapshot_id FROM assay.datasets.parcels.refs WHERE name = 'main'"))
                .containsExactly("[" + trained.at("/datasets/0/snapshot").asLong() + "]");

        Path kept = Path.of(trained.path("path").asText());
        JsonNode model = Json.MAPPER.readTree(kept.resolve("model.json").toFile());
        assertThat(model.path("format_version").asInt()).isEqualTo(1);
        for (String part : List.of("run", "version", "metrics", "rows", "views", "contracts", "datasets", "inputs")) {
            assertThat(model.path(part)).as(part).isEqualTo(trained.path(part));
        }
        project.spark();
        List<Row> predicted = PipelineModel.load(kept.resolve("pipeline").toString())
                .transform(project.sql("SELECT * FROM VALUES (5L, 3, 'red'), (5L, NULL, 'blue'), (NULL, 3, NULL)"
                        + " AS t(sent_1d, size, colour)"))
                .select("prediction")
                .collectAsList();
        assertThat(predicted).extracting(row -> row.getDouble(0)).containsExactly(1.0, 0.0, 1.0);
        String run = trained.path("run").asText();
        assertThat(project.rows("SELECT metric FROM assay.metrics WHERE run = '%s' ORDER BY 1".formatted(run)))
                .containsExactly("[accuracy]", "[auc]", "[base_rate]", "[log_loss]", "[pr_auc]");
        assertThat(project.rows("SELECT status FROM assay.runs WHERE run = '%s'".formatted(run)))
                .containsExactly("[trained]");
    }

    @Test
    void aRegressionReportsItsErrors() {
        JsonNode trained = train("delay");
        assertThat(trained.path("rows").toString())
                .isEqualTo("{\"labels\":200,\"dropped_without_label_or_time\":8,\"trained\":144,\"evaluated\":48}");
        assertThat(trained.at("/metrics/r2").asDouble()).isGreaterThan(0.99);
        assertThat(trained.at("/metrics/rmse").asDouble()).isLessThan(0.5);
        assertThat(trained.at("/metrics/mae").asDouble()).isLessThan(0.5);
        assertThat(trained.path("classes")).isEmpty();
    }

    @Test
    void whatCannotBeTrainedIsReportedBeforeAnythingIsKept() {
        refused(2, "nosuch", "train: there is no model 'nosuch'; use one of ", "late");
        refused(
                1,
                "forest",
                "model forest: algorithm: 'forest' is not an algorithm of this version",
                "use one of logistic_regression, ");
        refused(
                1,
                "unjudged",
                "model unjudged: train_until: 190 labels are before 2021-01-01T00:00:00Z and 0 from it on",
                "labels go from 2020-01-01T00:00:00Z to 2020-01-02T09:10:00Z; choose an instant between");
        refused(
                1,
                "undecoded",
                "model undecoded: labels: the query cannot be evaluated: 'nope' is not a known encoding; fix the query");
        refused(1, "words", "model words: label: late is string, and a regressor learns numbers");
    }

    @Test
    void classesMustBeThereToLearnFrom() {
        refused(
                1,
                "always",
                "model always: label: late is true in all 150 labels before " + UNTIL,
                "choose a later train_until, or labels of two classes");
        refused(1, "once", "model once: label: late is false in all 150 labels before " + UNTIL);
        refused(
                1,
                "three",
                "model three: label: late has more than 2 different values",
                "gbt_classifier separates two classes; for more use random_forest_classifier");
    }

    @Test
    void testLabelsOfOneClassHaveNoArea() {
        JsonNode metrics = train("settled").path("metrics");
        assertThat(metrics.path("base_rate").asDouble()).isZero();
        assertThat(metrics.path("accuracy").asDouble()).isBetween(0.0, 1.0);
        assertThat(metrics.has("auc")).isFalse();
        assertThat(metrics.has("pr_auc")).isFalse();
    }

    @Test
    void theSummaryNamesTheFeaturesThatPredictBestAlone() {
        JsonNode alone = train("settled").path("feature_auc");
        Ended ended = project.run("train", "settled");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("  alone        sent_1d %.4f, size %.4f (auc of one feature, over all labels)"
                        .formatted(
                                alone.path("sent_1d").asDouble(),
                                alone.path("size").asDouble()));
    }
}
