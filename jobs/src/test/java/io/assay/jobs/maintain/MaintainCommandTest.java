package io.assay.jobs.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

class MaintainCommandTest {
    private static final String ROWS = "SELECT id, amount, note, _sequence FROM datasets.orders ORDER BY id";

    @TempDir
    Path folder;

    private static Ended ingest(TestProject project, int batch) {
        String input = project.file(
                "in/%d.csv".formatted(batch),
                "id,amount,note",
                "%d,1,a".formatted(batch),
                "%d,-1,b".formatted(batch + 100));
        return project.report("ingest", "orders", "--input", input);
    }

    private static Ended again(TestProject project, int batch) {
        return project.report("ingest", "orders", "--input", project.folder() + "/in/%d.csv".formatted(batch));
    }

    private static JsonNode table(Ended maintained, String name) {
        assertThat(maintained.exit()).as(maintained.err()).isZero();
        for (JsonNode table : maintained.json().path("tables")) {
            if (table.path("table").asText().equals(name)) {
                return table;
            }
        }
        throw new AssertionError("no table " + name + " in " + maintained.out());
    }

    private static long files(TestProject project, String table) throws IOException {
        try (Stream<Path> files =
                Files.walk(project.folder().resolve("warehouse").resolve(table))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    @Test
    void filesAndSnapshotsBecomeFewAndNothingElseChanges() throws IOException {
        TestProject project = Orders.in(folder);
        project.with("entities.yaml", "entities:\n  order: {join_keys: {id: long}}\n");
        project.with("views/t.yaml", """
                view: t
                entity: order
                source: {dataset: orders, event_time: "timestamp '2026-01-01T00:00:00Z'"}
                latest: [amount]
                """);
        for (int batch = 1; batch <= 6; batch++) {
            assertThat(ingest(project, batch).status()).isEqualTo("published");
            if (batch == 3) {
                assertThat(project.run("compute").exit()).isZero();
            }
        }
        List<String> rows = project.rows(ROWS);
        JsonNode planned = table(project.report("maintain", "--dry-run", "--snapshots", "0s"), "datasets.orders");
        assertThat(planned.path("compacted").asInt()).isEqualTo(6);
        assertThat(planned.path("into").asInt()).isEqualTo(1);
        assertThat(files(project, "datasets/orders")).isEqualTo(6);

        JsonNode done = table(project.report("maintain", "orders", "--snapshots", "0s"), "datasets.orders");

        assertThat(done.path("compacted").asInt()).isEqualTo(6);
        assertThat(done.path("into").asInt()).isEqualTo(1);
        assertThat(done.path("snapshots").asInt()).isEqualTo(5);
        assertThat(project.rows(ROWS)).isEqualTo(rows);
        assertThat(again(project, 2).status()).isEqualTo("nothing_new");
        assertThat(project.report("quarantine", "show", "orders")
                        .json()
                        .path("total")
                        .asLong())
                .isEqualTo(6);
        assertThat(project.run("compute").exit()).isZero();
        assertThat(project.rows("SELECT id, kind FROM features.t ORDER BY id"))
                .containsExactly("[1,add]", "[2,add]", "[3,add]", "[4,add]", "[5,add]", "[6,add]");
        assertThat(ingest(project, 7).status()).isEqualTo("published");
        assertThat(project.rows("SELECT _sequence FROM datasets.orders WHERE id = 7"))
                .containsExactly("[7]");
        table(project.report("maintain", "--snapshots", "0s"), "datasets.orders");
        assertThat(files(project, "datasets/orders")).isEqualTo(2); // the old ones are gone
        assertThat(again(project, 1).status()).isEqualTo("nothing_new");
        project.with("assay.yaml", "assay: 1\nproject: shop\nwarehouse: warehouse\nretention: {quarantine: 90d}\n");
        assertThat(table(project.report("maintain"), "quarantine.orders")
                        .path("rows")
                        .asLong())
                .isZero();
        assertThat(table(project.report("maintain", "--quarantine", "0s"), "quarantine.orders")
                        .path("rows")
                        .asLong())
                .isEqualTo(7);
        assertThat(project.rows("SELECT count(*) FROM quarantine.orders")).containsExactly("[0]");
    }

    @Test
    void theLogIsKeptInFewFilesAndSaysTheSame() throws IOException {
        TestProject project = Orders.in(folder);
        for (int batch = 1; batch <= 6; batch++) {
            assertThat(ingest(project, batch).status()).isEqualTo("published");
        }
        List<String> logged = logged(project);
        assertThat(files(project, "assay/log")).isEqualTo(6);
        assertThat(table(project.report("maintain", "--dry-run"), "assay.log")
                        .path("compacted")
                        .asInt())
                .isEqualTo(6);

        JsonNode log = table(project.report("maintain", "orders", "--snapshots", "1d"), "assay.log");

        assertThat(log.path("compacted").asInt()).isEqualTo(6);
        assertThat(log.path("into").asInt()).isEqualTo(1);
        assertThat(log.path("bytes").asLong()).isPositive();
        assertThat(logged(project)).isEqualTo(logged);
        assertThat(files(project, "assay/log")).isEqualTo(7); // who reads an earlier version still can
        assertThat(table(project.report("maintain", "--snapshots", "0s"), "assay.log")
                        .path("compacted")
                        .asInt())
                .isZero();
        assertThat(files(project, "assay/log")).isEqualTo(1);
        assertThat(logged(project)).isEqualTo(logged);
        assertThat(again(project, 2).status()).isEqualTo("nothing_new");
        assertThat(ingest(project, 7).status()).isEqualTo("published");
        assertThat(project.report("runs", "list").json().path("runs")).hasSize(7);
    }

    @Test
    void anEarlierVersionOfTheLogIsReadableAsLongAsAskedThoughDeltaForgotItsFiles() throws IOException {
        TestProject project = Orders.in(folder);
        for (int batch = 1; batch <= 6; batch++) {
            ingest(project, batch);
        }
        List<String> logged = logged(project);
        DeltaLog log = DeltaLog.forTable(SparkSession.active(), folder + "/warehouse/assay/log");
        SparkSession.active()
                .sql("ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.deletedFileRetentionDuration' = '0 seconds')"
                        .formatted(folder + "/warehouse/assay/log"));
        long version = log.update(false, Option.empty(), Option.empty()).version();
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(3)));
        try (Stream<Path> files = Files.walk(folder.resolve("warehouse/assay/log"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, old);
            }
        }

        table(project.report("maintain", "--snapshots", "2d"), "assay.log"); // makes one file of them
        table(project.report("maintain", "--snapshots", "2d"), "assay.log");

        assertThat(log.update(false, Option.empty(), Option.empty())
                        .tombstones()
                        .count())
                .isZero();
        assertThat(project.rows(
                        "SELECT to_json(struct(*)) FROM assay.log VERSION AS OF %d ORDER BY 1".formatted(version)))
                .isEqualTo(logged);
    }

