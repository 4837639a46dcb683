package io.assay.jobs.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputeCommandTest {
    private static final String FIRST = """
            SELECT * FROM VALUES
              ('a', TIMESTAMP '2020-01-01 10:00:00', TIMESTAMP '2020-01-01 12:00:00', 1),
              ('b', TIMESTAMP '2020-01-01 10:00:00', TIMESTAMP '2020-01-01 10:00:00', 2),
              (NULL, TIMESTAMP '2020-01-01 10:00:00', TIMESTAMP '2020-01-01 10:00:00', 3),
              ('a', NULL, TIMESTAMP '2020-01-01 10:00:00', 4),
              ('a', TIMESTAMP '2020-01-01 10:00:00', NULL, 5)
            AS t(id, at, landed, x)""";
    private static final String SECOND = """
            SELECT * FROM VALUES
              ('a', TIMESTAMP '2020-01-01 09:59:00', TIMESTAMP '2020-01-01 11:00:00', 6)
            AS t(id, at, landed, x)""";
    private static final String WINDOWS = """
            view: windows
            entity: thing
            source: {dataset: events, event_time: at, available: landed}
            window:
              - {name: n, aggregate: count, over: 1d}
              - {name: total, aggregate: sum, of: x, over: 1d}
            """;

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void make() {
        project = TestProject.in(folder)
                .with("entities.yaml", "entities:\n  thing: {join_keys: {id: string}}\n")
                .with("contracts/events.odcs.yaml", contract("append"))
                .with("views/windows.yaml", WINDOWS)
                .with("views/newest.yaml", """
                        view: newest
                        entity: thing
                        source: {dataset: events, event_time: at}
                        latest: [x]
                        """);
    }

    private static String contract(String mode) {
        return """
                kind: DataContract
                apiVersion: v3.1.0
                id: events
                name: events
                version: 1.0.0
                status: active
                schema:
                  - name: events
                    customProperties: [{property: writeMode, value: %s}]
                    properties:
                      - {name: id, logicalType: string}
                      - {name: at, logicalType: timestamp}
                      - {name: landed, logicalType: timestamp}
                      - {name: x, logicalType: integer, physicalType: int}
                """.formatted(mode);
    }

    private JsonNode compute(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "compute";
        arguments[1] = "--json";
        System.arraycopy(more, 0, arguments, 2, more.length);
        Ended ended = project.run(arguments);
        assertThat(ended.exit()).as(ended.err()).isZero();
        return ended.json();
    }

    private List<String> log(String view) {
        return project
                .sql("SELECT id, kind, known, sequence, array_join(runs, ' ') FROM features." + view
                        + " ORDER BY sequence, kind DESC, known, id")
                .collectAsList()
                .stream()
                .map(Row::mkString)
                .toList();
    }

    @Test
    void nothingNewLeavesNoEntryAndADefinitionThatIsNewIsNotNothing() {
        project.publish("events", FIRST);
        compute();
        long logged = computations();
        JsonNode nothing = compute("newest");
        assertThat(nothing.at("/status").asText()).isEqualTo("nothing_new");
        assertThat(view(nothing, "newest").at("/table_version").asLong()).isZero();
        assertThat(compute("--until", "2013-01-01T00:00:00Z").at("/status").asText())
                .isEqualTo("nothing_new");
        assertThat(computations()).isEqualTo(logged);

        project.with("services/model.yaml", "service: model\nfeatures: [newest]\n");
        assertThat(compute().at("/status").asText()).isEqualTo("nothing_new");
        assertThat(computations()).isEqualTo(logged + 1);
        assertThat(project.sql("SELECT 1 FROM definitions WHERE kind = 'service' AND name = 'model'")
                        .count())
                .isEqualTo(1);
        compute();
        assertThat(computations()).isEqualTo(logged + 1);
    }

    private long behind(String view) {
        for (JsonNode status : project.run("status", "--json").json().at("/views")) {
            if (status.path("view").asText().equals(view)) {
                return status.path("behind").asLong();
            }
        }
        throw new IllegalStateException("no view " + view);
    }

    private long computations() {
        return project.sql("SELECT 1 FROM assay.runs WHERE command = 'compute'").count();
    }

    @Test
    void onlyWhatWasPublishedSinceIsAdded() {
        project.publish("events", FIRST);
        JsonNode first = compute();
        assertThat(first.at("/status").asText()).isEqualTo("computed");
        JsonNode windows = view(first, "windows");
        assertThat(windows.at("/rows/read").asLong()).isEqualTo(5);
        assertThat(windows.at("/rows/written").asLong()).isEqualTo(2);
        assertThat(windows.at("/unusable").toString())
                .isEqualTo("{\"event_time is null\":1,\"available is null\":1,\"key id is null\":1}");
        assertThat(view(first, "newest").at("/rows/written").asLong()).isEqualTo(3);

        assertThat(compute().at("/status").asText()).isEqualTo("nothing_new");
        project.publish("events", SECOND);
        assertThat(view(compute(), "windows").at("/rows/read").asLong()).isEqualTo(1);
        assertThat(log("windows"))
                .containsExactly(
                        "badd2020-01-01 10:00:01.01run1",
                        "aadd2020-01-01 12:00:00.01run1",
                        "aadd2020-01-01 11:00:00.02run2");
    }

    @Test
    void aRunOfAnotherCommandCannotBeApproved() {
        project.publish("events", FIRST);
        String run = compute().at("/run").asText();
        Ended ended = project.run("runs", "publish", run, "--reason", "it looks right");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
                .contains("run %s: is not about a batch; only a held batch can be approved".formatted(run));
    }

    private static JsonNode view(JsonNode document, String name) {
        for (JsonNode view : document.at("/views")) {
            if (view.at("/view").asText().equals(name)) {
                return view;
            }
        }
        throw new AssertionError(document);
    }

    @Test
    void whatIsKnownLaterThanUntilComesLaterAndOnce() {
        project.publish("events", FIRST);
        compute("windows", "--until", "2020-01-01T11:00:00Z");
        assertThat(log("windows")).containsExactly("badd2020-01-01 10:00:01.01run1");
        project.publish("events", SECOND);
        compute("windows", "--until", "2020-01-01T11:30:00Z");
        compute("windows", "--until", "2020-01-01T11:30:00Z");
        compute("windows");
        compute("windows");
        assertThat(log("windows"))
                .containsExactly(
                        "badd2020-01-01 10:00:01.01run1",
                        "aadd2020-01-01 12:00:00.01run1",
                        "aadd2020-01-01 11:00:00.02run2");
    }

    @Test
    void aReplacedDatasetErasesItsKeysAndIsAddedAnew() {
        project.with("contracts/events.odcs.yaml", contract("replace"));
        project.publish("events", FIRST);
        compute("windows");
        project.replace("events", SECOND);
        compute("windows");
        assertThat(compute("windows").at("/status").asText()).isEqualTo("nothing_new");
        assertThat(log("windows"))
                .containsExactly(
                        "aerase1970-01-01 00:00:00.01run2",
                        "berase1970-01-01 00:00:00.01run2",
                        "badd2020-01-01 10:00:01.01run1",
                        "aadd2020-01-01 12:00:00.01run1",
                        "aadd2020-01-01 11:00:00.02run2");
    }

    @Test
    void aChangedDefinitionIsBuiltBesideTheOldAndTakesOver() {
        project.publish("events", FIRST);
        String before = view(compute(), "windows").at("/version").asText();
        project.with("views/windows.yaml", WINDOWS.replace("over: 1d", "over: 2d"));
        assertThat(behind("windows")).isEqualTo(1);
        String after = view(compute(), "windows").at("/version").asText();
        assertThat(after).isNotEqualTo(before);
        assertThat(behind("windows")).isZero();
        assertThat(folder.resolve("warehouse/features/windows/" + before + "/log/_delta_log"))
                .exists();
        List<Row> live = project.sql(
                        "SELECT version, features FROM assay.definitions WHERE kind = 'view' AND name = 'windows'"
                                + " AND live ORDER BY at DESC")
                .collectAsList();
        assertThat(live.get(0).getString(0)).isEqualTo(after);
        assertThat(live.get(0).getString(1)).isEqualTo("{\"n\":\"long\",\"total\":\"long\"}");
    }

    @Test
    void rewrittenRowsOfAnAppendDatasetAreRefused() {
        project.publish("events", FIRST);
        compute();
        project.replace("events", SECOND);
        Ended refused = project.run("compute");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("datasets.events: snapshot", "is not an append", "publish by 'assay ingest'");
    }

    @Test
    void mistakesAreReportedInOneSentence() {
        Ended unknown = project.run("compute", "nosuch");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no view 'nosuch'; use one of");
        Ended empty = project.run("compute");
        assertThat(empty.exit()).isEqualTo(1);
        assertThat(empty.err()).contains("datasets.events: nothing has been published yet; run 'assay ingest");
    }

    @Test
    void whatTheProjectNoLongerHasIsRetiredAndComesBack() throws Exception {
        project.with("services/model.yaml", "service: model\nfeatures: [windows, newest]\n");
        project.publish("events", FIRST);
        assertThat(compute().at("/retired").toString()).isEqualTo("[]");
        Files.delete(folder.resolve("views/newest.yaml"));
        Files.delete(folder.resolve("services/model.yaml"));
        JsonNode live = project.run("status", "--json").json().at("/views/1");
        assertThat(live.at("/view").asText()).isEqualTo("newest");
        assertThat(live.at("/live").isNull()).isFalse();
        assertThat(live.at("/defined").isNull()).isTrue();
        Ended ended = project.run("compute");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("""
                        view newest is retired: the project no longer has it; its tables stay
                        service model is retired: the project no longer has it; its tables stay
                        """);
        assertThat(project.rows("SHOW TABLES IN features").toString())
                .contains("windows")
                .doesNotContain("newest");
        assertThat(compute().at("/retired").toString()).isEqualTo("[]");

        project.with("views/newest.yaml", """
                view: newest
                entity: thing
                source: {dataset: events, event_time: at}
                latest: [x]
                """);
        assertThat(compute().at("/status").asText()).isEqualTo("nothing_new");
        assertThat(log("newest")).hasSize(3);
    }

    @Test
    void checkPublishRetiresWithoutComputing() throws Exception {
        project.publish("events", FIRST);
        compute();
        Files.delete(folder.resolve("views/newest.yaml"));
        Files.delete(folder.resolve("views/windows.yaml"));
        Ended none = project.run("compute");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("'assay check --publish' stops the serving of removed ones");
        Ended ended = project.report("check", "--publish");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.json().at("/retired").toString())
                .isEqualTo("[{\"kind\":\"view\",\"name\":\"newest\"},{\"kind\":\"view\",\"name\":\"windows\"}]");
        assertThat(project.rows("SHOW TABLES IN features")).isEmpty();
        assertThat(project.report("check", "--publish").json().at("/retired").toString())
                .isEqualTo("[]");
        assertThat(project.run("check", "--publish", "views").err())
                .contains("--publish: takes no PATH, and 'views' is given; name the project with --project DIR");
    }

    @Test
    void anExpressionThatCannotBeEvaluatedIsNamed() {
        project.publish("events", FIRST);
        expectFailure(
                "latest: [{name: x, of: \"decode(encode(id, 'UTF-8'), 'nope')\"}]",
                "",
                "view newest: latest.x: 'decode(encode(id, 'UTF-8'), 'nope')' cannot be evaluated: "
                        + "'nope' is not a known encoding; fix the expression, or the data that it reads");
        expectFailure(
                "latest: [x]",
                ", where: \"encode(id, 'nope') = X'00'\"",
                "view newest: source.where: 'encode(id, 'nope') = ");
        expectFailure(
                "window: [{name: n, aggregate: count, of: x, where: \"encode(id, 'nope') = X'00'\", over: 1d}]",
                "",
                "view newest: window.n.where: 'encode(id, 'nope') = ");
        expectFailure(
                "latest: [{name: x, of: \"from_json(id, schema_of_json('{')).a\"}]", "", "view newest: latest.x: ");
    }

    private void expectFailure(String features, String source, String message) {
        project.with("views/newest.yaml", """
                view: newest
                entity: thing
                source: {dataset: events, event_time: at%s}
                %s
                """.formatted(source, features));
        Ended ended = project.run("compute", "newest");
        assertThat(ended.err()).contains(message);
        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    }
}
