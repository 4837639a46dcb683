package io.assay.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final String HEADER = "id,amount,note";

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() {
        project = Orders.in(folder);
    }

    @Test
    void rowsThatPassArePublishedAndTheOthersAreQuarantinedWithTheirReasons() {
        String input = project.file("in/a.csv", HEADER, "1,10,a", "2,-5,b", "3,,c", "4,x,d", "1,11,e", "5,7,f");

        Ended call = project.report("ingest", "orders", "--input", input);

        assertThat(call.exit()).as(call.err()).isZero();
        assertThat(call.status()).isEqualTo("published");
        assertThat(List.of(call.rows("read"), call.rows("published"), call.rows("quarantined"), call.rows("dropped")))
                .containsExactly(6L, 2L, 4L, 0L);
        assertThat(project.rows("SELECT id, amount, note, _sequence FROM datasets.orders ORDER BY id"))
                .containsExactly("[1,11.0,e,1]", "[5,7.0,f,1]");
        assertThat(project.rows("SELECT concat_ws(',', reasons.rule), get_json_object(row, '$.note') FROM"
                        + " quarantine.orders ORDER BY 2"))
                .containsExactly("[id.unique,a]", "[amount.minimum,b]", "[amount.required,c]", "[amount.type,d]");
        assertThat(project.rows("SELECT run, status FROM assay.runs"))
                .containsExactly(
                        "[%s,published]".formatted(call.json().path("run").asText()));
        assertThat(project.rows("SELECT count(*) FROM assay.metrics WHERE run IS NOT NULL"))
                .doesNotContain("[0]");
        assertThat(project.rows("SELECT name, version FROM assay.definitions")).contains("[shop-orders,1.0.0]");
    }

    @Test
    void theSameBatchTwiceChangesNothingUnlessItIsForced() {
        String input = project.file("in/a.csv", HEADER, "1,10,a", "2,5,b");
        assertThat(project.report("ingest", "orders", "--input", input).status())
                .isEqualTo("published");

        assertThat(count("quarantine.orders")).isZero();
        Ended twice = project.report("ingest", "orders", "--input", input);

        assertThat(twice.exit()).isZero();
        assertThat(twice.status()).isEqualTo("nothing_new");
        assertThat(count("datasets.orders")).isEqualTo(2);
        Ended again = project.report("ingest", "orders", "--input", input, "--again");
        assertThat(again.status()).isEqualTo("held"); // both keys are published already
        assertThat(again.exit()).isEqualTo(1);
        assertThat(count("datasets.orders")).isEqualTo(2);
    }

    @Test
    void aDryRunCountsAndWritesNothing() throws IOException {
        String input = project.file("in/a.csv", HEADER, "1,10,a", "2,-5,b");

        Ended call = project.report("ingest", "orders", "--input", input, "--dry-run");

        assertThat(call.exit()).as(call.err()).isZero();
        assertThat(call.status()).isEqualTo("dry_run");
        assertThat(call.rows("quarantined")).isEqualTo(1);
        assertThat(call.violations("amount.minimum")).isEqualTo(1);
        assertThat(Files.exists(folder.resolve("warehouse/datasets/orders"))).isFalse();
        assertThat(Files.exists(folder.resolve("warehouse/assay/log"))).isFalse();
    }

    @Test
    void aHeldBatchIsInvisibleCanBeInspectedAndApproved() {
        String input = project.file("in/a.csv", HEADER, "1,10,a", "2,-5,b");
        Ended held = project.report("ingest", "orders", "--input", input, "--fail-on", "quarantine");
        String run = held.json().path("run").asText();
        assertThat(held.exit()).isEqualTo(1);
        assertThat(held.status()).isEqualTo("held");
        assertThat(List.of(held.rows("read"), held.rows("passed"), held.rows("published")))
                .containsExactly(2L, 1L, 0L);
        assertThat(count("datasets.orders")).isZero();
        assertThat(project.report("quarantine", "show", "orders")
                        .json()
                        .path("total")
                        .asLong())
                .isZero();

        Ended shown = project.report("quarantine", "show", "orders", "--run", run);
        assertThat(shown.json().path("rows").get(0).path("row").path("note").asText())
                .isEqualTo("b");
        assertThat(runs("held")).containsExactly(run);
        Ended published = project.report("runs", "publish", run, "--reason", "the shop said so");

        assertThat(published.exit()).as(published.err()).isZero();
        assertThat(count("datasets.orders")).isEqualTo(1);
        assertThat(count("quarantine.orders")).isEqualTo(1);
        assertThat(runs("held")).as("waits no longer").isEmpty();
        assertThat(runs("published")).containsExactly(run);
        assertThat(project.report("runs", "list").json().path("runs")).hasSize(1);
        Ended record = project.report("runs", "show", run);
        assertThat(record.status()).isEqualTo("published");
        assertThat(List.of(record.rows("passed"), record.rows("published"))).containsExactly(1L, 1L);
        assertThat(record.json().path("decisions").get(0).path("reason").asText())
                .isEqualTo("the shop said so");
        Ended again = project.run("runs", "publish", run, "--reason", "once more");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.out()).isEqualTo("orders: nothing new, run %s was published already\n".formatted(run));
    }

    private List<String> runs(String status) {
        return project.report("runs", "list", "--status", status)
                .json()
                .path("runs")
                .findValuesAsText("run");
    }

    @Test
    void aHeldBatchThatWasOvertakenIsAuditedAgainBeforeItIsApproved() {
        String first = project.file("in/a.csv", HEADER, "1,10,a", "2,-5,b", "3,1,c");
        String run = project.report("ingest", "orders", "--input", first, "--fail-on", "quarantine")
                .json()
                .path("run")
                .asText();
        project.report("ingest", "orders", "--input", project.file("in/b.csv", HEADER, "1,20,z"));

        Ended published = project.report("runs", "publish", run, "--reason", "late");

        assertThat(published.exit()).as(published.err()).isZero();
        assertThat(project.rows("SELECT id, note FROM datasets.orders ORDER BY id"))
                .containsExactly("[1,z]", "[3,c]");
        assertThat(count("quarantine.orders")).isEqualTo(2);
    }

    @Test
    void whatWasNotThereWhenABatchWasHeldIsNotApproved() {
        project.file("in/held/a.csv", HEADER, "1,10,a", "2,-5,b");
        Ended held = project.report("ingest", "orders", "--input", folder + "/in/held", "--fail-on", "quarantine");
        String run = held.json().path("run").asText();
        project.report("ingest", "orders", "--input", project.file("in/b.csv", HEADER, "1,20,z"));
        project.file("in/held/c.csv", HEADER, "9,9,nobody saw it");

        Ended refused = project.run("runs", "publish", run, "--reason", "late");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("run " + run + ": what it was read from has changed since: another file, or another version")
                .contains("ingest what is there now: assay ingest orders --input " + folder + "/in/held");
        assertThat(project.rows("SELECT id FROM datasets.orders")).containsExactly("[1]");
        assertThat(project.report("runs", "show", run).status()).isEqualTo("held");
    }

    @Test
    void aBatchWhoseApprovalFailedStaysHeld() {
        String first = project.file("in/a.csv", HEADER, "1,10,a", "2,-5,b");
        String run = project.report("ingest", "orders", "--input", first, "--fail-on", "quarantine")
                .json()
                .path("run")
                .asText();
        project.report("ingest", "orders", "--input", project.file("in/b.csv", HEADER, "7,20,z"));
        Orders.contract(project, "1.0.0", "      - {name: note, logicalType: integer}");

        Ended failed = project.run("runs", "publish", run, "--reason", "known");

        assertThat(failed.exit()).as(failed.out() + failed.err()).isEqualTo(1);
        assertThat(failed.out() + failed.err()).contains("note");
        assertThat(project.report("runs", "show", run).status()).isEqualTo("held");
        Orders.contract(project, "1.0.0", "");
        assertThat(project.report("runs", "publish", run, "--reason", "known").status())
                .isEqualTo("published");
        assertThat(project.rows("SELECT id FROM datasets.orders ORDER BY id")).containsExactly("[1]", "[7]");
    }

    @Test
    void aReplaceDatasetIsItsNewestBatch() {
        project.report(
                "ingest", "customers", "--input", project.file("in/c1.csv", "name,city", "ann,Bonn", "bob,Rome"));
        project.report("ingest", "customers", "--input", project.file("in/c2.csv", "name,city", "ann,Oslo"));

        assertThat(project.rows("SELECT name, city, _sequence FROM datasets.customers"))
                .containsExactly("[ann,Oslo,2]");
    }

    @Test
    void aForeignKeyIsComparedWithThePublishedRowsOfTheOtherDataset() {
        Orders.contract(
                project, "1.0.0", "      - {name: buyer, logicalType: string, relationships: [{to: customers.name}]}");
        project.report("ingest", "customers", "--input", project.file("in/c.csv", "name,city", "ann,Bonn"));

        Ended call = project.report(
                "ingest",
                "orders",
                "--input",
                project.file("in/a.csv", "id,amount,buyer", "1,1,ann", "2,1,zoe", "3,1,"));

        assertThat(call.rows("published")).as(call.err()).isEqualTo(2);
        assertThat(call.violations("buyer.foreignKey")).isEqualTo(1);
    }

    @Test
    void aNewOptionalColumnComesWithItsBatchAndABrokenPromiseStopsTheRun() {
        project.report("ingest", "orders", "--input", project.file("in/a.csv", HEADER, "1,10,a"));
        Orders.contract(
                project,
                "1.1.0",
                "      - {name: note, logicalType: string}\n      - {name: coupon, logicalType: string}");
        String input = project.file("in/b.csv", "id,amount,note,coupon", "2,5,b,X1");
        assertThat(project.report("ingest", "orders", "--input", input, "--dry-run")
                        .exit())
                .isZero();
        assertThat(project.rows("SELECT * FROM datasets.orders").get(0)).doesNotContain("null");

        Ended wider = project.report("ingest", "orders", "--input", input);

        assertThat(wider.status()).as(wider.err()).isEqualTo("published");
        assertThat(project.rows("SELECT id, coupon FROM datasets.orders ORDER BY id"))
                .containsExactly("[1,null]", "[2,X1]");
        Orders.contract(project, "2.0.0", "      - {name: note, logicalType: integer}");
        Ended broken = project.report("ingest", "orders", "--input", project.file("in/c.csv", HEADER, "3,5,7"));
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.status()).isEqualTo("failed");
        assertThat(broken.json().path("faults").toString())
                .contains("note", "type string becomes bigint", "coupon", "the column is gone", "keep");
        assertThat(count("datasets.orders")).isEqualTo(2);
    }

    @Test
    void anEmptyFileIsNothingNewAndAMissingColumnFailsBeforeAnyRow() {
        Ended empty = project.report("ingest", "orders", "--input", project.file("in/empty.csv"));
        assertThat(empty.exit()).as(empty.err()).isZero();
        assertThat(empty.status()).isEqualTo("nothing_new");
        assertThat(empty.json().path("warnings")).isNotEmpty();
        Ended header = project.report("ingest", "orders", "--input", project.file("in/header.csv", HEADER));
        assertThat(header.status()).as(header.err()).isEqualTo("nothing_new");
        assertThat(header.json().path("warnings")).isNotEmpty();

        Ended missing = project.report("ingest", "orders", "--input", project.file("in/bad.csv", "id,note", "1,a"));

        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.status()).isEqualTo("failed");
        assertThat(missing.json().path("faults").toString()).contains("amount");
        assertThat(project.rows("SELECT status FROM assay.runs")).containsExactly("[failed]");
    }

    @Test
    void unreadableInputAndWrongUsageAreReportedInOneMessage() {
        Ended gone = project.report(
                "ingest", "orders", "--input", folder.resolve("in/gone.csv").toString());
        assertThat(gone.exit()).isEqualTo(1);
        assertThat(gone.json().path("faults").toString()).contains("gone.csv", "there is no such file or folder");
        assertThat(folder.resolve("warehouse")).as("Spark did not start").doesNotExist();
        Ended unknown = project.report("ingest", "nobody", "--input", "x.csv");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("dataset nobody", "orders");
        Ended id = project.report("ingest", "orders", "--input", "x.csv", "--run-id", "a b");
        assertThat(id.exit()).isEqualTo(2);
        assertThat(id.err()).contains("'a b' cannot be a run's id");
        Ended kafka = project.report("ingest", "orders", "--input", "kafka://h:9092/orders");
        assertThat(kafka.exit()).isEqualTo(2);
        assertThat(kafka.err()).contains("is a topic").contains("add --stream");
        assertThat(kafka.err()).doesNotContain("\tat ");
    }

    private long count(String table) {
        return project.context().spark().table(table).count();
    }

    @Test
    void theReportIsLeftAsOnePageThatNeedsNothingElse() throws IOException {
        String input = project.file("in/a.csv", HEADER, "1,10,a", "2,-5,<b>a</b>", "3,,c", "4,x,d");
        Path page = folder.resolve("out/report.html");

        Ended call = project.report("ingest", "orders", "--input", input, "--report", page.toString());

        assertThat(call.exit()).as(call.err()).isZero();
        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("<span class=\"pill published\">published</span><h1>orders</h1>")
                .contains("<b>4</b> rows read = <b>1</b> passed + <b>3</b> quarantined + <b>0</b> dropped")
                .contains("<tr class=\"fail\"><td>fail<td>amount.minimum<td>amount<td>")
                .contains("<tr><td>amount.minimum<td><mark>-5.0</mark><td>" + input
                        + ":22<td><code>{&quot;id&quot;:&quot;2&quot;")
                .contains("&lt;b&gt;a&lt;/b&gt;")
                .contains("<tr class=\"pass\"><td>pass<td>id.unique<td>id<td>")
                .doesNotContain("<b>a</b>")
                .doesNotContain("http:", "https:", "<script");
        String more = project.file("in/b.csv", HEADER, "5,1000,a", "6,2000,b", "7,3000,c");
        project.report("ingest", "orders", "--input", more, "--report", page.toString());
        assertThat(Files.readString(page))
                .contains("<title>5 %: 1,000; 25 %: 1,000; median: 2,000; 75 %: 3,000; 95 %: 3,000</title>");
    }
}