    private static List<String> logged(TestProject project) {
        return project.rows("SELECT to_json(struct(*)) FROM assay.log ORDER BY 1");
    }

    @Test
    void aHeldBatchKeepsWhatItWasValidatedAgainstUntilItHasWaitedTooLong() {
        TestProject project = Orders.in(folder);
        for (int batch = 1; batch <= 5; batch++) {
            ingest(project, batch);
        }
        String input = project.file("in/held.csv", "id,amount,note", "50,1,h", "51,-1,h");
        Ended held = project.report("ingest", "orders", "--input", input, "--run-id", "h", "--fail-on", "quarantine");
        assertThat(held.status()).isEqualTo("held");

        JsonNode left = table(project.report("maintain", "--snapshots", "0s"), "datasets.orders");

        assertThat(left.path("compacted").asInt()).isZero();
        assertThat(left.path("left").asText()).contains("a held batch");
        assertThat(project.report("runs", "publish", "h", "--reason", "fine").status())
                .isEqualTo("published");
        Ended second = project.report("ingest", "orders", "--input", input, "--run-id", "g", "--fail-on", "quarantine");
        assertThat(second.status()).isEqualTo("held");
        JsonNode dropped = table(project.report("maintain", "--held", "0s"), "datasets.orders");
        assertThat(dropped.path("held").toString()).isEqualTo("[\"g\"]");
        assertThat(dropped.path("compacted").asInt()).isEqualTo(6);
        assertThat(project.rows("SELECT name FROM assay.datasets.orders.refs")).containsExactly("[main]");
        assertThat(project.rows("SELECT count(*) FROM datasets.orders")).containsExactly("[6]");
    }
}
