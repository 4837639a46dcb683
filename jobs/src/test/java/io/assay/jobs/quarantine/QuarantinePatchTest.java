package io.assay.jobs.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarantined rows are counted by reason, shown, and replayed with other values; what happened to each is kept. */
class QuarantinePatchTest {
    @TempDir
    Path folder;

    private static JsonNode row(TestProject project, String note) {
        for (JsonNode row :
                project.report("quarantine", "show", "orders").json().path("rows")) {
            if (row.path("row").path("note").asText().equals(note)) {
                return row;
            }
        }
        throw new AssertionError("no open row with the note " + note);
    }

    @Test
    void patchedRowsArePublishedOnceAndTheOthersStay() {
        TestProject project = Orders.in(folder);
        String input =
                project.file("in/a.csv", "id,amount,note", "1,10,a", "2,-5,b", "3,\"7,5\",c", "4,-8,d", "5,,e", "6");
        assertThat(project.report("ingest", "orders", "--input", input).rows("quarantined"))
                .isEqualTo(5);

        JsonNode reasons = project.report("quarantine", "list", "orders", "--by", "reason")
                .json()
                .path("reasons");
        assertThat(reasons.get(0).path("rule").asText()).isEqualTo("amount.minimum");
        assertThat(reasons.get(0).path("column").asText()).isEqualTo("amount");
        assertThat(reasons.get(0).path("open").asLong()).isEqualTo(2);
        assertThat(project.run("quarantine", "show", "orders").out())
                .containsPattern("! +amount +-5 +amount\\.minimum \\(-5\\.0\\)")
                .containsPattern("! +amount +7,5 +amount\\.type \\(7,5\\)")
                .contains("raw 6");

        Ended first = project.report(
                "quarantine",
                "replay",
                "orders",
                "--set",
                "amount=-2 * amount",
                "--where",
                "amount < -6",
                "--as",
                "eve");
        assertThat(first.rows("published")).as(first.err()).isEqualTo(1);
        Ended second = project.report(
                "quarantine",
                "replay",
                "orders",
                "--set",
                "amount=cast(replace(get_json_object(_row, '$.amount'), ',', '.') AS double)",
                "--set",
                "note=upper(note)",
                "--where",
                "array_contains(_rules, 'amount.type')");
        assertThat(second.rows("published")).as(second.err()).isEqualTo(1);
        String failing = row(project, "b").path("id").asText();
        Ended third = project.report(
                "quarantine", "replay", "orders", "--set", "amount=coalesce(amount - 1, 3)", "--where", "id IN (2, 5)");
        assertThat(third.rows("quarantined")).as(third.err()).isEqualTo(1);

        assertThat(project.rows("SELECT id, amount, note FROM datasets.orders ORDER BY id"))
                .containsExactly("[1,10.0,a]", "[3,7.5,C]", "[4,16.0,d]", "[5,3.0,e]");
        Ended history = project.report(
                "quarantine",
                "show",
                "orders",
                "--id",
                row(project, "b").path("id").asText());
        JsonNode steps = history.json().path("history");
        assertThat(steps.size()).isEqualTo(3);
        assertThat(steps.get(0).path("id").asText()).isEqualTo(failing);
        assertThat(steps.get(1).path("result").asText()).isEqualTo("quarantined");
        assertThat(steps.get(1).path("patch").asText())
                .isEqualTo("{\"set\":{\"amount\":\"coalesce(amount - 1, 3)\"},\"where\":\"id IN (2, 5)\"}");
        assertThat(steps.get(2).path("rules").toString()).isEqualTo("[\"amount.minimum\"]");
        assertThat(history.json().path("row").path("row").path("amount").asText())
                .isEqualTo("-6.0");
        assertThat(project.rows("SELECT event, actor FROM quarantine.quarantine_events WHERE actor = 'eve'"))
                .containsExactly("[published,eve]");
        assertThat(project.report("quarantine", "show", "orders")
                        .json()
                        .path("total")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void whatCannotBeSetIsSaid() {
        TestProject project = Orders.in(folder);
        project.report("ingest", "orders", "--input", project.file("in/a.csv", "id,amount,note", "1,10,a", "2,-5,b"));

        assertThat(project.run("quarantine", "replay", "orders", "--set", "amont=1")
                        .err())
                .contains("dataset orders has no column 'amont'");
        assertThat(project.run("quarantine", "replay", "orders", "--set", "amount=amont")
                        .err())
                .contains("--set")
                .contains("amont");
        Ended fails = project.run("quarantine", "replay", "orders", "--set", "amount=1 / 0");
        assertThat(fails.exit()).as(fails.err()).isEqualTo(1);
        assertThat(fails.err()).contains("--set: cannot be evaluated on some row");
        assertThat(project.run("quarantine", "replay", "orders", "--set", "amount=(select 1)")
                        .exit())
                .isEqualTo(2);
        for (String[] wrong :
                List.of(new String[] {"--set", "amount=nosuch"}, new String[] {"--where", "nosuch > 1"})) {
            Ended unknown = project.run("quarantine", "replay", "orders", wrong[0], wrong[1]);
            assertThat(unknown.exit()).as(unknown.err()).isEqualTo(2);
            assertThat(unknown.err())
                    .contains(wrong[0] + ": ", "`nosuch` cannot be resolved")
                    .doesNotContain(" pos ");
        }
        assertThat(project.report("quarantine", "show", "orders")
                        .json()
                        .path("total")
                        .asLong())
                .isEqualTo(1);
    }
}
