package io.assay.jobs.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay of rows 2, 3 and 4 that is held for an amount of 7; row 4 fails again. */
class HeldReplayTest {
    @TempDir
    Path folder;

    private TestProject project;
    private String run = "";

    @BeforeEach
    void holdAReplay() {
        project = Orders.in(folder);
        contract("1.0.0", 1);
        ingest("a", "1,10,a", "2,5,bb", "3,7,ccc", "4,-1,dd");
        contract("1.1.0", 3, """
                quality:
                  - {id: large, type: sql, query: "SELECT max(amount) FROM {object}", mustBeLessThan: 7}\
            """);
        Ended held = project.report("quarantine", "replay", "orders", "--set", "note=upper(note)", "--as", "ada");
        assertThat(held.status()).as(held.err()).isEqualTo("held");
        run = held.json().path("run").asText();
    }

    private void contract(String version, int longest, String... object) {
        Orders.contract(
                project,
                version,
                "      - {name: note, logicalType: string, logicalTypeOptions: {maxLength: %d}}".formatted(longest),
                object);
    }

    private Ended ingest(String name, String... rows) {
        String[] lines = new String[rows.length + 1];
        lines[0] = "id,amount,note";
        System.arraycopy(rows, 0, lines, 1, rows.length);
        Ended ended = project.report("ingest", "orders", "--input", project.file("in/" + name + ".csv", lines));
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo("published");
        return ended;
    }

    private Ended approve() {
        return project.report("runs", "publish", run, "--reason", "known");
    }

    private long open() {
        return project.report("quarantine", "show", "orders")
                .json()
                .path("total")
                .asLong();
    }

    @Test
    void isPublishedAsItIsWhereNothingElseWas() {
        Ended approved = approve();

        assertThat(approved.status()).as(approved.err()).isEqualTo("published");
        assertThat(project.rows("SELECT id, note FROM datasets.orders ORDER BY id"))
                .containsExactly("[1,a]", "[2,BB]", "[3,CCC]");
        assertThat(open()).isOne();
        assertThat(project.run("runs", "show", run).out())
                .startsWith("run %s: runs publish orders, published, ".formatted(run))
                .contains("\nrows: read 3, passed 2, ", "\nreason: known\n", "\ninputs: quarantine.orders\n")
                .containsPattern("\\nrules:\\n  rule +column +")
                .containsPattern("\\n  publish +published +known +")
                .doesNotContain("{");
        assertThat(project.report("runs", "show", run).rows("read")).isEqualTo(3);
    }

    @Test
    void isValidatedAgainAfterAnotherBatchAndEachRowIsPublishedOnce() {
        ingest("b", "5,1,e", "6,1,f", "7,1,g", "8,1,h", "9,1,wait");
        Ended other = project.report("quarantine", "replay", "orders", "--where", "id = 2");
        assertThat(other.rows("published")).as(other.err()).isOne();

        Ended approved = approve();

        assertThat(approved.exit()).as(approved.out() + approved.err()).isZero();
        assertThat(approved.status()).isEqualTo("published");
        assertThat(approved.json().path("run").asText()).isEqualTo(run);
        assertThat(approved.rows("read")).isEqualTo(2);
        assertThat(approved.rows("published")).isOne();
        assertThat(approved.json().path("warnings").toString())
                .contains("1 of its 3 rows are no longer open: since it was held they were replayed, replaced"
                        + " or removed");
        assertThat(project.rows("SELECT id, note FROM datasets.orders WHERE id < 5 ORDER BY id"))
                .containsExactly("[1,a]", "[2,bb]", "[3,CCC]");
        assertThat(project.rows(
                        "SELECT event, actor, patch FROM quarantine.quarantine_events WHERE run = '%s' ORDER BY event"
                                .formatted(run)))
                .containsExactly(
                        "[published,ada,{\"set\":{\"note\":\"upper(note)\"}}]",
                        "[quarantined,ada,{\"set\":{\"note\":\"upper(note)\"}}]");
        assertThat(open()).as("row 4, and 9, which the replay did not have").isEqualTo(2);
        assertThat(project.rows("SELECT command, status FROM assay.runs WHERE run = '%s' ORDER BY at DESC LIMIT 1"
                        .formatted(run)))
                .containsExactly("[runs publish,published]");
        assertThat(approve().status()).isEqualTo("nothing_new");
        assertThat(project.report("quarantine", "replay", "orders", "--where", "id = 3")
                        .status())
                .isEqualTo("nothing_new");
    }

    @Test
    void hasNothingToPublishWhereItsRowsWereReplayedSince() {
        contract("1.2.0", 3);
        Ended all = project.report("quarantine", "replay", "orders", "--where", "id < 4");
        assertThat(all.rows("published")).as(all.err()).isEqualTo(2);
        project.report("quarantine", "replay", "orders", "--set", "amount=1");

        Ended approved = approve();

        assertThat(approved.exit()).as(approved.out() + approved.err()).isZero();
        assertThat(approved.status()).isEqualTo("nothing_new");
        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id"))
                .containsExactly("[1]", "[2]", "[3]", "[4]");
    }

    @Test
    void saysWhatToDoWhereItsBranchIsGone() {
        ingest("b", "5,1,e");
        project.spark()
                .sql("ALTER TABLE quarantine.quarantine_events DROP BRANCH `run_%s`".formatted(run))
                .collectAsList();

        Ended approved = project.run("runs", "publish", run, "--reason", "known");

        assertThat(approved.exit()).isEqualTo(1);
        assertThat(approved.err())
                .contains("run %s: what it replayed is no longer kept; its rows are still in quarantine: replay them"
                        .formatted(run));
    }
}
