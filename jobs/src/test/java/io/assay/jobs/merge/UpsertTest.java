package io.assay.jobs.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpsertTest {
    @TempDir
    Path folder;

    private static void contract(TestProject project, String version, int maximum, String... custom) {
        project.with("contracts/a.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: a
                version: %s
                status: active
                schema:
                  - name: a
                    customProperties:
                      - {property: writeMode, value: upsert}
                      %s
                    properties:
                      - {name: id, logicalType: integer, primaryKey: true}
                      - {name: at, logicalType: integer}
                      - {name: op, logicalType: string}
                      - {name: v, logicalType: integer, required: true, logicalTypeOptions: {maximum: %d}}
                """.formatted(version, String.join("\n      ", custom), maximum));
    }

    private static final String ORDER = "- {property: orderBy, value: at}";
    private static final String DELETES = "- {property: deletedWhen, value: \"op = 'D'\"}";

    private int batches;

    private Ended ingest(TestProject project, String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = "id,at,op,v";
        System.arraycopy(lines, 0, all, 1, lines.length);
        String input = project.file("in/%d.csv".formatted(++batches), all);
        Ended ended = project.report("ingest", "a", "--input", input);
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("published");
        return ended;
    }

    @Test
    void theNewestRowOfAKeyIsPublishedWhateverTheOrderOfArrival() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 100, ORDER, DELETES);

        Ended first = ingest(project, "1,5,U,10", "1,4,U,11", "2,1,U,20", "3,1,U,30", "9,1,U,500");
        JsonNode rows = first.json().path("rows");

        assertThat(rows.path("read").asLong()).isEqualTo(5);
        assertThat(rows.path("passed").asLong()).isEqualTo(4);
        assertThat(rows.path("published").asLong()).isEqualTo(3);
        assertThat(rows.path("superseded").asLong()).isEqualTo(1);
        assertThat(rows.path("quarantined").asLong()).isEqualTo(1);

        Ended second = ingest(project, "1,3,U,12", "2,2,U,21", "3,2,D,", "4,1,D,", "5,,U,50");

        rows = second.json().path("rows");
        assertThat(rows.path("published").asLong()).isEqualTo(2);
        assertThat(rows.path("updated").asLong()).isEqualTo(1);
        assertThat(rows.path("deleted").asLong()).isEqualTo(2);
        assertThat(rows.path("superseded").asLong()).isEqualTo(1);
        assertThat(project.rows("SELECT id, v, _sequence FROM datasets.a ORDER BY id"))
                .containsExactly("[1,10,1]", "[2,21,2]", "[5,50,2]");

        ingest(project, "3,1,U,31", "4,2,U,40", "5,0,U,51"); // older than the deletion, newer, newer than null

        assertThat(project.rows("SELECT id, v FROM datasets.a ORDER BY id"))
                .containsExactly("[1,10]", "[2,21]", "[4,40]", "[5,51]");
        assertThat(project.rows("SELECT count(*) FROM quarantine.a")).containsExactly("[1]");
    }

    @Test
    void withoutAnOrderTheLaterRowWinsAndAReplayedRowCountsAsOfItsBatch() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 100, DELETES);
        ingest(project, "1,0,U,1", "1,0,U,2", "2,0,U,200", "3,0,U,300", "4,0,U,400");
        ingest(project, "2,0,U,20", "3,0,D,");
        contract(project, "1.1.0", 1000, DELETES);

        Ended replay = project.report("quarantine", "replay", "a");

        assertThat(replay.status()).as(replay.err()).isEqualTo("published");
        assertThat(replay.rows("published")).isEqualTo(1);
        assertThat(replay.rows("superseded")).isEqualTo(2);
        assertThat(project.rows("SELECT id, v FROM datasets.a ORDER BY id"))
                .containsExactly("[1,2]", "[2,20]", "[4,400]");
        assertThat(project.rows("SELECT event, count(*) FROM quarantine.quarantine_events GROUP BY 1 ORDER BY 1"))
                .containsExactly("[published,1]", "[superseded,2]");
        assertThat(project.report("quarantine", "replay", "a").status()).isEqualTo("nothing_new");
    }

    @Test
    void aHeldBatchChangesNothingUntilItIsApproved() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 100, ORDER, DELETES);
        ingest(project, "1,1,U,1", "2,1,U,2");
        String input = project.file("in/held.csv", "id,at,op,v", "1,2,U,10", "2,2,D,", "3,1,U,300");
        Ended held = project.report("ingest", "a", "--input", input, "--fail-on", "quarantine", "--run-id", "h");
        assertThat(held.status()).isEqualTo("held");
        assertThat(project.rows("SELECT id, v FROM datasets.a ORDER BY id")).containsExactly("[1,1]", "[2,2]");
        ingest(project, "7,1,U,7");

        Ended approved = project.report("runs", "publish", "h", "--reason", "so it is");

        assertThat(approved.status()).as(approved.err()).isEqualTo("published");
        assertThat(project.rows("SELECT id, v FROM datasets.a ORDER BY id")).containsExactly("[1,10]", "[7,7]");
        ingest(project, "2,1,U,3");
        assertThat(project.rows("SELECT count(*) FROM datasets.a WHERE id = 2")).containsExactly("[0]");
        assertThat(project.rows("SELECT name FROM assay.deleted.a.refs")).containsExactly("[main]");
    }

    /** With another key: names and types of its columns. */
    private static void keyed(TestProject project, String version, String custom, String... key) {
        StringBuilder columns = new StringBuilder();
        for (String column : key) {
            columns.append("      - {name: %s, primaryKey: true}\n".formatted(column));
        }
        project.with("contracts/a.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: a
                version: %s
                status: active
                schema:
                  - name: a
                    customProperties:
                      - {property: writeMode, value: upsert}
                      %s
                    properties:
                %s      - {name: op, logicalType: string}
                      - {name: v, logicalType: integer}
                """.formatted(version, custom, columns));
    }

    private void ingestAs(TestProject project, String... lines) {
        Ended ended = project.report("ingest", "a", "--input", project.file("in/%d.csv".formatted(++batches), lines));
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("published");
    }

    @ParameterizedTest
    @ValueSource(strings = {"double", "float"})
    void zeroIsOneKeyWhateverItsSign(String type) {
        TestProject project = TestProject.in(folder);
        keyed(project, "1.0.0", DELETES, "x, logicalType: number, physicalType: " + type);
        ingestAs(project, "x,op,v", "0.0,U,1", "1.5,U,1", "NaN,U,1");

        ingestAs(project, "x,op,v", "-0.0,U,2");

        assertThat(project.rows("SELECT v FROM datasets.a WHERE abs(x) < 1")).containsExactly("[2]");
        ingestAs(project, "x,op,v", "0.0,U,3");
        assertThat(project.rows("SELECT v FROM datasets.a WHERE abs(x) < 1")).containsExactly("[3]");
        ingestAs(project, "x,op,v", "-0.0,D,", "1.5,U,2");
        assertThat(project.rows("SELECT v FROM datasets.a WHERE abs(x) < 1")).isEmpty();
        assertThat(project.rows("SELECT count(*) FROM datasets.a")).containsExactly("[2]");
    }

    @Test
    void zeroIsADuplicateOfZeroWhateverItsSign() {
        TestProject project = TestProject.in(folder);
        project.with("contracts/b.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: b
                version: 1.0.0
                status: active
                schema:
                  - name: b
                    properties:
                      - {name: x, logicalType: number, physicalType: double, primaryKey: true}
                """);
        Ended first = project.report("ingest", "b", "--input", project.file("in/b1.csv", "x", "0.0", "1.5"));
        assertThat(first.rows("published")).isEqualTo(2);

        Ended second = project.report("ingest", "b", "--input", project.file("in/b2.csv", "x", "-0.0", "2.5"));

        assertThat(second.rows("published")).as(second.out()).isEqualTo(1);
        assertThat(second.rows("quarantined")).isEqualTo(1);
    }

    @Test
    void aKeyMayHaveAnyName() {
        TestProject project = TestProject.in(folder);
        String rule = "\n    quality:\n      - {type: sql, query: \"SELECT count(*) FROM a\", mustBeLessThan: 3,"
                + " customProperties: [{property: scope, value: dataset}]}";
        keyed(project, "1.0.0", DELETES + rule, "k1, logicalType: integer", "k0, logicalType: integer");
        ingestAs(project, "k1,k0,op,v", "1,2,U,1", "2,1,U,2");

        String next = project.file("in/next.csv", "k1,k0,op,v", "1,2,U,3", "2,1,D,");
        Ended dry = project.report("ingest", "a", "--input", next, "--dry-run");
        assertThat(dry.exit()).as(dry.out() + dry.err()).isZero();
        Ended ended = project.report("ingest", "a", "--input", next);
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("published");

        assertThat(project.rows("SELECT k1, k0, v FROM datasets.a")).containsExactly("[1,2,3]");
    }

    @Test
    void theOrderOfAPublishedDatasetStays() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 100, ORDER, DELETES);
        String input = project.file("in/held.csv", "id,at,op,v", "1,2,U,10", "2,2,D,", "3,1,U,300");
        Ended held = project.report("ingest", "a", "--input", input, "--fail-on", "quarantine", "--run-id", "h");
        assertThat(held.status()).as(held.out() + held.err()).isEqualTo("held");
        contract(project, "1.1.0", 100, ORDER.replace("at", "v"), DELETES); // nothing is published yet
        ingest(project, "1,1,U,10", "2,1,D,5");
        contract(project, "1.2.0", 100, ORDER, DELETES);
        input = project.file("in/other.csv", "id,at,op,v", "2,0,U,1");

        Ended other = project.report("ingest", "a", "--input", input);

        assertThat(other.exit()).as(other.out() + other.err()).isEqualTo(1);
        assertThat(other.out())
                .contains("orderBy v becomes at: published rows and deletions were chosen by the former")
                .contains("publish under a new dataset name");
        contract(project, "1.3.0", 100, ORDER.replace("at", "v"), DELETES);
        ingest(project, "2,9,U,4", "1,0,D,11");
        assertThat(project.rows("SELECT id FROM datasets.a")).isEmpty();
    }

    @Test
    void computeReadsWhatIsThereNow() {
        TestProject project = TestProject.in(folder);
        contract(project, "1.0.0", 100, ORDER, DELETES);
        project.with("entities.yaml", "entities:\n  thing: {join_keys: {id: long}}\n");
        project.with("views/t.yaml", """
                view: t
                entity: thing
                source: {dataset: a, event_time: "timestamp '2026-01-01T00:00:00Z'"}
                latest: [v]
                """);
        project.with("services/s.yaml", "service: s\nfeatures: [t]\n");
        ingest(project, "1,1,U,1", "2,1,U,2", "3,1,U,3");
        assertThat(project.run("compute").exit()).isZero();
        ingest(project, "1,2,U,10", "2,2,D,");
        Ended computed = project.run("compute");
        assertThat(computed.exit()).as(computed.err()).isZero();

        String labels = project.file(
                "labels.csv",
                "id,event_timestamp",
                "1,2026-06-01T00:00:00Z",
                "2,2026-06-01T00:00:00Z",
                "3,2026-06-01T00:00:00Z");
        Ended set = project.run("training-set", "s", "--labels", labels, "--output", folder + "/set.csv");

        assertThat(set.exit()).as(set.err()).isZero();
        assertThat(project.spark()
                        .read()
                        .option("header", "true")
                        .csv(folder + "/set.csv")
                        .select("id", "v")
                        .collectAsList())
                .extracting(Object::toString)
                .containsExactly("[1,10]", "[2,null]", "[3,3]");
    }
}
